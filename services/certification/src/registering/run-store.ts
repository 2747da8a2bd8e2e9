import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { Run } from './domain/run.ts';

type RunDocument = Omit<Run, 'id'> & { _id: string; leaseUntil: Date; holder: string | null };

export const runIndexes = {
  registrationRuns: [
    {
      key: { month: 1, kind: 1 },
      name: 'one-automatic-run-per-month',
      unique: true,
      partialFilterExpression: { kind: 'auto' },
    },
    { key: { state: 1, leaseUntil: 1 }, name: 'unfinished' },
  ],
} as const;

const toRun = ({ _id, leaseUntil: _until, holder: _holder, ...rest }: RunDocument): Run => ({ id: _id, ...rest });

/** Runs; one copy of the service works on a run at a time, and another takes over when that one dies. */
export function runStore(connection: Connection) {
  const runs = databaseOf(connection).collection<RunDocument>('registrationRuns');
  return {
    async insert(tx: Tx, { id, ...rest }: Run): Promise<void> {
      await runs.insertOne({ _id: id, ...rest, leaseUntil: new Date(0), holder: null }, { session: tx.session });
    },
    async hasAutomatic(month: string): Promise<boolean> {
      return (await runs.findOne({ month, kind: 'auto' }, { projection: { _id: 1 } })) !== null;
    },
    /** Takes an unfinished run that nobody works on; the lease keeps others off until it ends. */
    async claim(holder: string, now: Date, leaseUntil: Date): Promise<Run | null> {
      const found = await runs.findOneAndUpdate(
        { state: 'running', leaseUntil: { $lt: now } },
        { $set: { holder, leaseUntil } },
        { sort: { leaseUntil: 1 }, returnDocument: 'after' },
      );
      return found && toRun(found);
    },
    /** Notes progress and keeps the lease; false when somebody else took over. */
    async progress(tx: Tx, id: string, holder: string, sent: number, leaseUntil: Date): Promise<boolean> {
      const { matchedCount } = await runs.updateOne(
        { _id: id, holder, state: 'running' },
        { $inc: { sent }, $set: { leaseUntil } },
        { session: tx.session },
      );
      return matchedCount === 1;
    },
    async finish(id: string, holder: string, perFederation: Record<string, number>, now: Date): Promise<void> {
      await runs.updateOne({ _id: id, holder }, { $set: { state: 'done', perFederation, finishedAt: now } });
    },
    async byId(id: string): Promise<Run | null> {
      const found = await runs.findOne({ _id: id });
      return found && toRun(found);
    },
    page: (wish: PageWish) => pageById(runs, {}, wish, toRun, { counted: true }),
  };
}
export type RunStore = ReturnType<typeof runStore>;
