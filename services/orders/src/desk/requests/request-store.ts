import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { OrderRequest, RequestState } from './domain/order-request.ts';

type RequestDoc = Omit<OrderRequest, 'id'> & { _id: string };

export const requestIndexes = {
  orderRequests: [
    { key: { organisationId: 1 as const, _id: -1 as const }, name: 'ofOrganisation' },
    { key: { organisationId: 1 as const, state: 1 as const, _id: -1 as const }, name: 'ofOrganisationByState' },
    { key: { membershipId: 1 as const, _id: -1 as const }, name: 'ofMembership' },
    { key: { membershipId: 1 as const, state: 1 as const, _id: -1 as const }, name: 'ofMembershipByState' },
    { key: { state: 1 as const, lapsesAt: 1 as const }, name: 'byLapse' },
  ],
};

/** A few at a time, of many that lapse together. */
const few = 500;

export type RequestStore = ReturnType<typeof requestStore>;

export function requestStore(connection: Connection) {
  const requests = databaseOf(connection).collection<RequestDoc>('orderRequests');

  async function waiting(filter: object, tx?: Tx): Promise<OrderRequest[]> {
    const options = { limit: few, ...(tx ? { session: tx.session } : {}) };
    return (await requests.find({ ...filter, state: 'waiting' }, options).toArray()).map(requestOf);
  }

  return {
    async get(id: string, tx?: Tx): Promise<OrderRequest | null> {
      const doc = await requests.findOne({ _id: id }, tx ? { session: tx.session } : {});
      return doc && requestOf(doc);
    },

    async insert(tx: Tx, { id, ...facts }: OrderRequest): Promise<void> {
      await requests.insertOne({ _id: id, ...facts }, { session: tx.session });
    },

    /** Keeps how it stands after a step that was decided on what this transaction read. */
    async save(tx: Tx, { id, state, ended, order, purchaseReference }: OrderRequest): Promise<void> {
      const changed = { state, ended, order, purchaseReference };
      await requests.updateOne({ _id: id }, { $set: changed }, { session: tx.session });
    },

    /** All of the organisation, or what one of its people asked. */
    list: (
      { organisationId, membershipId }: { organisationId: string; membershipId: string | null },
      { limit, cursor, state }: PageWish & { state?: RequestState | undefined },
    ) => {
      const whose = membershipId === null ? { organisationId } : { organisationId, membershipId };
      const filter = { ...whose, ...(state === undefined ? {} : { state }) };
      return pageById(requests, filter, { limit, cursor }, requestOf, { counted: true });
    },

    countWaitingOf: (tx: Tx, membershipId: string, most: number) =>
      requests.countDocuments({ membershipId, state: 'waiting' }, { limit: most, session: tx.session }),

    countWaiting: () => requests.countDocuments({ state: 'waiting' }),

    /** A few of those that nobody answered in time. */
    due: (now: Date) => waiting({ lapsesAt: { $lte: now } }),

    waitingOfMember: (tx: Tx, membershipId: string) => waiting({ membershipId }, tx),

    waitingOfOrganisation: (tx: Tx, organisationId: string) => waiting({ organisationId }, tx),

    /** An organisation that became part of another takes along what its people asked. */
    async handOver(tx: Tx, organisationId: string, into: string): Promise<void> {
      await requests.updateMany({ organisationId }, { $set: { organisationId: into } }, { session: tx.session });
    },
  };
}

function requestOf({ _id, ...facts }: RequestDoc): OrderRequest {
  return { id: _id, ...facts };
}
