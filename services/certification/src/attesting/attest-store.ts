import type { Tx } from '@leerhuis/outbox';
import { databaseOf } from '@leerhuis/service-runtime';
import type { Connection } from 'mongoose';
import type { Attest } from './domain/attest.ts';

type AttestDocument = Omit<Attest, 'id'> & { _id: string };
const toAttest = ({ _id, ...rest }: AttestDocument): Attest => ({ id: _id, ...rest });

export const attestIndexes = {
  attests: [
    // V-17: one attest per learner and course, whatever races
    { key: { accountId: 1, courseId: 1 }, name: 'one-per-learner-and-course', unique: true },
    { key: { code: 1 }, name: 'code', unique: true },
    { key: { accountId: 1, _id: -1 }, name: 'of-account' },
  ],
} as const;

/** Attests; once issued they do not change. */
export function attestStore(connection: Connection) {
  const attests = databaseOf(connection).collection<AttestDocument>('attests');
  return {
    async insert(tx: Tx, { id, ...rest }: Attest): Promise<void> {
      await attests.insertOne({ _id: id, ...rest }, { session: tx.session });
    },
    async of(accountId: string, courseId: string, tx?: Tx): Promise<Attest | null> {
      const found = await attests.findOne({ accountId, courseId }, tx ? { session: tx.session } : {});
      return found && toAttest(found);
    },
    async byId(id: string, tx?: Tx): Promise<Attest | null> {
      const found = await attests.findOne({ _id: id }, tx ? { session: tx.session } : {});
      return found && toAttest(found);
    },
    async byCode(code: string): Promise<Attest | null> {
      const found = await attests.findOne({ code });
      return found && toAttest(found);
    },
    /** Newest first; ids grow with time. */
    async page(filter: { accountId?: string }, before: string | null, limit: number): Promise<Attest[]> {
      const found = await attests
        .find({ ...filter, ...(before ? { _id: { $lt: before } } : {}) })
        .sort({ _id: -1 })
        .limit(limit)
        .toArray();
      return found.map(toAttest);
    },
  };
}
export type AttestStore = ReturnType<typeof attestStore>;
