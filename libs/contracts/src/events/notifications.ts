import { z } from 'zod';
import { defineEvent } from '../contract.ts';
import { messageTemplates } from '../jobs/mails.ts';
import { id, instant } from '../shapes.ts';

/** Why nothing arrives at an address; the mail server's own words stay with the message. */
const bounceReason = z.enum(['malformed', 'unknown', 'disabled', 'full', 'domain']);
export type BounceReason = z.infer<typeof bounceReason>;

/** The address itself, and not only its id: who hears of it knows it from the same people, under ids of their own. */
const mailAddress = z.object({ addressId: id, email: z.string() });

export const addressBouncedV1 = defineEvent({
  type: 'notifications.address.bounced.v1',
  consumers: ['organisations'],
  meaning: 'A mail server refused a mail for good because of the address that it was to; told of each such mail.',
  data: mailAddress.extend({
    /** Null: it was a newsletter. */
    messageId: id.nullable(),
    template: z.enum(messageTemplates).nullable(),
    accountId: id.nullable(),
    organisationId: id.nullable(),
    why: bounceReason,
    bouncedAt: instant,
  }),
});

export const addressReachedV1 = defineEvent({
  type: 'notifications.address.reached.v1',
  consumers: ['organisations'],
  meaning: 'A mail arrived at an address that mails had bounced at.',
  data: mailAddress.extend({ reachedAt: instant }),
});
