import { dateTime, idSchema, moneySchema, pageQuery } from '@leerhuis/http-api';
import { z } from 'zod';
import { type Payment, paymentMethods, paymentStatuses, refundStatuses } from './domain/payment.ts';
import type { PaymentWithRefunds } from './payment-queries.ts';

export const startPaymentSchema = z
  .strictObject({
    method: z.enum(paymentMethods).meta({ description: 'creditcard: Visa, Mastercard, Maestro (V-11)' }),
    redirectUrl: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional()
      .meta({ description: 'Where to go after paying; on this platform' }),
  })
  .meta({ id: 'StartPayment' });

export const paymentSchema = z
  .strictObject({
    id: idSchema,
    orderId: idSchema,
    status: z.enum(paymentStatuses),
    method: z.enum(paymentMethods),
    amount: moneySchema,
    checkoutUrl: z.string().nullable().meta({ description: 'Where the customer pays' }),
    createdAt: dateTime,
    paidAt: dateTime.nullable(),
  })
  .meta({ id: 'Payment' });

export const adminPaymentSchema = paymentSchema
  .extend({
    accountId: z.string(),
    providerPaymentId: z.string(),
    refunds: z.array(
      z.strictObject({ id: idSchema, amount: moneySchema, status: z.enum(refundStatuses), createdAt: dateTime }),
    ),
  })
  .meta({ id: 'AdminPayment' });

export const adminPaymentQuery = z.strictObject({
  ...pageQuery,
  status: z.enum(paymentStatuses).optional(),
  orderId: idSchema.optional(),
});

export function paymentView({ id, orderId, status, method, amount, checkoutUrl, createdAt, paidAt }: Payment) {
  const times = { createdAt: createdAt.toISOString(), paidAt: paidAt?.toISOString() ?? null };
  return { id, orderId, status, method, amount, checkoutUrl, ...times };
}

export function adminPaymentView(payment: PaymentWithRefunds) {
  const { accountId, providerPaymentId, refunds } = payment;
  return {
    ...paymentView(payment),
    accountId,
    providerPaymentId,
    refunds: refunds.map(({ id, amount, status, createdAt }) => {
      return { id, amount, status, createdAt: createdAt.toISOString() };
    }),
  };
}
