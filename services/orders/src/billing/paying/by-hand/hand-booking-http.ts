import {
  created,
  dateSchema,
  idSchema,
  lineText,
  moneySchema,
  notFound,
  ok,
  type Route,
  route,
  together,
} from '@leerhuis/http-api';
import { z } from 'zod';
import { toGiveBack } from '../../../selling/ordering/domain/order.ts';
import { bookableOrder, whyNoMoveOf } from '../domain/hand-booking.ts';
import type { Paying } from '../paying.ts';
import { adminPaymentSchema, showPayments } from '../payment-schemas.ts';
import { cannotBook } from './hand-booking-problems.ts';
import { bookPayment, bookRepayment, undoBooking } from './hand-bookings.ts';

const positive = moneySchema.extend({ amount: z.int().min(1).max(100_000_000) }).meta({ id: 'PositiveMoney' });
const moved = {
  day: dateSchema.meta({ description: 'On which the money moved, by the bank statement' }),
  amount: positive,
  reference: lineText(140).nullable().default(null).meta({
    description: 'What the statement says; a structured communication, pro-forma or invoice in it must be of the order',
  }),
  reason: lineText(300).meta({ description: 'Why it is booked by hand; kept in the audit trail' }),
};
const params = z.strictObject({ id: idSchema });
const tags = ['staff: orders'] as const;

/** What staff book of the provider's own bank account. */
export function handBookingRoutes(paying: Paying): Route[] {
  /** What of a statement cannot be of the order that it is booked on. */
  async function alsoWrong(ctx: {
    params: { id: string };
    body: { day?: string; reference?: string | null };
    now: Date;
  }) {
    const order = await paying.orders.get(ctx.params.id);
    if (!order) throw notFound();
    const placedOn = paying.dayOf(order.placedAt);
    const { day = placedOn, reference = null } = ctx.body;
    const wrong = whyNoMoveOf(bookableOrder(order, placedOn), { day, reference }, paying.dayOf(ctx.now));
    return together(wrong.map(cannotBook));
  }

  return [
    route({
      method: 'post',
      path: '/api/v1/admin/orders/:id/payments',
      operationId: 'bookPayment',
      summary: 'Book a payment that came to our own account, with all that a payment brings',
      description: 'What is too much stays to be given back (`toGiveBack` of the order) until a repayment is booked.',
      tags,
      access: { staff: ['finance'] },
      idempotent: true,
      request: {
        params,
        body: z
          .strictObject({
            ...moved,
            sameAgain: z.boolean().default(false).meta({ description: 'There really are two of this day and amount' }),
          })
          .meta({ id: 'BookPayment' }),
      },
      responses: { 201: adminPaymentSchema },
      problems: [404, 409, 422],
      alsoWrong,
      handler: async (ctx) =>
        ctx.transaction(async (tx) => {
          const payment = await bookPayment(paying, tx, ctx.params.id, { ...ctx.body, by: ctx.actor.accountId });
          if (!payment) throw notFound();
          const [view] = await showPayments(paying, [{ ...payment, refunds: [] }]);
          return created(view, `/api/v1/admin/orders/${payment.orderId}`);
        }),
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/payments/:id/undoing',
      operationId: 'undoPayment',
      summary: 'Undo a payment that was booked by hand, by a counter entry; what it paid is owed again',
      description:
        'What was given back of it before then is owed too: `outstanding` may be more than the total of the order.',
      tags,
      access: { staff: ['finance'] },
      idempotent: true,
      request: { params, body: z.strictObject({ reason: moved.reason }).meta({ id: 'UndoPayment' }) },
      responses: { 200: adminPaymentSchema },
      problems: [404, 409],
      handler: async (ctx) =>
        ctx.transaction(async (tx) => {
          const payment = await paying.payments.get(ctx.params.id, tx);
          if (!payment) throw notFound();
          const undone = await undoBooking(paying, tx, payment, { by: ctx.actor.accountId, reason: ctx.body.reason });
          const [view] = await showPayments(paying, [{ ...undone, refunds: [] }]);
          return ok(view);
        }),
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/orders/:id/repayments',
      operationId: 'bookRepayment',
      summary: 'Book that what was too much was given back through the bank (V-13)',
      tags,
      access: { staff: ['finance'] },
      idempotent: true,
      request: { params, body: z.strictObject(moved).meta({ id: 'BookRepayment' }) },
      responses: { 201: z.strictObject({ orderId: idSchema, toGiveBack: moneySchema }).meta({ id: 'Repaid' }) },
      problems: [404, 422],
      alsoWrong,
      handler: async (ctx) =>
        ctx.transaction(async (tx) => {
          const order = await paying.orders.get(ctx.params.id, tx);
          if (!order) throw notFound();
          const repaid = await bookRepayment(paying, tx, order, { ...ctx.body, by: ctx.actor.accountId });
          return created({ orderId: order.id, toGiveBack: toGiveBack(repaid) }, `/api/v1/admin/orders/${order.id}`);
        }),
    }),
  ];
}
