import type { Tx } from '@leerhuis/outbox';
import type { Parts } from '@leerhuis/service-parts';
import { type MemberNumberNeeds, memberNumberRoutes } from './member-number-http.ts';
import { memberNumbersFromCopies } from './migrate-member-numbers.ts';
import { type Membership, noteMemberNumbers } from './note-member-numbers.ts';

/** Who goes by which member numbers, and those that several accounts go by, for staff to look at. */
export function openMemberNumbers({ metrics, every }: Parts, numbering: MemberNumberNeeds) {
  const shared = metrics.gauge({
    name: 'member_numbers_shared',
    help: 'Member numbers that several accounts go by and of which no staff member has said whose they are',
  });
  return {
    routes: memberNumberRoutes(numbering),
    migrations: [memberNumbersFromCopies(numbering.people)],
    note: (tx: Tx, accountId: string, memberships: readonly Membership[]) =>
      noteMemberNumbers(numbering, tx, accountId, memberships),
    start: () =>
      every(60_000, 'count shared member numbers', async () => {
        shared.set(await numbering.memberNumbers.countToReview());
      }),
  };
}
