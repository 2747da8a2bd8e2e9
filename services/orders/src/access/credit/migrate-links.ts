import { inviteToShare } from '@leerhuis/contracts';
import { eachDocument } from '@leerhuis/migrations';
import { creditStore, type LotDoc } from './credit-store.ts';
import { linkOfBefore } from './domain/sharing.ts';

/**
 * Colleagues were linked without being asked. They are asked now; until they answer, 90 days at most, they go on spending, so
 * that nobody's work stops, and the owner sees neither who they are nor what they follow.
 */
export const linksAreAskedFor = eachDocument<LotDoc>({
  id: 'credit-links-are-asked-for',
  what: 'colleagues who are linked to a package are asked whether they want to be',
  collection: 'creditLots',
  only: { 'learners.0': { $exists: true } },
  change: ({ _id }, { connection, transaction, newId }) =>
    transaction(async (tx) => {
      const credit = creditStore(connection);
      const lot = await credit.get(_id, tx);
      const asked = lot?.invitations ?? [];
      const unasked = lot?.learners.filter((id) => !asked.some(({ accountId }) => accountId === id)) ?? [];
      if (!lot || unasked.length === 0) return false;
      const links = unasked.map((accountId) => linkOfBefore(newId(), accountId, tx.now));
      await credit.share(tx, _id, lot.isShared, [...asked, ...links]);
      for (const { id } of links) tx.enqueue(inviteToShare, { lotId: _id, invitationId: id }, { jobId: id });
      return true;
    }),
});
