import { replaceIndex } from '@leerhuis/migrations';
import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection, mongo } from 'mongoose';
import type { Attest, AttestPdf } from './domain/attest.ts';

export type AttestDocument = Omit<Attest, 'id'> & { _id: string };
export const toAttest = ({ _id, ...rest }: AttestDocument): Attest => ({ id: _id, ...rest });

/** Whose attests are looked for: of a learner, of an organisation, or of a learner for an organisation. */
export interface Whose {
  accountId?: string;
  organisationId?: string;
}

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

const ofSome = { organisationId: { $type: 'string' } } as const;

export const attestIndexes = {
  attests: [
    oneThatCounts,
    { key: { enrolmentId: 1 }, name: 'of-enrolment' },
    { key: { code: 1 }, name: 'code', unique: true },
    { key: { accountId: 1, _id: -1 }, name: 'of-account' },
    { key: { organisationId: 1, _id: -1 }, name: 'ofOrganisation', partialFilterExpression: ofSome },
    { key: { organisationId: 1, accountId: 1, _id: -1 }, name: 'ofMember', partialFilterExpression: ofSome },
    { key: { organisationId: 1, issuedAt: 1, _id: 1 }, name: 'ofPeriod', partialFilterExpression: ofSome },
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
    page: (whose: Whose, wish: PageWish) => pageById(attests, filterOf(whose), wish, toAttest, { counted: true }),

    /** Those that count and were issued in a period, the oldest first; at most so many. */
    async issuedIn(whose: Whose, { from, to }: { from: Date; to: Date }, most: number): Promise<Attest[]> {
      const filter = { ...filterOf(whose), revokedAt: null, issuedAt: { $gte: from, $lte: to } };
      const found = attests.find(filter).sort({ issuedAt: 1, _id: 1 }).limit(most);
      return found.map(toAttest).toArray();
    },

    async notePdfAsked(tx: Tx, asked: readonly Pick<Attest, 'id'>[]): Promise<void> {
      const filter = { _id: { $in: asked.map(({ id }) => id) } };
      await attests.updateMany(filter, { $set: { pdfAskedAt: tx.now } }, { session: tx.session });
    },

    async keepPdf(id: string, pdf: AttestPdf): Promise<void> {
      await attests.updateOne({ _id: id }, { $set: { pdf } });
    },
  };
}

/** As the indexes on organisations are made: they have none without one. */
function filterOf({ accountId, organisationId }: Whose): mongo.Filter<AttestDocument> {
  return {
    ...(accountId === undefined ? {} : { accountId }),
    ...(organisationId === undefined ? {} : { organisationId: { $eq: organisationId, $type: 'string' as const } }),
  };
}

export type AttestStore = ReturnType<typeof attestStore>;
