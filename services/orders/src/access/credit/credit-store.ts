import type { LocalisedText } from '@leerhuis/language';
import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection, mongo } from 'mongoose';
import { after, firstEndOfBefore, type Invitation, linkedAccounts } from './domain/sharing.ts';
import type { Taking } from './domain/spending.ts';

/** One package of hours that somebody bought; minutes. */
export interface LotDoc {
  _id: string;
  /** Who bought it for themselves; null when it is an organisation's. */
  ownerId: string | null;
  /** Whose it is, when it was bought for an organisation; null or not there: its owner's. */
  organisationId?: string | null;
  orderId: string;
  lineId: string;
  title: LocalisedText;
  granted: number;
  left: number;
  /** What was paid for it, excluding VAT: its price per hour is fixed for good (V-4). */
  price: { amount: number; currency: 'EUR' };
  grantedAt: Date;
  expiresAt: Date;
  /** Whether colleagues may spend it (V-8), and who was asked. */
  isShared: boolean;
  invitations?: Invitation[];
  /** The fewest days before its end on which the owner was warned; not there while they were not (V-6). */
  warnedDays?: number;
  /** Accounts of those who are linked: by them the package is found. */
  learners: string[];
  /** Of an organisation's package: whether all of its people may spend it, else which memberships. */
  isForAll?: boolean;
  members?: string[];
  /** When the first of its links of before ends, and the fewest days before it on which they were told of it. */
  ofBeforeUntil?: Date;
  ofBeforeTold?: number;
}

export type LotOfPerson = LotDoc & { ownerId: string };

export const isOfPerson = (lot: LotDoc): lot is LotOfPerson => lot.ownerId !== null && !lot.organisationId;

export interface Movement {
  _id: string;
  lotId: string;
  kind: 'granted' | 'spent' | 'lapsed';
  /** Positive in, negative out. */
  minutes: number;
  at: Date;
  /** Who activated; null when nobody did anything. */
  accountId: string | null;
  activationId: string | null;
  courseId: string | null;
}

const hasLeft = { left: { $gt: 0 } };

export const creditIndexes = {
  creditLots: [
    { key: { ownerId: 1 as const, expiresAt: 1 as const }, name: 'ofOwner' },
    { key: { learners: 1 as const, expiresAt: 1 as const }, name: 'ofLearner' },
    { key: { organisationId: 1 as const, expiresAt: 1 as const }, name: 'ofOrganisation' },
    { key: { ofBeforeUntil: 1 as const }, name: 'ofBefore' },
    { key: { 'invitations.to': 1 as const }, name: 'ofInvited' },
    { key: { 'invitations.id': 1 as const }, name: 'ofInvitation' },
    { key: { expiresAt: 1 as const }, name: 'lapsing', partialFilterExpression: hasLeft },
    { key: { expiresAt: 1 as const, warnedDays: 1 as const }, name: 'warning', partialFilterExpression: hasLeft },
  ],
  creditMovements: [{ key: { lotId: 1 as const, _id: 1 as const }, name: 'ofLot' }],
};

export type CreditStore = ReturnType<typeof creditStore>;

export function creditStore(connection: Connection) {
  const db = databaseOf(connection);
  const lots = db.collection<LotDoc>('creditLots');
  const movements = db.collection<Movement>('creditMovements');

  return {
    async grant(tx: Tx, lot: LotDoc, movement: Movement): Promise<void> {
      await lots.insertOne(lot, { session: tx.session });
      await movements.insertOne(movement, { session: tx.session });
    },

    /** Lots with something left that the account may have to do with: its own, those that it is linked to, its organisations' (V-8). */
    async around(tx: Tx, accountId: string, organisationIds: readonly string[]): Promise<LotDoc[]> {
      const now: mongo.Filter<LotDoc> = { expiresAt: { $gt: tx.now }, ...hasLeft };
      const own: mongo.Filter<LotDoc> = { ownerId: accountId, ...now };
      const shared: mongo.Filter<LotDoc> = { learners: accountId, isShared: true, ...now };
      const offices = organisationIds.map((organisationId): mongo.Filter<LotDoc> => ({ organisationId, ...now }));
      return lots.find({ $or: [own, shared, ...offices] }, { session: tx.session }).toArray();
    },

    /** Takes minutes out of a lot unless it has fewer; tells whether it did. */
    async take(tx: Tx, { lotId, minutes }: Taking, movement: Movement): Promise<boolean> {
      const { modifiedCount } = await lots.updateOne(
        { _id: lotId, left: { $gte: minutes }, expiresAt: { $gt: tx.now } },
        { $inc: { left: -minutes } },
        { session: tx.session },
      );
      if (modifiedCount === 1) await movements.insertOne(movement, { session: tx.session });
      return modifiedCount === 1;
    },

    /** A few lots whose time has come and that still have something in them. */
    async lapsing(now: Date): Promise<string[]> {
      const found = await lots
        .find({ ...hasLeft, expiresAt: { $lte: now } })
        .project<{ _id: string }>({ _id: 1 })
        .limit(100)
        .toArray();
      return found.map(({ _id }) => _id);
    },

    /** Lets what is left of a lot lapse (V-6); a second time nothing is left. */
    async lapse(tx: Tx, lotId: string, movementId: string): Promise<void> {
      const before = await lots.findOneAndUpdate(
        { _id: lotId, ...hasLeft, expiresAt: { $lte: tx.now } },
        { $set: { left: 0 } },
        { session: tx.session, returnDocument: 'before' },
      );
      if (!before) return;
      const nobody = { accountId: null, activationId: null, courseId: null };
      await movements.insertOne(
        { _id: movementId, lotId, kind: 'lapsed', minutes: -before.left, at: before.expiresAt, ...nobody },
        { session: tx.session },
      );
    },

    /** A few lots with something left that end within so many days, and whose owner was not warned of that yet. */
    async ending(now: Date, days: number): Promise<LotDoc[]> {
      return lots.find(endsWithin(now, days)).sort({ expiresAt: 1 }).limit(100).toArray();
    },

    /** Those of them that end at one moment for one owner, noted as warned of; a second time there are none. */
    async warn(tx: Tx, { expiresAt, ...lot }: LotDoc, days: number): Promise<LotDoc[]> {
      const due = { ...endsWithin(tx.now, days), ...ownerOf(lot), expiresAt };
      const found = await lots.find(due, { session: tx.session }).sort({ _id: 1 }).toArray();
      const ids = found.map(({ _id }) => _id);
      await lots.updateMany({ _id: { $in: ids } }, { $set: { warnedDays: days } }, { session: tx.session });
      return found;
    },

    get: (lotId: string, tx?: Tx) => lots.findOne({ _id: lotId }, tx ? { session: tx.session } : {}),

    ofInvitation: (tx: Tx, invitationId: string) =>
      lots.findOne({ 'invitations.id': invitationId }, { session: tx.session }),

    async share(tx: Tx, lotId: string, isShared: boolean, invitations: Invitation[]): Promise<void> {
      const ofBeforeUntil = firstEndOfBefore(invitations);
      const set = { isShared, invitations, learners: linkedAccounts(invitations) };
      const change: mongo.UpdateFilter<LotDoc> = ofBeforeUntil
        ? { $set: { ...set, ofBeforeUntil } }
        : { $set: set, $unset: { ofBeforeUntil: 1 } };
      await lots.updateOne({ _id: lotId }, change, { session: tx.session });
    },

    /** For whom an organisation's package is. */
    async shareOut(
      tx: Tx,
      lotId: string,
      out: Required<Pick<LotDoc, 'isShared' | 'isForAll' | 'members'>>,
    ): Promise<void> {
      await lots.updateOne({ _id: lotId }, { $set: out }, { session: tx.session });
    },

    /** Packages of people in which the account shares, or that are its own and shared; that have not lapsed. */
    async sharedAround(tx: Tx, accountId: string): Promise<LotOfPerson[]> {
      const goesOn = { expiresAt: { $gt: tx.now } };
      const own: mongo.Filter<LotDoc> = { ownerId: accountId, 'learners.0': { $exists: true }, ...goesOn };
      const filter = { $or: [own, { learners: accountId, ...goesOn }] };
      return (await lots.find(filter, { session: tx.session }).toArray()).filter(isOfPerson);
    },

    /** Takes somebody off the list of each package of an organisation; gives those that they were on. */
    async takeOff(tx: Tx, organisationId: string, membershipId: string): Promise<LotDoc[]> {
      const listed = { organisationId, members: membershipId };
      const found = await lots.find(listed, { session: tx.session }).toArray();
      if (found.length > 0)
        await lots.updateMany(listed, { $pull: { members: membershipId } }, { session: tx.session });
      return found;
    },

    /** All packages of an organisation are another's, which it became part of. */
    async handOver(tx: Tx, organisationId: string, into: string): Promise<void> {
      await lots.updateMany({ organisationId }, { $set: { organisationId: into } }, { session: tx.session });
    },

    /** A few packages with links of before that end within so many days, of which those concerned were not told yet. */
    async ofBefore(now: Date, days: number): Promise<LotOfPerson[]> {
      const found = await lots.find(ofBeforeWithin(now, days)).sort({ ofBeforeUntil: 1 }).limit(100).toArray();
      return found.filter(isOfPerson);
    },

    /** All of one owner's that this is due for, noted as told. */
    async tellOfBefore(tx: Tx, ownerId: string, days: number): Promise<LotOfPerson[]> {
      const due = { ...ofBeforeWithin(tx.now, days), ownerId };
      const found = await lots.find(due, { session: tx.session }).sort({ _id: 1 }).toArray();
      const ids = found.map(({ _id }) => _id);
      await lots.updateMany({ _id: { $in: ids } }, { $set: { ofBeforeTold: days } }, { session: tx.session });
      return found.filter(isOfPerson);
    },
  };
}

/** Whose a package is. */
const ownerOf = ({ ownerId, organisationId }: Pick<LotDoc, 'ownerId' | 'organisationId'>) =>
  organisationId ? { organisationId } : { ownerId };

function ofBeforeWithin(now: Date, days: number): mongo.Filter<LotDoc> {
  const ends = { ofBeforeUntil: { $lte: after(now, days) } };
  // what has ended has none, or a later one
  return days === 0 ? ends : { ...ends, ofBeforeTold: { $not: { $lte: days } } };
}

function endsWithin(now: Date, days: number): mongo.Filter<LotDoc> {
  const expiresAt = { $gt: now, $lte: after(now, days) };
  return { ...hasLeft, expiresAt, warnedDays: { $not: { $lte: days } } };
}
