import { type AccountActor, mayAct, ofPerson } from '@leerhuis/auth';
import { inviteToShare } from '@leerhuis/contracts';
import { notFound } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import { cannotShare } from './credit-problems.ts';
import type { LotDoc } from './credit-store.ts';
import type { Crediting } from './crediting.ts';
import { share } from './domain/share.ts';

export interface Sharing {
  actor: AccountActor;
  lotId: string;
  shared: boolean;
  /** Account ids or e-mail addresses in small letters. */
  learners: string[];
}

/**
 * Sets whom a package is shared with besides its owner (V-8). Whoever is new is asked by mail and shares once they said yes; what
 * the owner gets to see is the same whoever was named, and nothing is looked up here. What was activated before goes on.
 * @throws Problem 404, 422
 */
export async function shareCredit(crediting: Crediting, tx: Tx, sharing: Sharing): Promise<LotDoc> {
  const { credit, accounts, audit, newId } = crediting;
  const { actor, lotId, shared, learners } = sharing;
  const lot = await credit.get(lotId, tx);
  if (!lot || !mayAct(actor, ofPerson(lot.ownerId))) throw notFound();
  const { ownerId } = lot;
  const before = lot.invitations ?? [];
  const owner = await accounts.get(ownerId, tx);
  const decided = share({ ownerId, invitations: before }, learners, owner, {
    newId,
    now: tx.now,
    zone: crediting.zone,
  });
  if ('refused' in decided) throw cannotShare(decided.refused);
  const { invitations, fresh } = decided;
  await credit.share(tx, lotId, shared, invitations);
  for (const { id: invitationId } of fresh) tx.enqueue(inviteToShare, { lotId, invitationId }, { jobId: invitationId });
  await audit.note(tx, {
    by: ownerId,
    action: 'credit.shared',
    subject: lotId,
    before: { shared: lot.isShared, named: before.filter(({ listed }) => listed).length },
    after: { shared, named: invitations.filter(({ listed }) => listed).length, asked: fresh.length },
  });
  return { ...lot, isShared: shared, invitations };
}
