import { notFound, problem } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import type { CreditStore, LotDoc, Movement } from './credit-store.ts';

export interface Colleague {
  id: string;
  email: string;
  company: { enterpriseNumber: string | null } | null;
}

export interface Sharing {
  ownerId: string;
  lotId: string;
  shared: boolean;
  /** Account ids or e-mail addresses. */
  learners: string[];
}

export type ShareCredit = (tx: Tx, sharing: Sharing) => Promise<LotDoc & { movements: Movement[] }>;

/**
 * Sets who may spend a package besides its owner (V-8): colleagues of the same office, told by its enterprise number.
 * What was activated before goes on whatever changes here.
 */
export function sharing(parts: {
  credit: CreditStore;
  movementsOf(tx: Tx, lotId: string): Promise<Movement[]>;
  account(accountId: string): Promise<Colleague | null>;
  accountsOf(ids: string[], emails: string[]): Promise<Colleague[]>;
}): ShareCredit {
  return async (tx, { ownerId, lotId, shared, learners }) => {
    const lot = await parts.credit.get(lotId, tx);
    if (lot?.ownerId !== ownerId) throw notFound();
    const emails = learners.filter((learner) => learner.includes('@'));
    const ids = learners.filter((learner) => !learner.includes('@'));
    const owner = await parts.account(ownerId);
    const office = owner?.company?.enterpriseNumber ?? null;
    const colleagues = (await parts.accountsOf(ids, emails)).filter(
      ({ id, company }) => id !== ownerId && office !== null && company?.enterpriseNumber === office,
    );
    const isKnown = (learner: string) => colleagues.some(({ id, email }) => id === learner || email === learner);
    // whoever is linked already may stay, also when they have left the office since
    const strangers = learners.filter((learner) => !isKnown(learner) && !lot.learners.includes(learner));
    if (strangers.length > 0) throw noColleagues(learners, strangers);
    const kept = lot.learners.filter((learner) => ids.includes(learner));
    const linked = [...new Set([...kept, ...colleagues.map(({ id }) => id)])];
    await parts.credit.share(tx, lotId, shared, linked);
    return { ...lot, isShared: shared, learners: linked, movements: await parts.movementsOf(tx, lotId) };
  };
}

/** The same words for an unknown address and for a stranger's: nobody learns who has an account. */
function noColleagues(learners: string[], strangers: string[]) {
  const message = {
    nl: 'Geen collega van uw kantoor met een account bij ons.',
    fr: 'Pas un collègue de votre bureau qui a un compte chez nous.',
    en: 'No colleague of your office who has an account with us.',
  };
  return problem(422, 'not-a-colleague', {
    detail: message,
    errors: strangers.map((learner) => ({ field: `learners[${learners.indexOf(learner)}]`, message })),
  });
}
