/** The driver, or mongoose, has no connection to work with. */
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
  'MongoServerClosedError',
  'MongoClientClosedError',
  'MongoExpiredSessionError',
  'MongoOperationTimeoutError',
]);

/** What the server says of its own state, not of what was asked of it. */
const awayCodes = new Set([
  // unreachable or unknown host, connection lost
  6, 7, 89, 384, 9001,
  // shutting down
  91, 11600,
  // no primary (yet), or no longer
  133, 189, 10058, 10107, 11602, 13435, 13436,
  // a majority, or an answer, not in time
  50, 64, 134, 262,
]);

const writeConflict = 112;
const duplicateKey = 11_000;

/**
 * Whether MongoDB can't be reached or has no primary now: nothing is wrong with the request, and the same will go well
 * later. A write conflict, a duplicate key or a bad document is something else. Looks at causes too.
 */
export function isDatabaseAway(error: unknown): boolean {
  return isOrIsCausedBy(error, saysAway);
}

/**
 * Whether other transactions stood in the way until our time was up. A process that was killed inside of one leaves its
 * locks behind for some seconds.
 */
export function isContention(error: unknown): boolean {
  return error instanceof Error && saysContended(error);
}

/**
 * Whether MongoDB was away, or busy with other transactions for too long: waiting helps, and whoever was being served is not
 * to blame. Looks at causes too.
 */
export function isDatabaseTrouble(error: unknown): boolean {
  return isOrIsCausedBy(error, (one) => saysAway(one) || saysContended(one));
}

/** Whether a document with the same value of a unique index is there already. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && codeOf(error) === duplicateKey;
}

/** Whether the driver or the server says so of the error: what may be repeated is told by label. */
export function hasLabel(
  error: unknown,
  label: 'TransientTransactionError' | 'UnknownTransactionCommitResult',
): boolean {
  const labelled = error as { hasErrorLabel?: (label: string) => boolean } | null | undefined;
  return typeof labelled?.hasErrorLabel === 'function' && labelled.hasErrorLabel(label);
}

function saysAway(error: Error): boolean {
  if (awayNames.has(error.name) || awayCodes.has(codeOf(error) ?? 0)) return true;
  // bufferCommands is off, so mongoose refuses at once what comes before the connection does
  return error.name === 'MongooseError' && error.message.includes('initial connection');
}

function saysContended(error: Error): boolean {
  if (codeOf(error) === writeConflict) return true;
  // so is labelled, too, that the connection went in the middle of a transaction
  return hasLabel(error, 'TransientTransactionError') && !saysAway(error);
}

function codeOf(error: Error): number | undefined {
  return 'code' in error && typeof error.code === 'number' ? error.code : undefined;
}

function isOrIsCausedBy(error: unknown, says: (error: Error) => boolean): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1)
    if (says(at)) return true;
  return false;
}
