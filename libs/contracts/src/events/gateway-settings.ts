import { z } from 'zod';
import { defineEvent } from '../contract.ts';
import { day, federation, instant, revision, watchPercent } from '../shapes.ts';
import { address } from './gateway-account.ts';

const inLanguages = z.object({ nl: z.string(), fr: z.string(), en: z.string() });

/** A record holds from its day until the day on which the next of its kind, and of its key where it has one, begins. */
const dated = {
  id: z.string(),
  validFrom: day,
  /** Where the fact comes from, so that somebody can check it. */
  source: z.string(),
};

/** Who sells and certifies, as documents name them. */
const identity = z.object({
  ...dated,
  name: z.string(),
  ...address.shape,
  vatNumber: z.string(),
  registerOfLegalEntities: z.string(),
  iban: z.string(),
  bic: z.string(),
  email: z.string(),
  website: z.string(),
});

/** How the provider shows itself: on pages and in mails. */
const brand = z.object({
  ...dated,
  name: z.string(),
  /** Where people write to. */
  email: z.string(),
  /** Of buttons and headings, `#0b5c63`. */
  colour: z.string(),
});

/** What a document has to say about a rate: nothing, or the ground on which no VAT is charged. Keyed by the rate. */
const vatRate = z.object({
  ...dated,
  /** Percent. */
  rate: z.number(),
  /** False from the day on which nothing may be sold at it any more. */
  inUse: z.boolean(),
  exemptionGround: inLanguages.nullable(),
});

/** What the provider agrees with who orders. */
const terms = z.object({
  ...dated,
  /** Calendar days between the pro-forma and its due date. */
  paymentDays: z.int(),
  /** Days after a payment within which a bank or the payment provider may take it back. */
  takeBackDays: z.int(),
  /** Orders that one account may have waiting for payment. */
  mostUnpaidOrders: z.int(),
  /** Months that a course can be watched from its activation (V-17). */
  accessMonths: z.int(),
  /** Years after the order in which hours can be spent (V-6). */
  creditYears: z.int(),
  /** Days before hours lapse on which their owner is warned, each once (V-6); not given: 60 and 14. */
  creditWarningDays: z.array(z.int().min(1)).optional(),
  /** Days before "attest until" on which who has no attest yet is warned, each once (V-25); not given: 30 and 7. */
  attestWarningDays: z.array(z.int().min(1)).optional(),
  /** The immediate access that a consumer asks for, and what it costs them: their right of withdrawal (V-14). */
  consent: z.object({ version: z.string(), text: inLanguages }),
});

/** Days on which the provider is closed, besides public holidays: all that are known from the record's day on. */
const holidays = z.object({ ...dated, days: z.array(z.object({ day, reason: inLanguages })) });

/** How a federation hears of participations. Keyed by the federation. */
const federationPolicy = z.object({
  ...dated,
  federation,
  /** The provider registers a participation, or the member sends a PDF (V-26). */
  way: z.enum(['registration', 'pdf']),
  /** What its people want their files as, who ask for none. */
  file: z.enum(['xlsx', 'csv']),
  /** How much of a course has to be watched for an attest, in percents, where the course has no rule of its own (V-24); not given: all. */
  watchPercent: watchPercent.optional(),
});

const told = { revision, changedAt: instant };

/** All records of one kind, those that hold no more too. */
const settings = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('identity'), ...told, records: z.array(identity) }),
  z.object({ kind: z.literal('brand'), ...told, records: z.array(brand) }),
  z.object({ kind: z.literal('vat-rates'), ...told, records: z.array(vatRate) }),
  z.object({ kind: z.literal('terms'), ...told, records: z.array(terms) }),
  z.object({ kind: z.literal('holidays'), ...told, records: z.array(holidays) }),
  z.object({ kind: z.literal('federation-policies'), ...told, records: z.array(federationPolicy) }),
]);
export type SettingsSnapshot = z.infer<typeof settings>;

export const settingsChangedV1 = defineEvent({
  type: 'gateway.settings.changed.v1',
  consumers: ['organisations', 'catalog', 'orders', 'learning', 'certification', 'notifications'],
  meaning: 'Staff announced, changed or took back what holds of the provider from some day on; keyed by its kind.',
  data: settings,
});
