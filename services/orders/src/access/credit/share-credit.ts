import type { NoteAudit } from '@leerhuis/audit';
import { inviteToShare } from '@leerhuis/contracts';
import { notFound } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import type { CreditStore, LotDoc } from './credit-store.ts';
import { officeOf, type Spender } from './domain/may-spend.ts';
import { invite } from './domain/sharing.ts';
import { noOffice, tooManyAsked } from './sharing-problems.ts';

export interface Sharing {
  ownerId: string;
  lotId: string;
  shared: boolean;
  /** Account ids or e-mail addresses in small letters. */
  learners: string[];
}

export interface SharingParts {
  credit: CreditStore;
  newId(): string;
  account(accountId: string, tx: Tx): Promise<(Spender & { email: string }) | null>;
  note: NoteAudit;
}

export type ShareCredit = (tx: Tx, sharing: Sharing) => Promise<LotDoc>;

/**
 * Sets whom a package is shared with besides its owner (V-8). Whoever is new is asked by mail and shares once they said yes; what
 * the owner gets to see is the same whoever was named, and nothing is looked up here. What was activated before goes on.
 */
export function sharing({ credit, newId, account, note }: SharingParts): ShareCredit {
  return async (tx, { ownerId, lotId, shared, learners }) => {
    const lot = await credit.get(lotId, tx);
    if (lot?.ownerId !== ownerId) throw notFound();
    const owner = await account(ownerId, tx);
    const wanted = learners.filter((learner) => learner !== ownerId && learner !== owner?.email);
    const before = lot.invitations ?? [];
    const invited = invite(before, wanted, { newId, now: tx.now });
    if ('refused' in invited) throw tooManyAsked();
    const { invitations, fresh } = invited;
    if (fresh.length > 0 && officeOf(owner) === null) throw noOffice();
    await credit.share(tx, lotId, shared, invitations);
    for (const { id: invitationId } of fresh)
      tx.enqueue(inviteToShare, { lotId, invitationId }, { jobId: invitationId });
    await note(tx, {
      by: ownerId,
      action: 'credit.shared',
      subject: lotId,
      before: { shared: lot.isShared, named: before.filter(({ listed }) => listed).length },
      after: { shared, named: invitations.filter(({ listed }) => listed).length, asked: fresh.length },
    });
    return { ...lot, isShared: shared, invitations };
  };
}
