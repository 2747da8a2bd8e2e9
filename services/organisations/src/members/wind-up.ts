import type { Tx } from '@leerhuis/outbox';
import type { Organisation } from '../organisations/domain/organisation.ts';
import { besides, end, type Member } from './domain/member.ts';
import { inOrder } from './domain/roles.ts';
import { heldBy } from './elsewhere.ts';
import type { Members } from './members.ts';
import { saveMember } from './save-member.ts';

type Needs = Pick<Members, 'members' | 'organisations' | 'note'>;

/**
 * Sees to a hundred people of a closed organisation: they go over to the one that it became part of, else their places end. Tells
 * whether there were any.
 */
export async function windUp(needs: Needs, tx: Tx, closed: Organisation): Promise<boolean> {
  const into = closed.closed?.mergedInto ? await needs.organisations.get(closed.closed.mergedInto, tx) : null;
  const people = await needs.members.rest(closed.id, tx);
  for (const member of people) {
    if (into?.state === 'active') await takeOver(needs, tx, member, into.id);
    else await endPlace(needs, tx, member, 'organisation.closed');
  }
  return people.length > 0;
}

async function takeOver(needs: Needs, tx: Tx, member: Member, organisationId: string): Promise<void> {
  const noting = { by: 'organisations', action: 'member.taken-over' };
  const known = await sameThere(needs, tx, member, organisationId);
  const isOther = known?.accountId && member.accountId && known.accountId !== member.accountId;
  if (!known || isOther) {
    // of two accounts one keeps the work address that both gave
    const moved = { ...member, organisationId, workEmail: isOther ? null : member.workEmail };
    await saveMember(needs, tx, member, { ...moved, revision: member.revision + 1 }, noting);
    return;
  }
  await endPlace(needs, tx, member, 'member.taken-over');
  // who is an active member in one of both is it in the one that stays, with what they were in each
  const isJoining = member.state === 'active' && known.state === 'contact';
  const roles = known.state === member.state ? inOrder([...known.roles, ...member.roles]) : known.roles;
  const joined = isJoining
    ? { state: member.state, accountId: member.accountId, joinedAt: member.joinedAt, roles: member.roles }
    : { roles };
  const merged = { ...known, ...joined, revision: known.revision + 1 };
  const elsewhere = merged.accountId ? await heldBy(needs, tx, merged.accountId) : [];
  const others = elsewhere.filter(({ id }) => id !== known.id && id !== member.id);
  if ('refused' in besides(merged.roles, others)) return;
  await saveMember(needs, tx, known, merged, noting);
}

async function sameThere({ members }: Needs, tx: Tx, { accountId, workEmail }: Member, organisationId: string) {
  const byAccount = accountId ? await members.ofBoth(organisationId, accountId, tx) : null;
  return byAccount ?? (workEmail ? await members.byAddress(organisationId, workEmail, tx) : null);
}

async function endPlace(needs: Needs, tx: Tx, member: Member, action: string): Promise<void> {
  const ended = end(member, 'closed', 0, tx.now);
  if ('member' in ended) await saveMember(needs, tx, member, ended.member, { by: 'organisations', action });
}
