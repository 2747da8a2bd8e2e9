import { euro, sum } from '@leerhuis/money';
import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection, mongo } from 'mongoose';
import type { Payment, PaymentStatus, Refund } from './domain/payment.ts';
import { type PaymentDoc, paymentOf, type RefundDoc, refundOf } from './payment-store.ts';

export type PaymentWithRefunds = Payment & { refunds: Refund[] };

export function paymentQueries(connection: Connection) {
  const db = databaseOf(connection);
  const payments = db.collection<PaymentDoc>('payments');
  const refunds = db.collection<RefundDoc>('refunds');

  async function withRefunds(docs: PaymentDoc[], tx?: Tx): Promise<PaymentWithRefunds[]> {
    const ids = docs.map((doc) => doc._id);
    const options = tx ? { session: tx.session } : {};
    const all = await refunds.find({ paymentId: { $in: ids } }, options).toArray();
    return docs.map((doc) => ({
      ...paymentOf(doc),
      refunds: all.filter((refund) => refund.paymentId === doc._id).map(refundOf),
    }));
  }

  return {
    async ofOrders(orderIds: string[], tx?: Tx): Promise<PaymentWithRefunds[]> {
      const options = tx ? { session: tx.session } : {};
      return withRefunds(
        await payments
          .find({ orderId: { $in: orderIds } }, options)
          .sort({ _id: 1 })
          .toArray(),
        tx,
      );
    },

    async forStaff(wish: PageWish & { status?: PaymentStatus | undefined; orderId?: string | undefined }) {
      const filter: mongo.Filter<PaymentDoc> = {
        ...(wish.status === undefined ? {} : { status: wish.status }),
        ...(wish.orderId === undefined ? {} : { orderId: wish.orderId }),
      };
      const page = await pageById(payments, filter, wish, (payment: PaymentDoc) => payment, { counted: true });
      return { ...page, items: await withRefunds(page.items) };
    },
  };
}

/** What is on its way back, or has arrived, of a payment. */
export function refundedOf({ refunds }: PaymentWithRefunds) {
  const counted = refunds.filter(({ status }) => status !== 'failed' && status !== 'canceled');
  return counted.length === 0 ? euro(0) : sum(counted.map(({ amount }) => amount));
}
