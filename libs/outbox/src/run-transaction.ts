import { setTimeout as sleep } from 'node:timers/promises';
import { hasLabel } from '@leerhuis/mongo';
import type { Connection, mongo } from 'mongoose';

const options: mongo.TransactionOptions = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority', j: true },
  readPreference: 'primary',
};

/**
 * Runs `work` in a transaction, again from scratch after a write conflict or a change of primary, until `maxTime` ms have
 * passed; then the last error is thrown. The pauses are random, so that many writers of one document don't keep meeting.
 */
export async function runTransaction<T>(
  connection: Connection,
  work: (session: mongo.ClientSession) => Promise<T>,
  maxTime: number,
): Promise<T> {
  const deadline = performance.now() + maxTime;
  const session = await connection.getClient().startSession({ defaultTransactionOptions: options });
  try {
    for (let attempt = 0; ; attempt += 1) {
      try {
        session.startTransaction();
        const result = await work(session);
        await commit(session, deadline);
        return result;
      } catch (error) {
        if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
        const pause = Math.random() * Math.min(4 * 1.6 ** attempt, 250);
        if (!hasLabel(error, 'TransientTransactionError') || performance.now() + pause > deadline) throw error;
        await sleep(pause);
      }
    }
  } finally {
    await session.endSession();
  }
}

/** Whether a commit took place may be unknown after a lost connection; asking again is safe. */
async function commit(session: mongo.ClientSession, deadline: number): Promise<void> {
  for (;;) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      if (!hasLabel(error, 'UnknownTransactionCommitResult') || performance.now() > deadline) throw error;
      await sleep(50);
    }
  }
}
