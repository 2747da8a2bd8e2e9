import { eachDocument } from '@leerhuis/migrations';
import { creditStore, type LotDoc } from './credit-store.ts';
import { endOfBefore, type Invitation, isOfBefore } from './domain/sharing.ts';

/**
 * Colleagues were told by an enterprise number that each typed. What they share stays until an organisation confirms it, for ninety
 * days at most. Nobody is written to here: that is done once it is known who is of which organisation, each once.
 */
export const linksOfBefore = (zone: string) =>
  eachDocument<LotDoc>({
    id: 'credit-links-of-before-have-an-end',
    what: 'links by a typed enterprise number have a last day, unless an organisation confirms them',
    collection: 'creditLots',
    only: { 'learners.0': { $exists: true } },
    change: ({ _id }, { connection, transaction }) =>
      transaction(async (tx) => {
        const credit = creditStore(connection);
        const lot = await credit.get(_id, tx);
        const before = lot?.invitations ?? [];
        const isUnmarked = (one: Invitation) =>
          one.listed && one.accountId && (one.answer === 'yes' || one.linkedBefore) && !one.ofBeforeUntil;
        const marked = before.map((one) =>
          isUnmarked(one) && isOfBefore(one) ? { ...one, ofBeforeUntil: endOfBefore(one, tx.now, zone) } : one,
        );
        if (!lot || marked.every((one, n) => one === before[n])) return false;
        await credit.share(tx, _id, lot.isShared, marked);
        return true;
      }),
  });
