import { wordsOf } from '@leerhuis/language';
import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection, mongo } from 'mongoose';
import { enterpriseOf, type Identity, keyOf, type Organisation } from './domain/organisation.ts';

export type OrganisationDoc = Omit<Organisation, 'id'> & {
  _id: string;
  /** Number and establishment, which one active organisation has. */
  activeKey?: string;
  enterprise: string;
  words: string[];
  /** While people of a closed one are still to be seen to. */
  windingUp?: true;
  held?: number;
};

export const organisationIndexes = {
  organisations: [
    { key: { activeKey: 1 as const }, name: 'activeKey', unique: true, sparse: true },
    { key: { state: 1 as const, _id: -1 as const }, name: 'state' },
    { key: { enterprise: 1 as const }, name: 'enterprise' },
    { key: { words: 1 as const, _id: -1 as const }, name: 'words' },
    { key: { windingUp: 1 as const }, name: 'windingUp', partialFilterExpression: { windingUp: true } },
  ],
};

export type OrganisationStore = ReturnType<typeof organisationStore>;

export function organisationStore(connection: Connection) {
  const organisations = databaseOf(connection).collection<OrganisationDoc>('organisations');
  return {
    async get(id: string, tx?: Tx): Promise<Organisation | null> {
      const found = await organisations.findOne({ _id: id }, tx ? { session: tx.session } : {});
      return found && organisationOf(found);
    },

    async many(ids: readonly string[]): Promise<ReadonlyMap<string, Organisation>> {
      const found = await organisations.find({ _id: { $in: [...new Set(ids)] } }).toArray();
      return new Map(found.map((doc) => [doc._id, organisationOf(doc)]));
    },

    /** Gives it, and makes this transaction and others that hold it exclude each other. */
    async hold(tx: Tx, id: string): Promise<Organisation | null> {
      const found = await organisations.findOneAndUpdate({ _id: id }, { $inc: { held: 1 } }, { session: tx.session });
      return found && organisationOf(found);
    },

    async active(tx: Tx, identity: Identity): Promise<Organisation | null> {
      const found = await organisations.findOne({ activeKey: keyOf(identity) }, { session: tx.session });
      return found && organisationOf(found);
    },

    async ofEnterprise(tx: Tx, enterprise: string): Promise<Organisation[]> {
      const found = await organisations.find({ enterprise, state: 'active' }, { session: tx.session }).toArray();
      return found.map(organisationOf);
    },

    async insert(tx: Tx, organisation: Organisation): Promise<void> {
      await organisations.insertOne(docOf(organisation), { session: tx.session });
    },

    async save(tx: Tx, organisation: Organisation): Promise<void> {
      await organisations.replaceOne({ _id: organisation.id }, docOf(organisation), { session: tx.session });
    },

    /** For staff, the newest first. @param q beginnings of words of its name or number */
    page({ state, q, ...wish }: PageWish & { state?: Organisation['state'] | undefined; q?: string | undefined }) {
      const filter: mongo.Filter<OrganisationDoc> = { ...(state ? { state } : {}), ...beginning(q) };
      return pageById(organisations, filter, wish, organisationOf, { counted: true });
    },

    /** Closed ones whose people are still to be seen to. */
    async windingUp(): Promise<Organisation[]> {
      const found = await organisations.find({ windingUp: true }).limit(10).toArray();
      return found.map(organisationOf);
    },

    async woundUp(id: string): Promise<void> {
      await organisations.updateOne({ _id: id }, { $unset: { windingUp: 1 } });
    },

    countRequests: (): Promise<number> => organisations.countDocuments({ state: 'requested' }),
  };
}

function beginning(q: string | undefined): mongo.Filter<OrganisationDoc> {
  const words = q === undefined ? [] : wordsOf(q).slice(0, 5);
  return words.length === 0 ? {} : { $and: words.map((word) => ({ words: { $regex: `^${word}` } })) };
}

function docOf({ id, ...organisation }: Organisation): OrganisationDoc {
  const { state, name, enterpriseNumber, establishment, closed } = organisation;
  return {
    _id: id,
    ...organisation,
    enterprise: enterpriseOf(organisation),
    words: [...new Set([...wordsOf(name), enterpriseNumber, ...(establishment ? [establishment] : [])])],
    ...(state === 'active' && { activeKey: keyOf(organisation) }),
    ...(closed && { windingUp: true as const }),
  };
}

export function organisationOf({
  _id,
  activeKey: _1,
  enterprise: _2,
  words: _3,
  windingUp: _4,
  held: _5,
  ...rest
}: OrganisationDoc) {
  return { id: _id, ...rest } as Organisation;
}
