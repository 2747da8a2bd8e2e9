import type { Tx } from '@leerhuis/outbox';
import type { Elsewhere } from './domain/member.ts';
import type { Members } from './members.ts';

/** What an account is in organisations. */
export async function heldBy({ members }: Pick<Members, 'members'>, tx: Tx, accountId: string): Promise<Elsewhere[]> {
  return (await members.ofAccount(accountId, tx)).filter(({ state }) => state === 'active');
}

/** What the address is in organisations: of the account that goes by it, and where it is the work address of a member. */
export async function heldByAddress(
  needs: Pick<Members, 'members' | 'accounts'>,
  tx: Tx,
  email: string,
): Promise<Elsewhere[]> {
  const account = await needs.accounts.ofAddress(email, tx);
  const asWork = (await needs.members.ofAddress(email, tx)).filter(({ state }) => state === 'active');
  const own = account ? await heldBy(needs, tx, account.id) : [];
  return [...own, ...asWork.filter(({ id }) => own.every((each) => each.id !== id))];
}
