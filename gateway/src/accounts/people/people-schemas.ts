import { staffRoles } from '@leerhuis/auth';
import { dateTime, emailSchema, idSchema, lineText, localeSchema, personName, toldTogether } from '@leerhuis/http-api';
import { z } from 'zod';
import { passwordFaultsIn } from '../account-schemas.ts';
import type { Account } from '../domain/account.ts';
import { staffRolesOf } from '../domain/staff.ts';
import type { StaffInvitation } from './invitation-store.ts';

const role = z.enum(staffRoles);
const roles = z.array(role).min(1).max(staffRoles.length);
const reason = lineText(500).optional().meta({ description: 'For the audit trail' });

export const invitationBody = z
  .strictObject({
    email: emailSchema,
    roles,
    locale: localeSchema.default('nl').describe('Of the mail, for who has no account'),
  })
  .meta({ id: 'NewStaffInvitation' });

export const rolesBody = z.strictObject({ roles, reason }).meta({ id: 'StaffRoles' });
export const endQuery = z.strictObject({ reason });

export const invitationView = z
  .object({
    id: idSchema,
    email: z.string(),
    roles: z.array(role),
    invitedBy: z.string().meta({ description: 'Account of who asked, or `command`' }),
    invitedByName: z.string().optional(),
    invitedAt: dateTime,
    expiresAt: dateTime,
  })
  .meta({ id: 'StaffInvitation' });

export const personView = z
  .object({
    accountId: idSchema,
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    roles: z.array(role),
  })
  .meta({ id: 'StaffMember' });

/** What is shown to who has the link. */
export const offerView = z
  .object({
    email: z.string(),
    roles: z.array(role),
    expiresAt: dateTime,
    hasAccount: z.boolean().meta({ description: 'Who has none gives a name and chooses a password' }),
  })
  .meta({ id: 'StaffOffer' });

export const joinBody = toldTogether(
  z
    .strictObject({
      firstName: personName(100).optional(),
      lastName: personName(100).optional(),
      password: z.string().min(1).max(200).optional(),
      locale: localeSchema.default('nl'),
    })
    .meta({ id: 'StaffJoining' }),
  passwordFaultsIn,
);

/** @param names of who asked, by account */
export function invitationOf(
  { invitedAt, expiresAt, ...invitation }: StaffInvitation,
  names: ReadonlyMap<string, string>,
) {
  const invitedByName = names.get(invitation.invitedBy);
  return { ...invitation, invitedByName, invitedAt: invitedAt.toISOString(), expiresAt: expiresAt.toISOString() };
}

export function personOf(account: Account) {
  const { id: accountId, email, firstName, lastName } = account;
  return { accountId, email, firstName, lastName, roles: staffRolesOf(account) };
}
