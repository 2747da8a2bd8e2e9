import type { AccountActor, MemberActor } from '@leerhuis/auth';
import { notFound, requireMatch } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import type { Asker, Organisation } from '../organisations/domain/organisation.ts';
import { type Acting, actingFor, demandChange } from './acting.ts';
import { besides, change, joinAtOnce, type Member, newMember, type Person } from './domain/member.ts';
import type { Role } from './domain/roles.ts';
import { heldBy } from './elsewhere.ts';
import { endMember, otherManagers } from './end-member.ts';
import { inviteMember, takeTurnOf } from './invitation-commands.ts';
import { memberProblem } from './member-problems.ts';
import type { Members } from './members.ts';
import { saveMember } from './save-member.ts';

/** Who asks for a change, and which revision they saw (`If-Match`). */
export interface Asking extends Pick<Parameters<typeof requireMatch>[0], 'header' | 'route'> {
  actor: AccountActor | MemberActor;
}

/** @throws Problem 404 */
async function memberOf({ members }: Members, tx: Tx, organisationId: string, id: string): Promise<Member> {
  const member = await members.get(id, tx);
  if (member?.organisationId !== organisationId) throw notFound();
  return member;
}

/**
 * Puts somebody on the list, and invites them if that is wished.
 * @throws Problem 403, 404, 409, 422
 */
export async function addMember(
  needs: Members,
  tx: Tx,
  organisationId: string,
  { person, invites }: { person: Person; invites: boolean },
  { actor }: Pick<Asking, 'actor'>,
): Promise<Member> {
  const acting = await actingFor(needs, actor, organisationId, 'change-anybody', tx);
  demandChange(acting, person.roles);
  return addTo(needs, tx, acting.organisation, { person, invites }, actor.accountId);
}

/** Without asking who may. */
export async function addTo(
  needs: Members,
  tx: Tx,
  organisation: Organisation,
  { person, invites }: { person: Person; invites: boolean },
  by: string,
): Promise<Member> {
  await takeTurnOf(needs, tx, person.workEmail);
  await demandFreeAddress(needs, tx, organisation.id, person.workEmail);
  await demandFreeNumber(needs, tx, organisation.id, person.staffNumber);
  const made = newMember({ ...person, id: needs.newId(), organisationId: organisation.id, addedBy: by }, tx.now);
  if ('refused' in made) throw memberProblem(made);
  const member = await saveMember(needs, tx, null, made.member, { by, action: 'member.added' });
  return invites ? inviteMember(needs, tx, member, organisation, by) : member;
}

async function demandFreeAddress({ members }: Members, tx: Tx, organisationId: string, email: string | null) {
  if (email && (await members.byAddress(organisationId, email, tx))) throw memberProblem({ refused: 'is-member' });
}

/** People of an organisation are told apart by their numbers, too. @throws Problem 409 */
async function demandFreeNumber({ members }: Members, tx: Tx, organisationId: string, staffNumber: string | null) {
  if (!staffNumber) return;
  await members.takeTurn(tx, `staff number ${organisationId} ${staffNumber}`);
  const [holder] = await members.byStaffNumber(organisationId, staffNumber, tx);
  if (holder) throw memberProblem({ refused: 'number-taken', by: `${holder.firstName} ${holder.lastName}` });
}

/** Who asked for the organisation manages it: at once with an account, else by an invitation (C-1). */
export async function addFirstManager(
  needs: Members,
  tx: Tx,
  organisation: Organisation,
  { accountId, email, firstName, lastName, phone, locale }: Asker,
  by: string,
): Promise<{ isAtOnce: boolean }> {
  const own = { firstName, lastName, phone, locale, workEmail: email, staffNumber: null };
  const person: Person = { ...own, roles: ['manager'] };
  if (!accountId) {
    await addTo(needs, tx, organisation, { person, invites: true }, by);
    return { isAtOnce: false };
  }
  const made = newMember({ ...person, id: needs.newId(), organisationId: organisation.id, addedBy: by }, tx.now);
  if ('refused' in made) throw memberProblem(made);
  await needs.members.takeTurn(tx, `account ${accountId}`);
  const joined = joinAtOnce(made.member, { id: accountId }, await heldBy(needs, tx, accountId), tx.now);
  if ('refused' in joined) throw memberProblem(joined);
  await saveMember(needs, tx, null, joined.member, { by, action: 'member.joined' });
  return { isAtOnce: true };
}

/** Changes what the organisation knows of somebody. @throws Problem 403, 404, 409, 412, 422 */
export async function changeMember(
  needs: Members,
  tx: Tx,
  { organisationId, id }: { organisationId: string; id: string },
  changes: Partial<Person>,
  asking: Asking,
): Promise<Member> {
  await takeTurnOf(needs, tx, changes.workEmail ?? null);
  const acting = await actingFor(needs, asking.actor, organisationId, 'change-anybody', tx);
  const member = await memberOf(needs, tx, organisationId, id);
  demandChange(acting, member.roles);
  demandChange(acting, changes.roles ?? member.roles);
  requireMatch(asking, member.revision);
  return applyChange(needs, tx, member, changes, { by: asking.actor.accountId, action: 'member.changed' });
}

/** Without asking who may. */
export async function changeKnown(needs: Members, tx: Tx, member: Member, changes: Partial<Person>, by: string) {
  await takeTurnOf(needs, tx, changes.workEmail ?? null);
  return applyChange(needs, tx, member, changes, { by, action: 'member.changed' });
}

/** Staff correct a wrong role, after they saw who it is (B-1). */
export const correctRoles = (
  needs: Members,
  tx: Tx,
  member: Member,
  roles: Role[],
  { by, reason }: { by: string; reason: string },
): Promise<Member> => applyChange(needs, tx, member, { roles }, { by, reason, action: 'member.roles-corrected' });

async function applyChange(
  needs: Members,
  tx: Tx,
  member: Member,
  changes: Partial<Person>,
  noting: { by: string; action: string; reason?: string },
): Promise<Member> {
  if (changes.workEmail && changes.workEmail !== member.workEmail)
    await demandFreeAddress(needs, tx, member.organisationId, changes.workEmail);
  if (changes.staffNumber && changes.staffNumber !== member.staffNumber)
    await demandFreeNumber(needs, tx, member.organisationId, changes.staffNumber);
  const changed = change(member, changes, changes.roles ? await otherManagers(needs, tx, member) : 1);
  if ('refused' in changed) throw memberProblem(changed);
  if (changes.roles && member.accountId) await demandBesides(needs, tx, changed.member, member.accountId);
  return saveMember(needs, tx, member, changed.member, noting);
}

/** @throws Problem 409 when the account has a role elsewhere that excludes these (B-1) */
async function demandBesides(needs: Members, tx: Tx, { id, roles }: Member, accountId: string): Promise<void> {
  await needs.members.takeTurn(tx, `account ${accountId}`);
  const elsewhere = (await heldBy(needs, tx, accountId)).filter((each) => each.id !== id);
  const found = besides(roles, elsewhere);
  if ('refused' in found) throw memberProblem(found);
  if (found.from) throw memberProblem({ refused: 'is-elsewhere' });
}

/** Takes somebody off the list; the account stays (B-6). @throws Problem 403, 404, 409, 412 */
export async function removeMember(
  needs: Members,
  tx: Tx,
  { organisationId, id }: { organisationId: string; id: string },
  asking: Asking,
): Promise<void> {
  const acting = await actingFor(needs, asking.actor, organisationId, 'change-anybody', tx);
  const member = await memberOf(needs, tx, organisationId, id);
  demandChange(acting, member.roles);
  requireMatch(asking, member.revision);
  await endMember(needs, tx, member, 'removed', { by: asking.actor.accountId, action: 'member.removed' });
}

/** Invites somebody of the list, or again; a wrong address is corrected first (B-12). @throws Problem 403, 404, 409, 422 */
export async function inviteAgain(
  needs: Members,
  tx: Tx,
  { organisationId, id }: { organisationId: string; id: string },
  email: string | undefined,
  asking: Pick<Asking, 'actor'>,
): Promise<Member> {
  const { accountId } = asking.actor;
  await takeTurnOf(needs, tx, email ?? (await needs.members.get(id))?.workEmail ?? null);
  const acting: Acting = await actingFor(needs, asking.actor, organisationId, 'change-anybody', tx);
  const member = await memberOf(needs, tx, organisationId, id);
  demandChange(acting, member.roles);
  const isOther = email !== undefined && email !== member.workEmail;
  const noting = { by: accountId, action: 'member.changed' };
  const corrected = isOther ? await applyChange(needs, tx, member, { workEmail: email }, noting) : member;
  return inviteMember(needs, tx, corrected, acting.organisation, accountId);
}
