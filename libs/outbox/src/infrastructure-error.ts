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
  'MongoPoolClearedOnNetworkError',
  'MongoWaitQueueTimeoutError',
  'MongoConnectionPoolClosedError',
  'MongoExpiredSessionError',
  'MongoOperationTimeoutError',
]);

/**
 * True when MongoDB was away, changing its primary, or shutting down: waiting helps, and whoever was being served is not
 * to blame. A write conflict is not one of these: work that conflicts for ever is at fault itself.
 */
export function isInfrastructureError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (names.has(error.name)) return true;
  if ('code' in error && typeof error.code === 'number' && serverCodes.has(error.code)) return true;
  if (error.name === 'MongooseError' && error.message.includes('buffering timed out')) return true;
  return error.cause !== undefined && isInfrastructureError(error.cause);
}
