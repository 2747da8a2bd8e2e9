import type { Tx } from '@leerhuis/outbox';
import type { Account } from '../accounts/domain/account.ts';
import { accept, decline, list, type Member, want, works } from './domain/member.ts';
import { heldBy } from './elsewhere.ts';
import { endMember } from './end-member.ts';
import { accountUnknown, memberProblem } from './member-problems.ts';
import type { Members } from './members.ts';
import { saveMember } from './save-member.ts';

/** What became of an answer to an invitation. */
export interface Answered {
  state: 'accepted' | 'awaits-account' | 'refused';
  member: Member;
}

/**
 * Accepts by the link, as who is logged in; else as the account that the invited address has, whose mailbox the link proves. Without
 * any, what they want is kept until they have registered under that address. The same again gives the same answer.
 * @throws Problem 404, 409; 503 when the account is too new to be known
 */
export async function acceptLink(
  needs: Members,
  tx: Tx,
  hash: string,
  { accountId, publicList }: { accountId: string | null; publicList?: boolean | undefined },
): Promise<Answered> {
  const found = await needs.members.byToken(hash, tx);
  if (!found) throw memberProblem({ refused: 'link-ended' });
  const member = wished(found, publicList);
  const account = await accountFor(needs, tx, accountId, member);
  if (account && member.state === 'active' && member.accountId === account.id) return { state: 'accepted', member };
  await demandActive(needs, tx, member);
  if (account) return { state: 'accepted', member: await join(needs, tx, member, account) };
  const wanted = want(member, tx.now);
  if ('refused' in wanted) throw memberProblem(wanted);
  await needs.members.save(tx, wanted.member);
  return { state: 'awaits-account', member: wanted.member };
}

/** With what a trainer says of the public list (B-3), while the invitation is open; others are not asked. */
function wished(member: Member, publicList: boolean | undefined): Member {
  if (publicList === undefined || member.state !== 'contact') return member;
  const listed = list(member, publicList);
  return 'refused' in listed ? member : listed.member;
}

async function accountFor(needs: Members, tx: Tx, accountId: string | null, { workEmail }: Member) {
  if (accountId === null) return workEmail ? needs.accounts.ofAddress(workEmail, tx) : null;
  const known = await needs.accounts.get(accountId, tx.session);
  if (!known) throw accountUnknown();
  return known;
}

/** @throws Problem 404 when the organisation was closed meanwhile */
async function demandActive({ organisations }: Members, tx: Tx, { organisationId }: Member): Promise<void> {
  const organisation = await organisations.get(organisationId, tx);
  if (organisation?.state !== 'active') throw memberProblem({ refused: 'link-ended' });
}

async function join(needs: Members, tx: Tx, member: Member, account: Account): Promise<Member> {
  await needs.members.takeTurn(tx, `account ${account.id}`);
  const joined = accept(member, account, await heldBy(needs, tx, account.id), tx.now);
  if ('refused' in joined) throw memberProblem(joined);
  if (joined.leaves) {
    const before = await needs.members.get(joined.leaves.id, tx);
    if (before) await endMember(needs, tx, before, 'moved', { by: account.id, action: 'member.moved' });
  }
  needs.counted('accepted');
  return saveMember(needs, tx, member, joined.member, { by: account.id, action: 'member.joined' });
}

/** They don't want it. @throws Problem 404 */
export async function refuseLink(needs: Members, tx: Tx, hash: string): Promise<Answered> {
  const member = await needs.members.byToken(hash, tx);
  const declined = member ? decline(member, tx.now) : ({ refused: 'link-ended' } as const);
  if ('refused' in declined) throw memberProblem(declined);
  if (declined.member !== member) needs.counted('refused');
  const noting = { by: 'invited', action: 'member.refused-invitation' };
  return { state: 'refused', member: await saveMember(needs, tx, member, declined.member, noting) };
}

/** Somebody proved an address: what they said yes to under it counts now (B-2). What is refused meanwhile stays an invitation. */
export async function joinAwaited(needs: Members, tx: Tx, account: Account): Promise<void> {
  for (const member of await needs.members.ofAddress(account.email, tx)) {
    if (!member.invitation?.wantedAt || !works(member, tx.now)) continue;
    const organisation = await needs.organisations.get(member.organisationId, tx);
    if (organisation?.state !== 'active') continue;
    await needs.members.takeTurn(tx, `account ${account.id}`);
    const joined = accept(member, account, await heldBy(needs, tx, account.id), tx.now);
    // a move is confirmed by the person at the moment that it happens
    if ('refused' in joined || joined.leaves) continue;
    needs.counted('accepted');
    await saveMember(needs, tx, member, joined.member, { by: account.id, action: 'member.joined' });
  }
}
