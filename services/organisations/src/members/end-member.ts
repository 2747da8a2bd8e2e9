import { sendMessage } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import { type Ending, end, isManager, type Member } from './domain/member.ts';
import { memberProblem } from './member-problems.ts';
import type { Members } from './members.ts';
import { saveMember } from './save-member.ts';

type Needs = Pick<Members, 'members' | 'organisations' | 'accounts' | 'note' | 'loginUrl'>;

/** How many manage besides; of two who may take a manager away at the same moment one waits for the other. */
export async function otherManagers({ members, organisations }: Needs, tx: Tx, member: Member): Promise<number> {
  if (!isManager(member)) return 0;
  await organisations.hold(tx, member.organisationId);
  return members.countOtherManagers(tx, member);
}

/**
 * Ends somebody's place; who had an account is told, with a warning when it goes by the organisation's address (B-6).
 * @throws Problem 409 for the last manager
 */
export async function endMember(
  needs: Needs,
  tx: Tx,
  member: Member,
  how: Ending,
  noting: { by: string; action: string; reason?: string },
): Promise<Member> {
  const ended = end(member, how, await otherManagers(needs, tx, member), tx.now);
  if ('refused' in ended) throw memberProblem(ended);
  if (ended.member === member) return member;
  const account = member.accountId ? await needs.accounts.get(member.accountId, tx.session) : null;
  const organisation = await needs.organisations.get(member.organisationId, tx);
  if (account && organisation && member.state === 'active' && how !== 'closed')
    tx.enqueue(sendMessage, {
      recipient: { accountId: account.id, email: account.email, name: '', locale: account.locale },
      template: 'membership-ended',
      organisationId: organisation.id,
      data: {
        organisation: organisation.name,
        isRemoval: how === 'removed',
        addressIsTheirs: account.email === member.workEmail,
        loginUrl: needs.loginUrl,
      },
    });
  return saveMember(needs, tx, member, ended.member, noting);
}
