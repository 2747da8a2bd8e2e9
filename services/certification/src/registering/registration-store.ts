import { replaceIndex } from '@leerhuis/migrations';
import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection, mongo } from 'mongoose';
import type { Registration, RegistrationState } from './domain/registration.ts';

type RegistrationDocument = Omit<Registration, 'id'> & { _id: string };
const toRegistration = ({ _id, ...rest }: RegistrationDocument): Registration => ({ id: _id, ...rest });

const oncePerYear = {
  key: { federation: 1, memberNumber: 1, accreditationNumber: 1, periodYear: 1, apart: 1 },
  name: 'once-while-it-stands-per-member-course-and-year',
  unique: true,
} as const;

/** While registrations could not be withdrawn there was one for ever. */
export const registrationsCanBeWithdrawn = replaceIndex({
  id: 'registrations-can-be-withdrawn',
  collection: 'registrations',
  index: 'once-per-member-course-and-year',
  by: oncePerYear,
});

export const registrationIndexes = {
  registrations: [
    oncePerYear,
    { key: { attestId: 1, federation: 1 }, name: 'of-attest', unique: true },
    { key: { state: 1, month: 1, _id: 1 }, name: 'in-line' },
    { key: { runId: 1, federation: 1, _id: 1 }, name: 'of-run' },
    { key: { federation: 1, state: 1, _id: -1 }, name: 'by-federation-and-state' },
    { key: { federation: 1, _id: -1 }, name: 'by-federation' },
    { key: { month: 1, _id: -1 }, name: 'by-month' },
    { key: { federation: 1, month: 1, _id: -1 }, name: 'ofFederationInMonth' },
    { key: { accountId: 1, federation: 1 }, name: 'of-account' },
    { key: { heldSince: 1, _id: -1 }, name: 'held', partialFilterExpression: { heldSince: { $type: 'date' } } },
  ],
} as const;

export interface RegistrationFilter {
  federation?: Registration['federation'] | undefined;
  state?: RegistrationState | undefined;
  month?: string | undefined;
  accountId?: string | undefined;
  /** Whether staff have to look at it; only true narrows. */
  held?: boolean | undefined;
}

/** What a federation counts once. */
function countedBy({ federation, memberNumber, accreditationNumber, periodYear }: Registration) {
  return { federation, memberNumber, accreditationNumber, periodYear };
}

function wanted({ held, ...fields }: RegistrationFilter): mongo.Filter<RegistrationDocument> {
  const asked = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { ...asked, ...(held ? { heldSince: { $type: 'date' } } : {}) };
}

/** A file of a run must not bring a federation to book what was withdrawn meanwhile. */
const stands = { $ne: 'withdrawn' as const };

/** Registrations with federations, one document each. */
export function registrationStore(connection: Connection) {
  const registrations = databaseOf(connection).collection<RegistrationDocument>('registrations');
  return {
    async insert(tx: Tx, list: Registration[]): Promise<void> {
      if (list.length === 0) return;
      const documents = list.map(({ id, ...rest }) => ({ _id: id, ...rest }));
      await registrations.insertMany(documents, { session: tx.session });
    },
    async byId(id: string, tx?: Tx): Promise<Registration | null> {
      const found = await registrations.findOne({ _id: id }, tx ? { session: tx.session } : {});
      return found && toRegistration(found);
    },
    async save(tx: Tx, { id, ...rest }: Registration): Promise<void> {
      await registrations.replaceOne({ _id: id }, rest, { session: tx.session });
    },
    async saveAll(tx: Tx, list: Registration[]): Promise<void> {
      if (list.length === 0) return;
      await registrations.bulkWrite(
        list.map(({ id, ...replacement }) => ({ replaceOne: { filter: { _id: id }, replacement } })),
        { session: tx.session },
      );
    },
    /** What waits and was completed in the month or before it: the next batch of a run. */
    async inLine(tx: Tx, month: string, most: number): Promise<Registration[]> {
      const found = await registrations
        .find({ state: 'waiting', month: { $lte: month }, apart: null }, { session: tx.session })
        .sort({ month: 1, _id: 1 })
        .limit(most)
        .toArray();
      return found.map(toRegistration);
    },
    async ofAttests(attestIds: string[], tx?: Tx): Promise<Registration[]> {
      const found = await registrations
        .find({ attestId: { $in: attestIds } }, tx ? { session: tx.session } : {})
        .toArray();
      return found.map(toRegistration);
    },

    /** What a learner has with a federation that may still change by a correction. */
    async openOf(tx: Tx, accountId: string, federation: Registration['federation']): Promise<Registration[]> {
      const state = { $in: ['waiting' as const, 'sent' as const, 'refused' as const] };
      const found = await registrations.find({ accountId, federation, state }, { session: tx.session }).toArray();
      return found.map(toRegistration);
    },

    /** Others for the same member, course and year. */
    async besides(tx: Tx, registration: Registration): Promise<Registration[]> {
      const others = { ...countedBy(registration), _id: { $ne: registration.id } };
      return (await registrations.find(others, { session: tx.session }).toArray()).map(toRegistration);
    },

    /** All that name this member number, of all courses and years. */
    async underNumber(tx: Tx, { federation, memberNumber }: { federation: string; memberNumber: string }) {
      const named = { federation: federation as Registration['federation'], memberNumber };
      return (await registrations.find(named, { session: tx.session }).toArray()).map(toRegistration);
    },

    /** Everything that a run sent to a federation and that stands, one after the other, without holding it all in memory. */
    async *ofRun(runId: string, federation: Registration['federation']): AsyncGenerator<Registration> {
      const sent = registrations.find({ runId, federation, state: stands }).sort({ _id: 1 }).batchSize(500);
      for await (const found of sent) yield toRegistration(found);
    },
    async countsOfRun(runId: string): Promise<Record<string, number>> {
      const counts = await registrations
        .aggregate<{ _id: string; count: number }>([
          { $match: { runId, state: stands } },
          { $group: { _id: '$federation', count: { $sum: 1 } } },
        ])
        .toArray();
      return Object.fromEntries(counts.map(({ _id, count }) => [_id, count]));
    },
    page: (filter: RegistrationFilter, wish: PageWish) =>
      pageById(registrations, wanted(filter), wish, toRegistration, { counted: true }),
    /** Sent and without an answer for so long: somebody should ask the federation. */
    async unansweredSince(moment: Date): Promise<number> {
      return registrations.countDocuments({ state: 'sent', sentAt: { $lt: moment } });
    },
  };
}
export type RegistrationStore = ReturnType<typeof registrationStore>;
