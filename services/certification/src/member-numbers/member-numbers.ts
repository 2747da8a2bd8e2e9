import type { NoteAudit } from '@leerhuis/audit';
import type { Tx } from '@leerhuis/outbox';
import type { Parts } from '@leerhuis/service-parts';
import type { AccountStore } from '../accounts/account-store.ts';
import { memberNumberRoutes } from './member-number-http.ts';
import { memberNumberStore } from './member-number-store.ts';
import { memberNumbersFromCopies } from './migrate-member-numbers.ts';
import { type Membership, noteMemberNumbers } from './note-member-numbers.ts';

/** Who goes by which member numbers, and those that several accounts go by, for staff to look at. */
export function openMemberNumbers({ database, metrics, every }: Parts, people: AccountStore, note: NoteAudit) {
  const numbering = { memberNumbers: memberNumberStore(database), people, note };
  const shared = metrics.gauge({
    name: 'member_numbers_shared',
    help: 'Member numbers that several accounts go by and that no staff member has looked at',
  });
  return {
    routes: memberNumberRoutes(numbering),
    migrations: [memberNumbersFromCopies(people)],
    note: (tx: Tx, accountId: string, memberships: readonly Membership[]) =>
      noteMemberNumbers(numbering, tx, accountId, memberships),
    start: () =>
      every(60_000, 'count shared member numbers', async () => {
        shared.set(await numbering.memberNumbers.countToReview());
      }),
  };
}
