import { endOfDayAfter } from '@leerhuis/calendar';
import { sendMessage } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { Organisation } from '../organisations/domain/organisation.ts';
import { besides, bounce, invite, type Member, remind } from './domain/member.ts';
import { heldByAddress } from './elsewhere.ts';
import { tellOfLinks } from './member-events.ts';
import { memberProblem } from './member-problems.ts';
import type { Members } from './members.ts';
import { saveMember } from './save-member.ts';

/** B-5 */
const moveDays = 7;

/** Of two who invite the same address one waits for the other. */
export async function takeTurnOf({ members }: Members, tx: Tx, email: string | null): Promise<void> {
  if (email) await members.takeTurn(tx, `address ${email}`);
}

/**
 * Mails a link, for the first time or again. An address that has the same exclusive role elsewhere is invited to move (B-5).
 * @throws Problem 409 when it has another role that excludes this one (B-1), 422 without an address
 */
export async function inviteMember(
  needs: Members,
  tx: Tx,
  member: Member,
  organisation: Organisation,
  by: string,
): Promise<Member> {
  const elsewhere = member.workEmail ? await heldByAddress(needs, tx, member.workEmail) : [];
  if (elsewhere.some(({ id, organisationId }) => organisationId === member.organisationId && id !== member.id))
    throw memberProblem({ refused: 'is-member' });
  const found = besides(member.roles, elsewhere);
  if ('refused' in found) throw memberProblem(found);
  const kind = found.from ? 'move' : 'join';
  const { secret, hash } = needs.newSecret();
  const expiresAt = endOfDayAfter(tx.now, kind === 'move' ? moveDays : needs.invitationDays, needs.zone);
  const invited = invite(member, { by, token: hash, expiresAt, kind }, tx.now);
  if ('refused' in invited) throw memberProblem(invited);
  mail(needs, tx, invited.member, organisation, secret, false);
  return saveMember(needs, tx, member, invited.member, { by, action: 'member.invited' });
}

/** Mails whose invitation ends soon once more; the links of before work as long. */
export async function remindMember(needs: Members, tx: Tx, id: string): Promise<void> {
  const member = await needs.members.get(id, tx);
  const { invitation } = member ?? {};
  if (!member || invitation?.state !== 'open' || invitation.remindedAt || invitation.expiresAt <= tx.now) return;
  const organisation = await needs.organisations.get(member.organisationId, tx);
  if (organisation?.state !== 'active') return;
  const { secret, hash } = needs.newSecret();
  const reminded = remind(member, hash, tx.now);
  await needs.members.save(tx, reminded);
  mail(needs, tx, reminded, organisation, secret, true);
}

/** A mail to the address came back. */
export async function noteBounce(needs: Members, tx: Tx, member: Member, by: string, reason: string): Promise<Member> {
  return saveMember(needs, tx, member, bounce(member), { by, action: 'member.mail-bounced', reason });
}

/** Mails of invitations came back from an address: those that were sent there by then, of whichever organisation (B-2). */
export async function invitationBounced(needs: Members, tx: Tx, email: string, at: Date): Promise<void> {
  const sent = (await needs.members.ofAddress(email, tx)).filter(
    ({ invitation }) => invitation && invitation.sentAt <= at,
  );
  const reason = 'the mail server refused it';
  for (const member of sent) await noteBounce(needs, tx, member, 'notifications', reason);
}

function mail(
  { linkOf, counted }: Members,
  tx: Tx,
  member: Member,
  { name: organisation }: Organisation,
  secret: string,
  isReminder: boolean,
): void {
  const { organisationId, workEmail, locale, roles, invitation } = member;
  if (!workEmail || !invitation) return;
  tellOfLinks(tx, member, organisation);
  tx.enqueue(sendMessage, {
    recipient: { accountId: null, email: workEmail, name: '', locale },
    template: 'organisation-invitation',
    organisationId,
    data: {
      organisation,
      roles: roles.join(', '),
      expiresAt: invitation.expiresAt.toISOString(),
      isMove: invitation.kind === 'move',
      isReminder,
    },
    secrets: { link: linkOf(secret) },
  });
  counted('sent');
}
