import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import { v5 } from 'uuid';
import type { MemberNumber } from './domain/member-number.ts';

type MemberNumberDoc = Omit<MemberNumber, 'id'> & { _id: string; held?: number };

const space = '3b0c1f7e-94b5-4a2d-8f5b-7c0a6f6a2d11';
const numberOf = ({ _id, held: _, ...rest }: MemberNumberDoc): MemberNumber => ({ id: _id, ...rest });
const isShared = { sharedSince: { $type: 'date' as const } };

/** Made of the two, so that accounts which take a number at the same moment meet in one document. */
export function memberNumberId(federation: string, memberNumber: string): string {
  return v5(`${federation} ${memberNumber}`, space);
}

export const memberNumberIndexes = {
  memberNumbers: [
    { key: { accounts: 1 }, name: 'of-account' },
    { key: { sharedSince: 1, _id: -1 }, name: 'shared', partialFilterExpression: isShared },
  ],
} as const;

export type MemberNumberStore = ReturnType<typeof memberNumberStore>;

export function memberNumberStore(connection: Connection) {
  const numbers = databaseOf(connection).collection<MemberNumberDoc>('memberNumbers');
  return {
    async byId(id: string, tx: Tx): Promise<MemberNumber | null> {
      const found = await numbers.findOne({ _id: id }, { session: tx.session });
      return found && numberOf(found);
    },

    /** Gives it, and makes this transaction and one that changes it or asks the same exclude each other. */
    async holdOf(tx: Tx, number: { federation: string; memberNumber: string }): Promise<MemberNumber | null> {
      const id = memberNumberId(number.federation, number.memberNumber);
      const found = await numbers.findOneAndUpdate({ _id: id }, { $inc: { held: 1 } }, { session: tx.session });
      return found && numberOf(found);
    },

    async ofAccount(tx: Tx, accountId: string): Promise<MemberNumber[]> {
      return (await numbers.find({ accounts: accountId }, { session: tx.session }).toArray()).map(numberOf);
    },

    /** One that nobody goes by any more is forgotten, unless staff said whose it is. */
    async save(tx: Tx, { id, ...facts }: MemberNumber): Promise<void> {
      const { session } = tx;
      if (facts.accounts.length === 0 && !facts.owners) await numbers.deleteOne({ _id: id }, { session });
      else await numbers.replaceOne({ _id: id }, facts, { upsert: true, session });
    },

    /** Those that several accounts go by, by id, so that a page has an end. */
    shared({
      reviewed,
      decided,
      ...wish
    }: PageWish & { reviewed?: boolean | undefined; decided?: boolean | undefined }) {
      const review = reviewed === undefined ? {} : { review: reviewed ? { $ne: null } : null };
      const owners = decided === undefined ? {} : { owners: decided ? { $ne: null } : null };
      return pageById(numbers, { ...isShared, ...review, ...owners }, wish, numberOf, {
        hint: 'shared',
        counted: true,
      });
    },

    /** Where staff have not said whose it is, or not looked since the last account took it. */
    countToReview: (): Promise<number> =>
      numbers.countDocuments({ ...isShared, $or: [{ review: null }, { owners: null }] }, { hint: 'shared' }),
  };
}
