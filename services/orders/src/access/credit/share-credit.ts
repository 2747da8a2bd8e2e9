import { type AccountActor, type MemberActor, mayAct, ofOrganisation, ofPerson } from '@leerhuis/auth';
import { inviteToShare } from '@leerhuis/contracts';
import { notFound } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import { cannotShare } from './credit-problems.ts';
import { isOfPerson, type LotDoc, type LotOfPerson } from './credit-store.ts';
import type { Crediting } from './crediting.ts';
import { sharesHours } from './domain/may-spend.ts';
import { share } from './domain/share.ts';
import { shareOut } from './domain/share-out.ts';
import { linkOf } from './domain/sharing.ts';
import { sharingMails } from './sharing-mails.ts';

export interface Sharing {
  actor: AccountActor | MemberActor;
  lotId: string;
  shared: boolean;
  /** Account ids or membership ids, and e-mail addresses in small letters. */
  learners: string[];
  everybody: boolean;
}

/** Whose a package is, as `mayAct` takes it. */
export const ownedBy = ({ ownerId, organisationId }: Pick<LotDoc, 'ownerId' | 'organisationId'>) =>
  organisationId ? ofOrganisation(organisationId) : ofPerson(ownerId ?? '');

/**
 * Sets whom a package is for besides its owner (V-8). What was activated before goes on; who is linked, unlinked or switched off is
 * told by mail.
 * @throws Problem 404, 422
 */
export async function shareCredit(crediting: Crediting, tx: Tx, sharing: Sharing): Promise<LotDoc> {
  const lot = await crediting.credit.get(sharing.lotId, tx);
  if (!lot || !mayAct(sharing.actor, ownedBy(lot), sharesHours)) throw notFound();
  if (isOfPerson(lot)) return shareOwn(crediting, tx, lot, sharing);
  return shareOfOffice(crediting, tx, lot, sharing);
}

/**
 * Of a person: whoever is new is asked by mail and shares once they said yes; what the owner gets to see is the same whoever was
 * named, and nothing is looked up of them here.
 */
async function shareOwn(crediting: Crediting, tx: Tx, lot: LotOfPerson, sharing: Sharing): Promise<LotDoc> {
  const { credit, accounts, offices, audit, newId, zone } = crediting;
  const { shared, learners } = sharing;
  if (sharing.everybody) throw cannotShare('no-organisations');
  const { _id: lotId, ownerId } = lot;
  const before = lot.invitations ?? [];
  const owner = await accounts.get(ownerId, tx);
  const places = (await offices.placesOf([ownerId], tx)).get(ownerId) ?? [];
  const about = { email: owner?.email ?? null, isOfOffice: places.length > 0 };
  const decided = share({ ownerId, invitations: before }, learners, about, { newId, now: tx.now, zone });
  if ('refused' in decided) throw cannotShare(decided.refused);
  const { invitations, fresh } = decided;
  await credit.share(tx, lotId, shared, invitations);
  for (const { id: invitationId } of fresh) tx.enqueue(inviteToShare, { lotId, invitationId }, { jobId: invitationId });
  const linked = (those: typeof before, isShared: boolean) =>
    isShared ? those.flatMap(({ accountId }) => (accountId && linkOf(those, accountId, tx.now) ? accountId : [])) : [];
  const [were, are] = [linked(before, lot.isShared), linked(invitations, shared)];
  const mails = sharingMails(crediting);
  const name = owner?.name ?? '';
  for (const id of were.filter((one) => !are.includes(one)))
    mails.ended(tx, await accounts.recipient(id, tx), [lot], name, shared ? 'unlinked' : 'switched-off');
  for (const id of are.filter((one) => !were.includes(one)))
    mails.linked(tx, await accounts.recipient(id, tx), lot, name);
  await audit.note(tx, {
    by: ownerId,
    action: 'credit.shared',
    subject: lotId,
    before: { shared: lot.isShared, named: before.filter(({ listed }) => listed).length },
    after: { shared, named: invitations.filter(({ listed }) => listed).length, asked: fresh.length },
  });
  return { ...lot, isShared: shared, invitations };
}

/** Of an organisation: its people are linked without being asked, for it is its hours and its business. */
async function shareOfOffice(crediting: Crediting, tx: Tx, lot: LotDoc, sharing: Sharing): Promise<LotDoc> {
  const { credit, offices, audit } = crediting;
  const { actor, shared: isShared, everybody: isForAll, learners } = sharing;
  const organisationId = lot.organisationId as string;
  const decided = shareOut(learners, await offices.people(organisationId, learners, tx));
  if ('refused' in decided) throw cannotShare(decided.refused, decided.who);
  const { members } = decided;
  await credit.shareOut(tx, lot._id, { isShared, isForAll, members });
  const before = lot.members ?? [];
  const [were, are] = [lot.isShared ? before : [], isShared ? members : []];
  const changed = [...were.filter((one) => !are.includes(one)), ...are.filter((one) => !were.includes(one))];
  const organisation = await offices.organisation(organisationId, tx);
  const mails = sharingMails(crediting);
  for (const member of await offices.memberships(changed, tx)) {
    const to = await offices.recipientOf(member, organisation, tx);
    const name = organisation?.name ?? '';
    if (are.includes(member.id)) mails.linked(tx, to, lot, name);
    else mails.ended(tx, to, [lot], name, isShared ? 'unlinked' : 'switched-off');
  }
  await audit.note(tx, {
    by: actor.accountId,
    action: 'credit.shared',
    subject: lot._id,
    before: { shared: lot.isShared, everybody: lot.isForAll ?? false, named: before.length, for: organisationId },
    after: { shared: isShared, everybody: isForAll, named: members.length, for: organisationId },
  });
  return { ...lot, isShared, isForAll, members };
}
