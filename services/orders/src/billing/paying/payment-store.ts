import { eachDocument } from '@leerhuis/migrations';
import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection, mongo } from 'mongoose';
import type { Payment, Refund, RefundStatus } from './domain/payment.ts';

/** `nextCheckAt`: when the provider is asked again; null once nothing can change any more. */
type Checked = { nextCheckAt: Date | null };
export type PaymentDoc = Omit<Payment, 'id'> & { _id: string } & Checked;
export type RefundDoc = Omit<Refund, 'id'> & { _id: string; reason?: string } & Checked;

const due = {
  key: { nextCheckAt: 1 as const },
  name: 'due',
  partialFilterExpression: { nextCheckAt: { $type: 'date' } },
};

export const paymentIndexes = {
  payments: [
    { key: { providerPaymentId: 1 as const }, name: 'providerPaymentId', unique: true },
    { key: { orderId: 1 as const }, name: 'ofOrder' },
    { key: { status: 1 as const, _id: -1 as const }, name: 'byStatus' },
    due,
  ],
  refunds: [
    { key: { paymentId: 1 as const }, name: 'ofPayment' },
    { key: { orderId: 1 as const }, name: 'ofOrder' },
    due,
  ],
};

export function paymentStore(connection: Connection) {
  const db = databaseOf(connection);
  const payments = db.collection<PaymentDoc>('payments');
  const refunds = db.collection<RefundDoc>('refunds');

  return {
    /** Keeps a payment; false when it is kept already. */
    async insert(tx: Tx, { id, ...facts }: Payment, nextCheckAt: Date | null): Promise<boolean> {
      const { upsertedCount } = await payments.updateOne(
        { _id: id },
        { $setOnInsert: { ...facts, nextCheckAt } },
        { session: tx.session, upsert: true },
      );
      return upsertedCount === 1;
    },

    async ofProvider(providerPaymentId: string, tx?: Tx): Promise<Payment | null> {
      const doc = await payments.findOne({ providerPaymentId }, tx ? { session: tx.session } : {});
      return doc && paymentOf(doc);
    },

    async save(tx: Tx, { id, status, paidAt, checkoutUrl }: Payment, nextCheckAt: Date | null): Promise<void> {
      await payments.updateOne(
        { _id: id },
        { $set: { status, paidAt, checkoutUrl, nextCheckAt } },
        { session: tx.session },
      );
    },

    async get(id: string, tx?: Tx): Promise<Payment | null> {
      const doc = await payments.findOne({ _id: id }, tx ? { session: tx.session } : {});
      return doc && paymentOf(doc);
    },

    /** Of an order the one that was begun last. */
    async latestOf(orderId: string): Promise<Payment | null> {
      const [doc] = await payments.find({ orderId }).sort({ createdAt: -1 }).limit(1).toArray();
      return doc ? paymentOf(doc) : null;
    },

    async saveUndone(tx: Tx, { id, status, byHand }: Payment): Promise<void> {
      await payments.updateOne({ _id: id }, { $set: { status, byHand } } as mongo.UpdateFilter<PaymentDoc>, {
        session: tx.session,
      });
    },

    /** How many payments of an order can still be completed. */
    async openOf(orderId: string): Promise<number> {
      return payments.countDocuments({ orderId, status: 'open' });
    },

    async ofOrder(tx: Tx, orderId: string): Promise<Payment[]> {
      return (await payments.find({ orderId }, { session: tx.session }).toArray()).map(paymentOf);
    },

    async insertRefund(tx: Tx, { id, ...facts }: Refund, nextCheckAt: Date): Promise<void> {
      await refunds.insertOne({ _id: id, ...facts, nextCheckAt }, { session: tx.session });
    },

    async refund(id: string, tx?: Tx): Promise<Refund | null> {
      const doc = await refunds.findOne({ _id: id }, tx ? { session: tx.session } : {});
      return doc && refundOf(doc);
    },

    async refundsOf(tx: Tx, paymentId: string): Promise<Refund[]> {
      return (await refunds.find({ paymentId }, { session: tx.session }).toArray()).map(refundOf);
    },

    async saveRefund(
      tx: Tx,
      { id, status, providerRefundId }: { id: string; status: RefundStatus; providerRefundId: string | null },
      nextCheckAt: Date | null,
      reason?: string,
    ): Promise<void> {
      const set = { status, providerRefundId, nextCheckAt, ...(reason === undefined ? {} : { reason }) };
      await refunds.updateOne({ _id: id }, { $set: set }, { session: tx.session });
    },

    /**
     * Takes one payment that is due to be asked about, so that no other copy of the service does the same; `until` says
     * when it is due again, whatever comes of this time.
     */
    async takeDuePayment(now: Date, until: (payment: Payment) => Date | null): Promise<Payment | null> {
      const doc = await takeDue(payments, now, (each) => until(paymentOf(each)));
      return doc && paymentOf(doc);
    },

    /** As `takeDuePayment`, of refunds that aren't settled. */
    async takeDueRefund(now: Date, until: (refund: Refund) => Date): Promise<Refund | null> {
      const doc = await takeDue(refunds, now, (each) => until(refundOf(each)));
      return doc && refundOf(doc);
    },
  };
}

/** The longest due; null when nothing is, not when another copy of the service was faster. */
async function takeDue<D extends Checked & { _id: string }>(
  collection: mongo.Collection<D>,
  now: Date,
  until: (doc: D) => Date | null,
): Promise<D | null> {
  for (;;) {
    const due = { nextCheckAt: { $lte: now, $type: 'date' } } as unknown as mongo.Filter<D>;
    const doc = (await collection.findOne(due, { sort: { nextCheckAt: 1 } })) as D | null;
    if (!doc) return null;
    const { modifiedCount } = await collection.updateOne(
      { _id: doc._id, nextCheckAt: doc.nextCheckAt } as mongo.Filter<D>,
      { $set: { nextCheckAt: until(doc) } } as unknown as mongo.UpdateFilter<D>,
    );
    if (modifiedCount === 1) return doc;
  }
}

export function paymentOf({ _id, nextCheckAt, ...facts }: PaymentDoc): Payment {
  return { id: _id, ...facts };
}

export function refundOf({ _id, nextCheckAt, reason, ...facts }: RefundDoc): Refund {
  return { id: _id, ...facts };
}

/** Payments of before are looked at again too: what was taken back of them was never seen. */
export const paidPaymentsAreLookedAt = eachDocument<PaymentDoc>({
  id: 'paid-payments-are-looked-at',
  what: 'payments that were paid are asked about once more',
  collection: 'payments',
  only: { status: 'paid', nextCheckAt: null, byHand: { $exists: false } } as mongo.Filter<PaymentDoc>,
  async change({ _id }, { db, clock }) {
    const { modifiedCount } = await db
      .collection<PaymentDoc>('payments')
      .updateOne({ _id, nextCheckAt: null }, { $set: { nextCheckAt: clock() } });
    return modifiedCount === 1;
  },
});
