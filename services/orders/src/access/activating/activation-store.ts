import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { Activation } from './domain/activation.ts';

/** `isCurrent` is what the unique index is about: a lapsed one loses it when the course is activated anew. */
export interface ActivationDoc extends Omit<Activation, 'id' | 'organisationId'> {
  _id: string;
  /** Missing in activations of before there were organisations: they are of the person. */
  organisationId?: string | null;
  isCurrent: boolean;
}

export const activationIndexes = {
  activations: [
    {
      key: { accountId: 1 as const, courseId: 1 as const },
      name: 'oneCurrentPerCourse',
      unique: true,
      partialFilterExpression: { isCurrent: true },
    },
    {
      key: { orderId: 1 as const, lineId: 1 as const },
      name: 'onePerLine',
      unique: true,
      partialFilterExpression: { orderId: { $type: 'string' } },
    },
    { key: { accountId: 1 as const, _id: -1 as const }, name: 'ofAccount' },
    {
      key: { organisationId: 1 as const, _id: -1 as const },
      name: 'ofOrganisation',
      partialFilterExpression: { organisationId: { $type: 'string' as const } },
    },
  ],
};

export type ActivationStore = ReturnType<typeof activationStore>;

export function activationStore(connection: Connection) {
  const activations = databaseOf(connection).collection<ActivationDoc>('activations');

  return {
    /** The learner's access to the course, when there is one that holds now. */
    async current(tx: Tx, accountId: string, courseId: string): Promise<Activation | null> {
      const doc = await activations.findOne({ accountId, courseId, isCurrent: true }, { session: tx.session });
      return doc && doc.accessUntil.getTime() > tx.now.getTime() ? activationOf(doc) : null;
    },

    async ofLine(tx: Tx, orderId: string, lineId: string): Promise<Activation | null> {
      const doc = await activations.findOne(
        { orderId: { $eq: orderId, $type: 'string' }, lineId },
        { session: tx.session },
      );
      return doc && activationOf(doc);
    },

    async insert(tx: Tx, activation: Activation): Promise<void> {
      const { id, ...facts } = activation;
      const { accountId, courseId } = activation;
      const { session, now } = tx;
      await activations.updateMany(
        { accountId, courseId, isCurrent: true, accessUntil: { $lte: now } },
        { $set: { isCurrent: false } },
        { session },
      );
      await activations.insertOne({ _id: id, ...facts, isCurrent: true }, { session });
    },

    /** Those of an organisation that became part of another. */
    async handOver(tx: Tx, organisationId: string, into: string): Promise<void> {
      const theirs = { organisationId: { $eq: organisationId, $type: 'string' as const } };
      await activations.updateMany(theirs, { $set: { organisationId: into } }, { session: tx.session });
    },

    /** Ends access that was given. */
    async revoke(tx: Tx, open: readonly Activation[]): Promise<void> {
      const { session, now } = tx;
      const ids = open.map(({ id }) => id);
      await activations.updateMany({ _id: { $in: ids } }, { $set: { revokedAt: now, isCurrent: false } }, { session });
    },
  };
}

export function activationOf({ _id, isCurrent, ...facts }: ActivationDoc): Activation {
  return { id: _id, ...facts, organisationId: facts.organisationId ?? null };
}
