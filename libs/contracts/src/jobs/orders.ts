import { z } from 'zod';
import { defineJob } from '../contract.ts';
import { id, money } from '../shapes.ts';

export const issueDocument = defineJob({
  queue: 'orders.issue-document',
  worker: 'orders',
  meaning: 'Lay out a pro-forma or invoice as PDF, keep it, and mail it to the customer.',
  data: z.object({
    kind: z.enum(['pro-forma', 'invoice']),
    documentId: id,
    /** Who ordered; jobs of before don't say. */
    accountId: id.optional(),
  }),
  whose: ({ accountId }) => accountId ?? null,
});

export const checkPayment = defineJob({
  queue: 'orders.check-payment',
  worker: 'orders',
  meaning: 'Ask the payment provider how a payment stands, and act on it.',
  data: z.object({ providerPaymentId: z.string().min(1).max(100) }),
});

export const inviteToShare = defineJob({
  queue: 'orders.invite-to-share',
  worker: 'orders',
  meaning: 'Ask somebody by mail whether they want to share in a package of hours (V-8).',
  data: z.object({ lotId: id, invitationId: id }),
});

export const refundPayment = defineJob({
  queue: 'orders.refund-payment',
  worker: 'orders',
  meaning: 'Give back through the payment provider what was paid twice or too much (V-13).',
  data: z.object({ refundId: id, providerPaymentId: z.string(), amount: money }),
});
