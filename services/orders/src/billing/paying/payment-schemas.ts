import { dateTime, idSchema, moneySchema, pageQuery } from '@leerhuis/http-api';
import { z } from 'zod';
import { oneState } from '../../one-state.ts';
import { type Payment, paymentMethods, paymentStatuses, refundStatuses } from './domain/payment.ts';
import type { Paying } from './paying.ts';
import type { PaymentWithRefunds } from './payment-queries.ts';

export const startPaymentSchema = z
  .strictObject({
    method: z.enum(paymentMethods).meta({ description: 'creditcard: Visa, Mastercard, Maestro (V-11)' }),
    redirectUrl: z.url().max(500).optional().meta({
      description: 'Where to go after paying: on this platform, or an address of an app that the provider allows',
    }),
  })
  .meta({ id: 'StartPayment' });

const asState = { deprecated: true, description: 'The same as `state`' };

const paymentSchema = z
  .strictObject({
    id: idSchema,
    orderId: idSchema,
    orderNumber: z.string().optional().meta({ description: 'Number of its pro-forma' }),
    status: z.enum(paymentStatuses).meta(asState),
    state: z.enum(paymentStatuses),
    method: z.enum(paymentMethods),
    amount: moneySchema,
    checkoutUrl: z.string().nullable().meta({ description: 'Where the customer pays' }),
    createdAt: dateTime,
    paidAt: dateTime.nullable(),
  })
  .meta({ id: 'Payment' });

export const startedPaymentSchema = paymentSchema
  .extend({
    transfer: z
      .strictObject({
        iban: z.string(),
        bic: z.string(),
        beneficiary: z.string(),
        reference: z.string().meta({ description: 'Structured communication, as on the pro-forma' }),
        amount: moneySchema,
        qrText: z.string().meta({ description: 'Text of a QR code for apps of banks (EPC069-12)' }),
      })
      .optional()
      .meta({ description: 'With `banktransfer`: what to fill in at the bank' }),
  })
  .meta({ id: 'StartedPayment' });

export const adminPaymentSchema = paymentSchema
  .extend({
    accountId: z.string(),
    accountName: z.string().optional(),
    providerPaymentId: z.string().meta({ description: 'Empty for a payment that staff booked by hand' }),
    byHand: z
      .strictObject({
        by: z.string(),
        byName: z.string().optional(),
        reference: z.string().nullable(),
        reason: z.string(),
        undone: z
          .strictObject({ by: z.string(), byName: z.string().optional(), at: dateTime, reason: z.string() })
          .nullable(),
      })
      .nullable(),
    refunds: z.array(
      z.strictObject({
        id: idSchema,
        amount: moneySchema,
        status: z.enum(refundStatuses).meta(asState),
        state: z.enum(refundStatuses),
        createdAt: dateTime,
      }),
    ),
  })
  .meta({ id: 'AdminPayment' });

export const adminPaymentQuery = z
  .strictObject({
    ...pageQuery,
    status: z.enum(paymentStatuses).optional().meta(asState),
    state: z.enum(paymentStatuses).optional(),
    orderId: idSchema.optional(),
  })
  .check(oneState((status) => status));

export function paymentView(payment: Payment, orderNumber: string | undefined) {
  const { id, orderId, status, method, amount, checkoutUrl, createdAt, paidAt } = payment;
  const times = { createdAt: createdAt.toISOString(), paidAt: paidAt?.toISOString() ?? null };
  return { id, orderId, orderNumber, status, state: status, method, amount, checkoutUrl, ...times };
}

/** Payments as staff see them, with names: two queries for a whole page. */
export async function showPayments(
  { accounts, orderLists }: Pick<Paying, 'accounts' | 'orderLists'>,
  payments: PaymentWithRefunds[],
) {
  const people = payments.flatMap(({ accountId, byHand }) => [accountId, ...peopleOf(byHand)]);
  const [names, numbers] = await Promise.all([
    accounts.names(people),
    orderLists.numbersOf(payments.map(({ orderId }) => orderId)),
  ]);
  return payments.map((payment) => adminPaymentView(payment, names, numbers));
}

const peopleOf = (byHand: Payment['byHand']) =>
  byHand ? [byHand.by, ...(byHand.undone ? [byHand.undone.by] : [])] : [];

type Names = ReadonlyMap<string, string>;

function adminPaymentView(payment: PaymentWithRefunds, names: Names, numbers: Names) {
  const { accountId, orderId, providerPaymentId, refunds, byHand } = payment;
  const { undone = null } = byHand ?? {};
  return {
    ...paymentView(payment, numbers.get(orderId)),
    accountId,
    accountName: names.get(accountId),
    providerPaymentId: byHand ? '' : providerPaymentId,
    byHand: byHand
      ? {
          ...byHand,
          byName: names.get(byHand.by),
          undone: undone && { ...undone, byName: names.get(undone.by), at: undone.at.toISOString() },
        }
      : null,
    refunds: refunds.map(({ id, amount, status, createdAt }) => {
      return { id, amount, status, state: status, createdAt: createdAt.toISOString() };
    }),
  };
}
