import type { mongo } from 'mongoose';

/** Nothing remote happens inside a transaction: one without a move for so long has lost its process. */
const abandonedAfterMs = 3_000;

/**
 * Ends transactions whose process was killed. MongoDB itself keeps them, and what they locked, for a minute. A process
 * that only slept finds its transaction gone, and runs it again.
 *
 * Only transactions of our own user and application name are ours to end; on a server without access control the name
 * (`appName` of the connection) is all there is, so without one nothing is ended.
 */
export async function endAbandonedTransactions(client: mongo.MongoClient): Promise<number> {
  const { appName, credentials } = client.options;
  if (!appName && !credentials) return 0;
  const admin = client.db('admin');
  const abandoned = await admin
    .aggregate<{ lsid: { id: mongo.Binary } }>(
      [
        { $currentOp: { allUsers: false, idleSessions: true, idleConnections: false } },
        {
          $match: {
            type: 'idleSession',
            appName: appName ?? { $exists: false },
            'transaction.timeInactiveMicros': { $gt: abandonedAfterMs * 1_000 },
          },
        },
        { $project: { lsid: 1 } },
      ],
      // what is going on now is in no snapshot: MongoDB refuses the connection's usual majority here
      { readConcern: { level: 'local' } },
    )
    .toArray();
  if (abandoned.length > 0) await admin.command({ killSessions: abandoned.map(({ lsid }) => ({ id: lsid.id })) });
  return abandoned.length;
}
