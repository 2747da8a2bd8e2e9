import type { NoteAudit } from '@leerhuis/audit';
import { endOfDayAfter } from '@leerhuis/calendar';
import type { Locale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import { hashSecret, newSecret } from '../../secrets.ts';
import type { AccountKeeping } from '../account-commands.ts';
import { tellOf } from '../account-events.ts';
import { writeTo } from '../account-mails.ts';
import { type Account, confirmEmail, register } from '../domain/account.ts';
import { type StaffRole, staffRoles } from '../domain/roles.ts';
import {
  addRoles,
  changeRoles,
  losesRights,
  refusalOfInvitation,
  type StaffRefusal,
  staffRolesOf,
} from '../domain/staff.ts';
import type { InvitationStore, StaffInvitation } from './invitation-store.ts';

export interface PeopleKeeping extends Pick<AccountKeeping, 'accounts' | 'tokens' | 'logins' | 'newId' | 'publicUrl'> {
  invitations: InvitationStore;
  note: NoteAudit;
  /** The provider's time zone: links last to the end of a day. */
  zone: string;
}

/** What is known of somebody who had no account. */
export interface NewPerson {
  firstName: string;
  lastName: string;
  locale: Locale;
  passwordHash: string;
}

const listed = (roles: readonly StaffRole[]) => roles.join(', ');
/** Roles as the audit trail has them. */
export const auditedRoles = (account: Pick<Account, 'roles'>) => ({ roles: listed(staffRolesOf(account)) });

/**
 * Asks somebody by mail to work for the provider, whether they have an account or not. The link works once, for a week; one
 * that was sent to the same address before works no more.
 * @param by account of who asks, or `command`
 */
export async function inviteStaff(
  keeping: Omit<PeopleKeeping, 'logins' | 'tokens'>,
  tx: Tx,
  { email, locale, roles: offered }: { email: string; roles: readonly StaffRole[]; locale: Locale },
  by: string,
): Promise<{ invitation: StaffInvitation; link: string } | StaffRefusal> {
  // in order, and once
  const roles = staffRoles.filter((role) => offered.includes(role));
  const account = await keeping.accounts.byEmail(email, tx);
  const refusal = refusalOfInvitation(account?.emailConfirmedAt ? account : null, roles);
  if (refusal) return refusal;
  const secret = newSecret();
  const expiresAt = endOfDayAfter(tx.now, 7, keeping.zone);
  const facts = { email, roles, invitedBy: by, invitedAt: tx.now, expiresAt };
  const invitation: StaffInvitation = { id: keeping.newId(), ...facts };
  await keeping.invitations.put(tx, invitation, hashSecret(secret));
  const link = `${keeping.publicUrl}/account/staff/${secret}`;
  const reader = { id: account?.id ?? null, email, locale: account?.locale ?? locale };
  writeTo(tx, reader, {
    template: 'staff-invitation',
    data: { roles: listed(roles), expiresAt: expiresAt.toISOString() },
    secrets: { link },
  });
  const after = { email, roles: listed(roles), expiresAt: expiresAt.toISOString() };
  await keeping.note(tx, { by, action: 'staff.invited', subject: invitation.id, after });
  return { invitation, link };
}

/** Takes an invitation back; null when there is none. */
export async function withdrawInvitation(
  keeping: PeopleKeeping,
  tx: Tx,
  id: string,
  by: string,
): Promise<StaffInvitation | null> {
  const taken = await keeping.invitations.take(tx, id);
  if (taken) await noteWithdrawn(keeping, tx, taken, by);
  return taken;
}

function noteWithdrawn({ note }: PeopleKeeping, tx: Tx, { id, email, roles }: StaffInvitation, by: string) {
  const before = { email, roles: listed(roles) };
  return note(tx, { by, action: 'staff.invitation-withdrawn', subject: id, before });
}

/**
 * Takes an invitation up: the account of its address gets the roles. An account that was never confirmed, or none, becomes
 * that of who follows the link, since only they have the mailbox.
 * @param typed what is known of somebody without an account
 */
export async function joinStaff(
  keeping: PeopleKeeping,
  tx: Tx,
  token: string,
  typed: NewPerson | null,
): Promise<Account | { refused: 'link-ended' | 'details-missing' }> {
  const invitation = await keeping.invitations.byToken(hashSecret(token), tx.now, tx);
  if (!invitation) return { refused: 'link-ended' };
  const { id, email, roles, invitedBy } = invitation;
  const known = await keeping.accounts.byEmail(email, tx);
  if (!known?.emailConfirmedAt && !typed) return { refused: 'details-missing' };
  await keeping.invitations.take(tx, id);
  const before = known ? auditedRoles(known) : null;
  const joined = known?.emailConfirmedAt
    ? await changeKnown(keeping, tx, known, (account) => addRoles(account, roles, tx.now))
    : await addPerson(keeping, tx, known, { ...(typed as NewPerson), email, roles });
  tellOf(tx, 'changed', joined);
  const after = { ...auditedRoles(joined), invitation: id, invitedBy };
  await keeping.note(tx, { by: joined.id, action: 'staff.joined', subject: joined.id, before, after });
  return joined;
}

async function addPerson(
  keeping: PeopleKeeping,
  tx: Tx,
  unconfirmed: Account | null,
  { email, roles, ...person }: NewPerson & { email: string; roles: readonly StaffRole[] },
): Promise<Account> {
  const own = { ...person, memberships: [], company: null, address: null };
  const confirmed = (account: Account) => addRoles(confirmEmail(account, tx.now, own), roles, tx.now);
  if (unconfirmed) {
    await keeping.tokens.endAll(tx, unconfirmed.id, 'confirm-email');
    await keeping.tokens.endAll(tx, unconfirmed.id, 'reset-password');
    return changeKnown(keeping, tx, unconfirmed, confirmed);
  }
  const registered = register({ ...own, email, id: keeping.newId() }, tx.now);
  tellOf(tx, 'registered', registered);
  const account = confirmed(registered);
  await keeping.accounts.insert(tx, account);
  return account;
}

async function changeKnown(
  { accounts }: Pick<PeopleKeeping, 'accounts'>,
  tx: Tx,
  { id }: Account,
  change: (account: Account) => Account,
): Promise<Account> {
  const changed = await accounts.update(tx, id, change);
  if (!changed) throw new Error(`account ${id} is gone`);
  return changed;
}

/**
 * Gives somebody of the staff other roles, none to end it. Who may less than before is logged out everywhere, and what they
 * offered to others is taken back when they may not offer it any more.
 */
export async function changeStaff(
  keeping: PeopleKeeping,
  tx: Tx,
  {
    accountId,
    roles,
    by,
    reason,
  }: { accountId: string; roles: readonly StaffRole[]; by: string; reason: string | null },
): Promise<Account | StaffRefusal> {
  await keeping.invitations.takeTurn(tx);
  const before = await keeping.accounts.byId(accountId, tx);
  if (!before) return { refused: 'not-staff' };
  const administrators = await keeping.accounts.countOtherAdministrators(tx, accountId);
  const after = changeRoles(before, roles, { administrators }, tx.now);
  if ('refused' in after || after === before) return after;
  await keeping.accounts.update(tx, accountId, () => after);
  if (losesRights(before, after)) await keeping.logins.endForRights(tx, accountId);
  if (!staffRolesOf(after).includes('administration'))
    for (const offered of await keeping.invitations.takeAllBy(tx, accountId))
      await noteWithdrawn(keeping, tx, offered, by);
  tellOf(tx, 'changed', after);
  writeTo(tx, after, { template: 'staff-roles-changed', data: { roles: listed(staffRolesOf(after)) || null } });
  await keeping.note(tx, {
    by,
    action: roles.length > 0 ? 'staff.roles-changed' : 'staff.ended',
    subject: accountId,
    before: auditedRoles(before),
    after: auditedRoles(after),
    reason,
  });
  return after;
}
