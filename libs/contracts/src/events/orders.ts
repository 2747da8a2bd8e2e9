import { z } from 'zod';
import { defineEvent } from '../contract.ts';
import { forOrganisation, id, instant, money, text } from '../shapes.ts';

const orderLine = z.object({
  lineId: id,
  kind: z.enum(['course', 'credit-package']),
  itemId: id,
  title: text,
  /** Excluding VAT. */
  price: money,
  /** Who learns by it, as far as they have an account; not there: who ordered. */
  learners: z.array(z.object({ accountId: id })).optional(),
});

/** `accountId`: who ordered; `organisationId`: for whom, which is billed (C-8). Null, or not told: for themselves. */
const orderRef = z.object({ orderId: id, accountId: id, organisationId: forOrganisation });

export const orderPlacedV1 = defineEvent({
  type: 'orders.order.placed.v1',
  consumers: ['learning', 'notifications'],
  meaning: 'An order was placed and its pro-forma issued (V-10).',
  data: orderRef.extend({
    lines: z.array(orderLine).min(1),
    total: money,
    proFormaNumber: z.string(),
    dueDate: z.iso.date(),
    placedAt: instant,
  }),
});

export const orderPaidV1 = defineEvent({
  type: 'orders.order.paid.v1',
  consumers: ['learning', 'notifications'],
  meaning: 'The sum due is complete and the invoice has replaced the pro-forma (V-10).',
  data: orderRef.extend({ total: money, invoiceNumber: z.string(), paidAt: instant }),
});

export const orderWithdrawnV1 = defineEvent({
  type: 'orders.order.withdrawn.v1',
  consumers: ['learning', 'notifications'],
  meaning: 'A pro-forma on which nothing was paid was withdrawn (V-14).',
  data: orderRef.extend({ withdrawnAt: instant }),
});

export const orderLearnerChangedV1 = defineEvent({
  type: 'orders.order.learner-changed.v1',
  consumers: ['learning'],
  meaning:
    'Another employee took the place of one who had not activated the course of a line, or got the account to learn with.',
  data: orderRef.extend({
    /** As it is now, with all who learn its course by the order and have an account. */
    line: orderLine,
    proFormaNumber: z.string(),
    dueDate: z.iso.date(),
    placedAt: instant,
    paidAt: instant.nullable(),
  }),
});

export const activationGrantedV1 = defineEvent({
  type: 'orders.activation.granted.v1',
  consumers: ['learning'],
  meaning: 'A learner may enter the classroom of a course, until the date given (V-15, V-17).',
  data: z.object({
    activationId: id,
    accountId: id,
    courseId: id,
    orderId: id.nullable(),
    source: z.enum(['before-payment', 'payment', 'credit']),
    activatedAt: instant,
    accessUntil: instant,
    organisationId: forOrganisation,
  }),
});

export const activationRevokedV1 = defineEvent({
  type: 'orders.activation.revoked.v1',
  consumers: ['learning'],
  meaning: 'Access that was given before payment ended, because the order was withdrawn (V-14).',
  data: z.object({ activationId: id, accountId: id, courseId: id, revokedAt: instant }),
});
