/** Server codes that speak of the state of the database, not of what was asked of it. */
const serverCodes = new Set([6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436, 50, 64, 133, 134, 384]);

const names = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoServerClosedError',
  'MongoClientClosedError',
  'MongoPoolClearedError',
  'MongoPoolClosedError',
  'PoolClearedOnNetworkError',
  'MongoWaitQueueTimeoutError',
  'MongoExpiredSessionError',
  'MongoOperationTimeoutError',
]);

/**
 * True when other transactions stood in the way until our time was up. A process that was killed inside of one leaves
 * its locks behind for some seconds.
 */
export function isContention(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === 112) return true;
  const { hasErrorLabel } = error as { hasErrorLabel?: (label: string) => boolean };
  return hasErrorLabel?.call(error, 'TransientTransactionError') ?? false;
}

/**
 * True when MongoDB was away, changing its primary, shutting down, or busy with other transactions for too long: waiting
 * helps, and whoever was being served is not to blame.
 */
export function isInfrastructureError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (names.has(error.name) || isContention(error)) return true;
  if ('code' in error && typeof error.code === 'number' && serverCodes.has(error.code)) return true;
  if (error.name === 'MongooseError' && error.message.includes('buffering timed out')) return true;
  return error.cause !== undefined && isInfrastructureError(error.cause);
}
