import { replaceIndex } from '@leerhuis/migrations';
import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { Attest } from './domain/attest.ts';

export type AttestDocument = Omit<Attest, 'id'> & { _id: string };
export const toAttest = ({ _id, ...rest }: AttestDocument): Attest => ({ id: _id, ...rest });

/** V-17, whatever races; no revokedAt is the same as null. */
const oneThatCounts = {
  key: { accountId: 1, courseId: 1, revokedAt: 1 },
  name: 'one-that-counts-per-learner-and-course',
  unique: true,
} as const;

/** While attests could not be revoked there was one for ever. */
export const attestsCanBeRevoked = replaceIndex({
  id: 'attests-can-be-revoked',
  collection: 'attests',
  index: 'one-per-learner-and-course',
  by: oneThatCounts,
});

export const attestIndexes = {
  attests: [
    oneThatCounts,
    { key: { enrolmentId: 1 }, name: 'of-enrolment' },
    { key: { code: 1 }, name: 'code', unique: true },
    { key: { accountId: 1, _id: -1 }, name: 'of-account' },
  ],
} as const;

/** Attests; once issued they do not change, unless they are revoked. */
export function attestStore(connection: Connection) {
  const attests = databaseOf(connection).collection<AttestDocument>('attests');
  return {
    /** Keeps it, unless the learner has one for the course that counts; gives the id of the one that does now. */
    async insert(tx: Tx, { id, ...rest }: Attest): Promise<string> {
      const { accountId, courseId } = rest;
      const counting = await attests.findOneAndUpdate(
        { accountId, courseId, revokedAt: null },
        { $setOnInsert: { _id: id, ...rest } },
        { session: tx.session, upsert: true, returnDocument: 'after', projection: { _id: 1 } },
      );
      return counting?._id ?? id;
    },
    /** The one that counts. */
    async of(accountId: string, courseId: string, tx?: Tx): Promise<Attest | null> {
      const counting = { accountId, courseId, revokedAt: null };
      const found = await attests.findOne(counting, tx ? { session: tx.session } : {});
      return found && toAttest(found);
    },

    async ofEnrolment(enrolmentId: string, tx: Tx): Promise<Attest | null> {
      const found = await attests.findOne({ enrolmentId }, { session: tx.session });
      return found && toAttest(found);
    },

    async markRevoked(tx: Tx, { id, revokedAt }: Attest): Promise<void> {
      await attests.updateOne({ _id: id }, { $set: { revokedAt: revokedAt ?? null } }, { session: tx.session });
    },

    async restOn(tx: Tx, id: string, enrolmentId: string): Promise<void> {
      await attests.updateOne({ _id: id }, { $set: { enrolmentId } }, { session: tx.session });
    },

    async byId(id: string, tx?: Tx): Promise<Attest | null> {
      const found = await attests.findOne({ _id: id }, tx ? { session: tx.session } : {});
      return found && toAttest(found);
    },
    /** Codes of attests, by their ids. */
    async codesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
      if (ids.length === 0) return new Map();
      const found = await attests.find({ _id: { $in: [...ids] } }, { projection: { code: 1 } }).toArray();
      return new Map(found.map(({ _id, code }) => [_id, code]));
    },
    async byCode(code: string): Promise<Attest | null> {
      const found = await attests.findOne({ code });
      return found && toAttest(found);
    },
    /** Newest first; ids grow with time. */
    ofAccount: (accountId: string, wish: PageWish) =>
      pageById(attests, { accountId }, wish, toAttest, { counted: true }),

    /** Of everybody, or of one account, the newest first. */
    forStaff: (filter: { accountId?: string }, wish: PageWish) =>
      pageById(attests, filter, wish, toAttest, { counted: true }),
  };
}
export type AttestStore = ReturnType<typeof attestStore>;
