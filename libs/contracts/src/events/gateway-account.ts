import { z } from 'zod';
import { defineEvent } from '../contract.ts';
import { day, federation, id, instant, locale, revision } from '../shapes.ts';

export const address = z.object({
  street: z.string(),
  postalCode: z.string(),
  city: z.string(),
  country: z.string().length(2),
});

/** What the other parts may know of a person. Never a password, never a token. */
export const accountSnapshot = z.object({
  accountId: id,
  revision,
  email: z.string(),
  emailConfirmed: z.boolean(),
  firstName: z.string(),
  lastName: z.string(),
  locale,
  memberships: z.array(z.object({ federation, memberNumber: z.string(), since: day.optional() })),
  company: z.object({ name: z.string(), enterpriseNumber: z.string().nullable() }).nullable(),
  address: address.nullable(),
  roles: z.array(z.enum(['learner', 'staff'])),
  changedAt: instant,
});
export type AccountSnapshot = z.infer<typeof accountSnapshot>;

export const accountRegisteredV1 = defineEvent({
  type: 'gateway.account.registered.v1',
  consumers: ['organisations', 'orders', 'learning', 'certification', 'notifications'],
  meaning: 'Somebody registered an account; the e-mail address is not confirmed yet.',
  data: accountSnapshot,
});

/** What somebody said when they registered by an invitation, which proves the address at once. */
const confirmedSnapshot = accountSnapshot.extend({
  /** They want the newsletter (B-2); missing: they were not asked, which changes nothing. */
  newsletter: z.boolean().optional(),
});

export const accountConfirmedV1 = defineEvent({
  type: 'gateway.account.confirmed.v1',
  consumers: ['organisations', 'orders', 'learning', 'certification', 'notifications'],
  meaning: 'The owner of the account proved that the e-mail address is theirs.',
  data: confirmedSnapshot,
});

export const accountChangedV1 = defineEvent({
  type: 'gateway.account.changed.v1',
  consumers: ['organisations', 'orders', 'learning', 'certification', 'notifications'],
  meaning: 'Data of the account changed (V-28).',
  data: accountSnapshot,
});
