import type { AuditStore } from '@leerhuis/audit';
import { wordsOf } from '@leerhuis/language';
import { eachDocument } from '@leerhuis/migrations';
import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection, mongo } from 'mongoose';
import { type AttentionReason, attentionOf } from './domain/attention.ts';
import { entriesOfBefore, type MoneyEntry } from './domain/entries.ts';
import { moneyOf, type Order, type OrderLine } from './domain/order.ts';
import { paidOf } from './domain/standing.ts';
import { auditNoteOf, type HistoryEntry, type OrderNote } from './order-audit.ts';
import { tellLearner } from './order-events.ts';

export interface OrderDoc extends Omit<Order, 'id' | 'organisationId' | 'entries' | 'perRate'> {
  _id: string;
  /** Missing in orders of before there were organisations: they are of the person. */
  organisationId?: string | null;
  /** `perRate` of the order. */
  parts: Order['perRate'];
  /** Missing in orders of before there were entries, until `orders-have-entries` has passed. */
  entries?: MoneyEntry[];
  attention?: AttentionReason[];
  revision: number;
  /** Everything that staff find an order by: numbers as printed, digits of the structured communication. */
  searchKeys: string[];
  /** Words of what was ordered, of the purchase reference and of the name on the invoice; missing until `orders-have-words` has passed. */
  words?: string[];
  /** Until `history-of-orders-in-audit` has passed. */
  history?: HistoryEntry[];
}

const forOrganisations = { partialFilterExpression: { organisationId: { $type: 'string' as const } } };

export const orderIndexes = {
  orders: [
    { key: { accountId: 1 as const, _id: -1 as const }, name: 'ofAccount' },
    { key: { accountId: 1 as const, 'standing.state': 1 as const }, name: 'ofAccountByState' },
    { key: { accountId: 1 as const, 'lines.itemId': 1 as const }, name: 'ofAccountByItem' },
    {
      key: { 'lines.learner.accountId': 1 as const, 'lines.itemId': 1 as const },
      name: 'byLearner',
      ...forOrganisations,
    },
    { key: { 'lines.learner.membershipId': 1 as const }, name: 'byLearnerMembership', ...forOrganisations },
    { key: { organisationId: 1 as const, _id: -1 as const }, name: 'ofOrganisation', ...forOrganisations },
    {
      key: { organisationId: 1 as const, 'standing.state': 1 as const },
      name: 'ofOrganisationByState',
      ...forOrganisations,
    },
    { key: { 'standing.state': 1 as const, _id: -1 as const }, name: 'byState' },
    { key: { searchKeys: 1 as const, _id: -1 as const }, name: 'searchKeys' },
    { key: { words: 1 as const, _id: -1 as const }, name: 'byWords' },
    { key: { attention: 1 as const, _id: -1 as const }, name: 'byAttention' },
  ],
};

export function orderStore(connection: Connection, audit: Pick<AuditStore, 'note'>) {
  const orders = databaseOf(connection).collection<OrderDoc>('orders', { ignoreUndefined: true });

  async function get(id: string, tx?: Tx): Promise<Order | null> {
    const doc = await orders.findOne({ _id: id }, tx ? { session: tx.session } : {});
    return doc && orderOf(doc);
  }

  return {
    get,

    /**
     * An order for whoever decides by how it stands and then writes something else: of two who decide at the same moment, one waits
     * and decides anew on what the other left. Who saves the order itself needs no hold.
     */
    async hold(tx: Tx, id: string): Promise<Order | null> {
      const held = { session: tx.session, returnDocument: 'after' } as const;
      const doc = await orders.findOneAndUpdate({ _id: id }, { $inc: { revision: 1 } }, held);
      return doc && orderOf(doc);
    },

    /** How many orders of the organisation, or else of the account, are still to be paid; looks no further than `most`. */
    async countUnpaid(buyer: Buyer, most: number, tx?: Tx): Promise<number> {
      const unpaid = { ...ofBuyer(buyer), 'standing.state': { $in: ['placed', 'partiallyPaid'] } } as const;
      return orders.countDocuments(unpaid, { limit: most, ...(tx ? { session: tx.session } : {}) });
    },

    async insertAll(tx: Tx, placed: readonly Order[]): Promise<void> {
      await orders.insertMany(placed.map(newDoc), { session: tx.session });
    },

    /** Keeps how an order stands after a decision that was made on what this transaction read. */
    async save(tx: Tx, order: Order, note: OrderNote): Promise<void> {
      const { standing, invoice, entries } = order;
      const attention = attentionOf(moneyOf(order));
      await orders.updateOne(
        { _id: order.id },
        {
          $set: { standing, invoice, entries, attention },
          $inc: { revision: 1 },
          ...(invoice ? { $addToSet: { searchKeys: invoice.number } } : {}),
        },
        { session: tx.session },
      );
      await audit.note(tx, auditNoteOf(order.id, note));
    },

    /** Orders by which somebody of an organisation learns, or is to learn. */
    async ofLearner(tx: Tx, { organisationId, membershipId }: { organisationId: string; membershipId: string }) {
      const theirs = { ...ofBuyer({ accountId: '', organisationId }), 'lines.learner.membershipId': membershipId };
      return (await orders.find(theirs, { session: tx.session }).toArray()).map(orderOf);
    },

    /** Keeps who learns by a line from now on, and tells it. */
    async giveLine(tx: Tx, order: Order, line: OrderLine): Promise<void> {
      await orders.updateOne(
        { _id: order.id, 'lines.lineId': line.lineId },
        { $set: { 'lines.$.learner': line.learner }, $inc: { revision: 1 } },
        { session: tx.session },
      );
      tellLearner(tx, order, line);
    },

    /** Those of an organisation that became part of another; tells how many. */
    async handOver(tx: Tx, organisationId: string, into: string): Promise<number> {
      const theirs = ofBuyer({ accountId: '', organisationId });
      const change = { $set: { organisationId: into }, $inc: { revision: 1 } };
      return (await orders.updateMany(theirs, change, { session: tx.session })).modifiedCount;
    },

    /** Adds to the audit trail what changes nothing about the order itself. */
    async note(tx: Tx, orderId: string, note: OrderNote): Promise<void> {
      await audit.note(tx, auditNoteOf(orderId, note));
    },
  };
}

type Buyer = Pick<Order, 'accountId' | 'organisationId'>;

/** Orders of an organisation, or those that a person has for themselves. */
export function ofBuyer({ accountId, organisationId }: Buyer): mongo.Filter<OrderDoc> {
  // as the indexes of organisations are made: they have no orders of persons
  return organisationId === null
    ? { accountId, organisationId: null }
    : { organisationId: { $eq: organisationId, $type: 'string' } };
}

function newDoc({ id, perRate: parts, ...facts }: Order): OrderDoc {
  const { number, structuredCommunication } = facts.proForma;
  const searchKeys = [number, structuredCommunication.replace(/\D/g, '')];
  return { _id: id, revision: 1, ...facts, parts, searchKeys, words: searchWordsOf(facts) };
}

function searchWordsOf({ lines, billing, purchaseReference }: Pick<Order, 'lines' | 'billing' | 'purchaseReference'>) {
  const texts = lines.flatMap(({ code, title: { nl, fr = '', en = '' } }) => [code, nl, fr, en]);
  return [...new Set([...texts, billing.name, purchaseReference ?? ''].flatMap(wordsOf))];
}

export function orderOf({ _id, parts, revision, searchKeys, words, history, attention, ...facts }: OrderDoc): Order {
  const { organisationId = null } = facts;
  return { id: _id, ...facts, organisationId, perRate: parts, entries: facts.entries ?? entriesBefore(facts) };
}

/** Which day the money came is not known any more; the one of the invoice, or of the order, is near. */
function entriesBefore({
  standing,
  invoice,
  proForma,
  placedAt,
}: Pick<OrderDoc, 'standing' | 'invoice' | 'proForma' | 'placedAt'>): MoneyEntry[] {
  const at = standing.state === 'paid' ? standing.paidAt : placedAt;
  return entriesOfBefore(paidOf(standing), (invoice ?? proForma).issuedOn, at);
}

/** Orders of before get the entries that they are read with. */
export const ordersHaveEntries = eachDocument<OrderDoc>({
  id: 'orders-have-entries',
  what: 'what was paid for an order becomes an entry',
  collection: 'orders',
  only: { entries: { $exists: false } },
  async change(doc, { db }) {
    const { modifiedCount } = await db
      .collection<OrderDoc>('orders')
      .updateOne(
        { _id: doc._id, entries: { $exists: false }, revision: doc.revision },
        { $set: { entries: entriesBefore(doc) } },
      );
    return modifiedCount === 1;
  },
});

/** Orders of before are found by words too. */
export const ordersHaveWords = eachDocument<OrderDoc>({
  id: 'orders-have-words',
  what: 'orders get the words that they are found by',
  collection: 'orders',
  only: { words: { $exists: false } },
  async change(doc, { db }) {
    const { modifiedCount } = await db
      .collection<OrderDoc>('orders')
      .updateOne({ _id: doc._id, words: { $exists: false } }, { $set: { words: searchWordsOf(doc) } });
    return modifiedCount === 1;
  },
});
