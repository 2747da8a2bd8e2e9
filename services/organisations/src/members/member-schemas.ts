import { rights } from '@leerhuis/auth';
import { countedPageOf, dateTime, emailSchema, idSchema, lineText, localeSchema, personName } from '@leerhuis/http-api';
import { z } from 'zod';
import { type Member, type Person, standingOf } from './domain/member.ts';
import { rightsOf, roles } from './domain/roles.ts';

export const roleList = z
  .array(z.enum(roles))
  .min(1)
  .max(roles.length)
  .describe('Trainers and care workers have that one role only, under this address');

const standings = ['open', 'accepted', 'refused', 'bounced', 'lapsed'] as const;
export const standingSchema = z.enum(standings);
export const memberState = z.enum(['contact', 'active', 'ended']);

const phone = lineText(30).regex(/\d/).nullable();
const staffNumber = lineText(30).nullable();

const personFields = {
  firstName: personName(100),
  lastName: personName(100),
  email: emailSchema.nullable().describe('The work address, where the mails of the organisation go'),
  phone,
  staffNumber: staffNumber.describe('The number that the organisation knows them by, as text: zeros in front count'),
  locale: localeSchema.describe('The language of its mails'),
  roles: roleList,
};

export const newMemberBody = z
  .strictObject({
    ...personFields,
    email: personFields.email.default(null),
    phone: phone.default(null),
    staffNumber: personFields.staffNumber.default(null),
    locale: localeSchema.default('nl'),
    invite: z.boolean().default(true).describe('Whether a mail with a link goes out at once'),
  })
  .meta({ id: 'NewMember' });

export const changeMemberBody = z.strictObject(personFields).partial().meta({ id: 'MemberChange' });

/** What somebody says themselves of their place in an organisation (C-6). */
export const ownMembershipBody = z
  .strictObject({
    ...{ firstName: personFields.firstName, lastName: personFields.lastName, phone },
    email: emailSchema.describe('The address of the account, which is proved; a manager gives another'),
    locale: personFields.locale,
    publicList: z.boolean().describe('Of a trainer: whether they are on the public list, `GET /api/v1/trainers` (B-3)'),
  })
  .partial()
  .meta({ id: 'OwnMembershipChange' });

/** What was given of somebody, as it is kept. */
export function personOf({ email, ...rest }: z.output<typeof changeMemberBody>): Partial<Person> {
  const given = { ...rest, workEmail: email };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

const invitationView = z
  .object({
    state: standingSchema,
    kind: z.enum(['join', 'move']),
    byName: z.string().optional(),
    sentAt: dateTime,
    times: z.int().meta({ description: 'How often it was mailed' }),
    expiresAt: dateTime,
    awaitsAccount: z.boolean().meta({ description: 'They said yes, and have to register an account yet' }),
  })
  .meta({ id: 'MemberInvitation' });

const shared = {
  id: idSchema,
  state: memberState,
  firstName: z.string(),
  lastName: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  staffNumber: z.string().nullable(),
  locale: localeSchema,
  roles: z.array(z.enum(roles)),
  rights: z.array(z.enum(rights)).meta({ description: 'What the roles allow, while the member is active' }),
};

export const memberView = z
  .object({
    ...shared,
    accountId: idSchema.nullable(),
    invitation: invitationView.nullable(),
    emailBouncedSince: dateTime
      .nullable()
      .optional()
      .meta({ description: 'Since when mails to the address do not arrive: correct it' }),
    addedAt: dateTime,
    addedByName: z.string().optional(),
    joinedAt: dateTime.nullable(),
    ended: z.object({ at: dateTime, how: z.enum(['left', 'removed', 'moved', 'closed']) }).nullable(),
  })
  .meta({ id: 'OrganisationMember' });
export const memberPage = countedPageOf(memberView);

export const membershipView = z
  .object({
    ...shared,
    organisationId: idSchema,
    organisationName: z.string(),
    joinedAt: dateTime.nullable(),
    publicList: z.boolean().meta({ description: 'Whether I am on the public list of trainers' }),
    addressIsTheirs: z
      .boolean()
      .meta({ description: 'The account goes by the work address: change it before leaving' }),
  })
  .meta({ id: 'Membership' });

export function sharedOf({ id, state, firstName, lastName, workEmail, phone, staffNumber, locale, roles }: Member) {
  const own = { id, state, firstName, lastName, email: workEmail, phone, staffNumber, locale, roles };
  return { ...own, rights: state === 'active' ? rightsOf(roles) : [] };
}

/** As managers see somebody. */
export function viewOf(
  member: Member,
  { names: nameOf, bounced }: { names: ReadonlyMap<string, string>; bounced: ReadonlyMap<string, Date> },
  now: Date,
): z.input<typeof memberView> {
  const { accountId, invitation, addedAt, addedBy, joinedAt, ended } = member;
  return {
    ...sharedOf(member),
    accountId,
    invitation: invitation && {
      state: standingOf(invitation, now),
      kind: invitation.kind,
      byName: nameOf.get(invitation.by),
      sentAt: invitation.sentAt.toISOString(),
      times: invitation.times,
      expiresAt: invitation.expiresAt.toISOString(),
      awaitsAccount: member.state === 'contact' && invitation.wantedAt !== null,
    },
    emailBouncedSince: bounced.get(member.workEmail ?? '')?.toISOString() ?? null,
    addedAt: addedAt.toISOString(),
    addedByName: nameOf.get(addedBy),
    joinedAt: joinedAt?.toISOString() ?? null,
    ended: ended && { ...ended, at: ended.at.toISOString() },
  };
}
