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
});

const orderRef = z.object({ orderId: id, accountId: id });

export const orderPlacedV1 = defineEvent({
  type: 'orders.order.placed.v1',
  consumers: ['learning'],
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
  consumers: ['learning'],
  meaning: 'The sum due is complete and the invoice has replaced the pro-forma (V-10).',
  data: orderRef.extend({ total: money, invoiceNumber: z.string(), paidAt: instant }),
});

export const orderWithdrawnV1 = defineEvent({
  type: 'orders.order.withdrawn.v1',
  consumers: ['learning'],
  meaning: 'A pro-forma on which nothing was paid was withdrawn (V-14).',
  data: orderRef.extend({ withdrawnAt: instant }),
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
