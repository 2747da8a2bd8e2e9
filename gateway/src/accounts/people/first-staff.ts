import { zonedDay } from '@leerhuis/calendar';
import type { Locale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import { tellOf } from '../account-events.ts';
import type { StaffRole } from '../domain/roles.ts';
import { addRoles, staffRolesOf } from '../domain/staff.ts';
import { auditedRoles, inviteStaff, type PeopleKeeping } from './people-commands.ts';

/** Who is to work for the provider, as an operator says it. */
export interface FirstStaff {
  email: string;
  roles: readonly StaffRole[];
  locale: Locale;
  /** Also when there is an administrator, who could invite them. */
  also: boolean;
}

const by = 'command';

/**
 * Makes somebody one of the staff without anybody of the staff asking: at once when the address has a confirmed account, else by
 * an invitation.
 * @returns what was done or why nothing was, in lines for the operator
 */
export async function addFirstStaff(
  keeping: Omit<PeopleKeeping, 'logins' | 'tokens'>,
  tx: Tx,
  { email, roles, locale, also }: FirstStaff,
): Promise<{ done: boolean; lines: string[] }> {
  await keeping.invitations.takeTurn(tx);
  const known = await keeping.accounts.byEmail(email, tx);
  const administrators = await keeping.accounts.countOtherAdministrators(tx, '');
  if (administrators > 0 && !also)
    return refused('There is an administrator already, who invites others (POST /api/v1/admin/staff-invitations).');
  const names = roles.join(', ');
  if (!known?.emailConfirmedAt) {
    const invited = await inviteStaff(keeping, tx, { email, roles, locale }, by);
    if ('refused' in invited) return refused(`${email} has these roles already.`);
    const { link, invitation } = invited;
    return {
      done: true,
      lines: [
        `${email} has no account yet and was invited as ${names}.`,
        `The mail goes out as soon as the system runs. The link in it works once, until the end of ${zonedDay(invitation.expiresAt, keeping.zone)}:`,
        link,
      ],
    };
  }
  const after = addRoles(known, roles, tx.now);
  if (after === known) return refused(`${email} has these roles already.`);
  await keeping.accounts.update(tx, known.id, () => after);
  tellOf(tx, 'changed', after);
  await keeping.note(tx, {
    by,
    action: 'staff.roles-changed',
    subject: known.id,
    before: auditedRoles(known),
    after: auditedRoles(after),
  });
  const name = `${known.firstName} ${known.lastName}`;
  return {
    done: true,
    lines: [
      `${name} (${email}, account ${known.id}) now has the roles ${staffRolesOf(after).join(', ')}.`,
      'They count from the next login, or the next refresh of a token.',
    ],
  };
}

function refused(why: string) {
  return { done: false, lines: [`Nothing was changed. ${why}`, 'Say --also to do it all the same.'] };
}
