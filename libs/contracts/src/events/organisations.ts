import { z } from 'zod';
import { defineEvent } from '../contract.ts';
import { id, instant, locale, revision } from '../shapes.ts';
import { address } from './gateway-account.ts';

/** What the other parts may know of an organisation that was taken in. */
export const organisationSnapshot = z.object({
  organisationId: id,
  revision,
  name: z.string(),
  /** Of the enterprise register that gave the number: `BE`, `NL`. */
  country: z.string().length(2),
  enterpriseNumber: z.string(),
  /** Number of the establishment, for a house of a group that is an organisation of its own. */
  establishment: z.string().nullable(),
  vatNumber: z.string().nullable(),
  address,
  invoiceEmail: z.string(),
  locale,
  /** Invoices are refused without an order number of theirs. */
  demandsOrderNumber: z.boolean(),
  /** Whether employees may order at its cost: at once, after a manager's yes, or not. */
  employeesMayBind: z.enum(['yes', 'after-yes', 'no']),
  buysOnAccount: z.boolean(),
  kind: z.string(),
  legalForm: z.string().nullable(),
  /** Of the whole enterprise (K-2); null when it was not told. */
  size: z.enum(['small', 'medium', 'large']).nullable(),
  state: z.enum(['active', 'closed']),
  /** Another organisation that it became part of. */
  mergedInto: id.nullable(),
  changedAt: instant,
});
export type OrganisationSnapshot = z.infer<typeof organisationSnapshot>;

export const organisationChangedV1 = defineEvent({
  type: 'organisations.organisation.changed.v1',
  consumers: ['gateway', 'orders', 'learning', 'certification', 'notifications'],
  meaning: 'An organisation was taken in, changed or closed; the whole of what others may know of it.',
  data: organisationSnapshot,
});

/** Who somebody is in an organisation. Roles and rights that a reader doesn't know give nothing. */
export const memberSnapshot = z.object({
  membershipId: id,
  organisationId: id,
  revision,
  /** Null for a contact, who has no account there yet. */
  accountId: id.nullable(),
  firstName: z.string(),
  lastName: z.string(),
  /** Where the organisation's mails go to; null when the organisation doesn't know. */
  workEmail: z.string().nullable(),
  roles: z.array(z.string()),
  /** What the roles allow, while `active` and the organisation is. */
  rights: z.array(z.string()),
  state: z.enum(['contact', 'active', 'ended']),
  changedAt: instant,
});
export type MemberSnapshot = z.infer<typeof memberSnapshot>;

/** What the links of an invitation prove to the gateway: who follows one has the mailbox. */
export const invitationSnapshot = z.object({
  membershipId: id,
  revision,
  /** Null once it was answered, taken back, corrected or is over otherwise: its links prove nothing any more. */
  offer: z
    .object({
      email: z.string(),
      /** sha256 of the secrets in its links, in base64url. */
      tokens: z.array(z.string()),
      firstName: z.string(),
      lastName: z.string(),
      locale,
      organisationName: z.string(),
      expiresAt: instant,
    })
    .nullable(),
  changedAt: instant,
});
export type InvitationSnapshot = z.infer<typeof invitationSnapshot>;

export const invitationChangedV1 = defineEvent({
  type: 'organisations.invitation.changed.v1',
  consumers: ['gateway'],
  meaning: 'A link to an invitation was mailed, or the links to it work no more (B-2, C-1).',
  data: invitationSnapshot,
});

export const memberChangedV1 = defineEvent({
  type: 'organisations.member.changed.v1',
  consumers: ['gateway', 'orders', 'learning', 'certification', 'notifications'],
  meaning:
    'Somebody became a contact or member of an organisation, changed there, or is no longer one (C-5, B-5, B-6).',
  data: memberSnapshot,
});
