const awayNames = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoPoolClearedError',
  'MongoPoolClosedError',
  'PoolClearedOnNetworkError',
  'MongoWaitQueueTimeoutError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoClientClosedError',
  'MongoOperationTimeoutError',
]);

/** Server codes: unreachable or unknown host, no primary (yet), shutting down, majority not reached in time. */
const awayCodes = new Set([6, 7, 64, 89, 91, 189, 262, 9001, 10058, 10107, 11600, 11602, 13435, 13436]);

/**
 * Whether the error says that MongoDB can't be reached or has no primary now: nothing is wrong with the request, and
 * the same will go well later. A write conflict, a duplicate key or a bad document is something else.
 */
export function isDatabaseAway(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (awayNames.has(at.name)) return true;
    if ('code' in at && typeof at.code === 'number' && awayCodes.has(at.code)) return true;
  }
  return false;
}
