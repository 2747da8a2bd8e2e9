import type { NoteAudit } from '@leerhuis/audit';
import { type FederationCode, readMemberNumber } from '@leerhuis/federations';
import type { Tx } from '@leerhuis/outbox';
import { left, type MemberNumber, taken, unused } from './domain/member-number.ts';
import { type MemberNumberStore, memberNumberId } from './member-number-store.ts';

export interface Membership {
  federation: FederationCode;
  memberNumber: string;
}

interface Noting {
  memberNumbers: MemberNumberStore;
  note: NoteAudit;
}

/**
 * Notes by which member numbers an account goes. One that several go by is for staff to look at; neither account hears of the
 * other, whatever they ask for.
 * @returns the numbers that it has now and had not, or has no more
 */
export async function noteMemberNumbers(
  { memberNumbers, note }: Noting,
  tx: Tx,
  accountId: string,
  memberships: readonly Membership[],
): Promise<MemberNumber[]> {
  const changed: MemberNumber[] = [];
  const wanted = memberships.map(({ federation, memberNumber: typed }) => {
    const memberNumber = readMemberNumber(federation, typed) ?? typed;
    return { id: memberNumberId(federation, memberNumber), federation, memberNumber };
  });
  for (const number of await memberNumbers.ofAccount(tx, accountId))
    if (!wanted.some(({ id }) => id === number.id)) {
      const after = left(number, accountId);
      await memberNumbers.save(tx, after);
      changed.push(after);
      // one that nobody else doubts is the account's own business
      if (number.sharedSince || number.owners)
        await note(tx, {
          by: 'certification',
          action: 'member-number.given-up',
          subject: number.id,
          before: { accounts: number.accounts.length },
          after: { federation: number.federation, accounts: after.accounts.length, removed: accountId },
          reason: 'an account goes by the member number no more',
        });
    }
  for (const fresh of wanted) {
    const before = (await memberNumbers.byId(fresh.id, tx)) ?? unused(fresh);
    const after = taken(before, accountId, tx.now);
    if (after === before) continue;
    await memberNumbers.save(tx, after);
    changed.push(after);
    if (after.sharedSince)
      await note(tx, {
        by: 'certification',
        action: 'member-number.shared',
        subject: after.id,
        before: { accounts: before.accounts.length },
        after: { federation: after.federation, accounts: after.accounts.length, added: accountId },
        reason: 'several accounts go by one member number',
      });
  }
  return changed;
}
