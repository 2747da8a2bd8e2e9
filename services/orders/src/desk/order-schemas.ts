import {
  addressSchema,
  catalogIdSchema,
  companyName,
  dateSchema,
  dateTime,
  enterpriseNumberSchema,
  idSchema,
  lineText,
  moneySchema,
  pageQuery,
  printedLine,
} from '@leerhuis/http-api';
import { z } from 'zod';
import { activationStates } from '../access/activating/domain/activation.ts';
import { paymentStatuses } from '../billing/paying/domain/payment.ts';
import { oneState } from '../one-state.ts';
import { totalsSchema, wantedLinesSchema } from '../selling/cart/cart-schemas.ts';
import { attentionReasons } from '../selling/ordering/domain/attention.ts';
import { directions, type EntryKind } from '../selling/ordering/domain/entries.ts';
import { type OrderState, orderStates, shownState } from '../selling/ordering/domain/standing.ts';
import { warningsSchema } from '../warning-view.ts';

const address = addressSchema({ street: 120, city: 80 });

const enterpriseNumber = enterpriseNumberSchema.meta({
  description: 'Belgian enterprise number, such as 0403.170.701; an invoice with one needs an address',
});

export const billingSchema = z.strictObject({
  name: companyName(120),
  enterpriseNumber: enterpriseNumber.nullable().optional(),
  address: address.nullable().optional(),
});

export const placeOrderSchema = z
  .strictObject({
    lines: wantedLinesSchema.optional().meta({ description: 'Absent: what is in the cart, which is emptied' }),
    billing: billingSchema.optional().meta({ description: 'Absent: as the account says' }),
    immediateAccessConsent: z.literal(true).meta({ description: 'Agreed to the consent text of the cart (V-14)' }),
    activateNow: z.boolean().optional().meta({ description: 'Activate the courses at once, before payment (V-15)' }),
    purchaseReference: printedLine(80).nullable().optional(),
  })
  .meta({ id: 'PlaceOrder' });

/** An order for somebody who phones. */
export const placeOrderForSchema = placeOrderSchema
  .extend({
    accountId: idSchema.meta({ description: 'Whose order it is: who gets the pro-forma, and pays' }),
    lines: wantedLinesSchema,
    immediateAccessConsent: z
      .literal(true)
      .meta({ description: 'The buyer agreed to the consent text, which was read to them (V-14)' }),
  })
  .meta({ id: 'PlaceOrderFor' });

const wordsOrNumber =
  'Number of a pro-forma or invoice, or a structured communication; or whole words of what was ordered or of the purchase reference';

export const orderIdParams = z.strictObject({ id: idSchema });

const statusesOfBefore = ['placed', 'partiallyPaid', 'paid', 'reopened', 'withdrawn'] as const;
const asState = { deprecated: true, description: 'As `state`, in words of before' };
const state = z.enum(orderStates);
const entryKinds = Object.keys(directions) as [EntryKind, ...EntryKind[]];

const entry = {
  kind: z.enum(entryKinds),
  direction: z.enum(['in', 'out']),
  amount: moneySchema,
  day: dateSchema.meta({ description: 'On which the money moved' }),
  at: dateTime.meta({ description: 'When we heard of it' }),
};

const activationRef = z.strictObject({
  id: idSchema,
  status: z.enum(['active', 'expired', 'revoked']).meta(asState),
  state: z.enum(activationStates),
  activatedAt: dateTime,
  accessUntil: dateTime,
});

const documentRef = { id: idSchema, number: z.string(), issuedOn: dateSchema, pdfUrl: z.string() };

export const orderSchema = z
  .strictObject({
    id: idSchema,
    status: z.enum(statusesOfBefore).meta(asState),
    state,
    placedAt: dateTime,
    organisationId: idSchema
      .nullable()
      .optional()
      .meta({ description: 'The organisation that it is for and that is billed; null: who ordered' }),
    lines: z.array(
      z.strictObject({
        lineId: idSchema,
        kind: z.enum(['course', 'credit-package']),
        itemId: catalogIdSchema,
        code: z.string(),
        title: z.string(),
        minutes: z.int().meta({ description: 'Minutes of training, of one' }),
        quantity: z.int(),
        unitPrice: moneySchema.meta({ description: 'Excluding VAT' }),
        net: moneySchema,
        vatRate: z.number(),
        learner: z
          .strictObject({
            membershipId: z.string(),
            name: z.string().optional(),
            state: z.enum(['active', 'contact', 'ended']).optional(),
          })
          .optional()
          .meta({
            description:
              'Of a course for an organisation: who learns by it. A contact learns once they have an account, who has left does not',
          }),
        activation: activationRef.nullable(),
      }),
    ),
    ...totalsSchema,
    outstanding: moneySchema,
    toGiveBack: moneySchema.meta({ description: 'Came in beyond what is asked and is still to go back (V-13)' }),
    creditNoteDue: moneySchema.meta({ description: 'Given back at the payment provider after the invoice' }),
    entries: z.array(z.strictObject(entry)).meta({ description: 'Every move of money, the oldest first' }),
    billing: z.strictObject({
      name: z.string(),
      enterpriseNumber: z.string().nullable(),
      address: z
        .strictObject({ street: z.string(), postalCode: z.string(), city: z.string(), country: z.string() })
        .nullable(),
      vatNumber: z.string().nullable().optional().meta({ description: 'Of an organisation; null: it pays no VAT' }),
      register: z.string().optional().meta({ description: 'Country whose register gave the enterprise number' }),
    }),
    purchaseReference: z.string().nullable(),
    immediateAccessConsent: z.strictObject({ version: z.string(), at: dateTime }),
    proForma: z.strictObject({ ...documentRef, dueDate: dateSchema, structuredCommunication: z.string() }),
    invoice: z.strictObject(documentRef).nullable(),
    warnings: warningsSchema.optional().meta({ description: 'When it is placed: courses of which no attest can come' }),
    payments: z.array(
      z.strictObject({
        id: idSchema,
        status: z.string().meta(asState),
        state: z.enum(paymentStatuses),
        method: z.string(),
        amount: moneySchema,
        refunded: moneySchema,
        createdAt: dateTime,
      }),
    ),
  })
  .meta({ id: 'Order' });

export const adminOrderSchema = orderSchema
  .extend({
    accountId: z.string(),
    accountName: z.string().optional().meta({ description: 'Name of the buyer, once it is known' }),
    placedBy: z.string().nullable().meta({ description: 'Account of the staff who ordered for the buyer' }),
    placedByName: z.string().optional(),
    attention: z.array(z.enum(attentionReasons)).meta({ description: 'Why a person has to look' }),
    entries: z.array(z.strictObject({ ...entry, source: z.string(), note: z.string().nullable() })),
    history: z.array(
      z.strictObject({
        at: dateTime,
        by: z.string(),
        byName: z.string().optional(),
        what: z.string(),
        detail: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'AdminOrder' });

/** What orders are filtered by, one's own and everybody's. */
const orderFilters = {
  state: state.optional(),
  from: dateTime.optional().meta({ description: 'Placed from this moment on' }),
  to: dateTime.optional().meta({ description: 'Placed before this moment' }),
};

export const orderQuery = z.strictObject({
  ...pageQuery,
  ...orderFilters,
  q: lineText(60, 0)
    .optional()
    .meta({
      description: `${wordsOrNumber}; empty: any`,
    }),
});

export const adminOrderQuery = z
  .strictObject({
    ...pageQuery,
    ...orderFilters,
    status: z.enum(statusesOfBefore).optional().meta(asState),
    attention: z.enum(attentionReasons).optional().meta({ description: 'What a person has to do about it' }),
    organisationId: idSchema.optional().meta({ description: 'For this organisation' }),
    q: lineText(60, 0)
      .optional()
      .meta({ description: `${wordsOrNumber}, or of the name on the invoice; empty: any` }),
  })
  .check(oneState((status) => shownState(status as OrderState)));
