import type { MemberSnapshot, OrganisationSnapshot } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { LotOfPerson } from './credit-store.ts';
import type { Crediting } from './crediting.ts';
import { officeOf, type Spender } from './domain/may-spend.ts';
import { confirmed, type Invitation, isOfBefore, linkedAccounts, unlinked } from './domain/sharing.ts';
import { sharingMails } from './sharing-mails.ts';

/**
 * What becomes of shared hours when somebody's place in an organisation changes (V-8): who left is unlinked and told, so that coming
 * back gives nothing back silently; links of before between people who are of one organisation now are as any other from then on.
 */
export async function onMemberChanged(crediting: Crediting, member: MemberSnapshot, tx: Tx): Promise<void> {
  if (member.state === 'ended') await unlinkFromOffice(crediting, member, tx);
  if (member.accountId && member.state !== 'contact') await lookAtLinks(crediting, member.accountId, member, tx);
}

/** An organisation that became part of another took its hours along. */
export async function onOrganisationChanged(
  { credit }: Crediting,
  { organisationId, mergedInto }: OrganisationSnapshot,
  tx: Tx,
): Promise<void> {
  if (mergedInto) await credit.handOver(tx, organisationId, mergedInto);
}

async function unlinkFromOffice(crediting: Crediting, member: MemberSnapshot, tx: Tx): Promise<void> {
  const { credit, accounts, offices, audit } = crediting;
  const { organisationId, membershipId, accountId } = member;
  const lots = await credit.takeOff(tx, organisationId, membershipId);
  if (lots.length === 0) return;
  const organisation = await offices.organisation(organisationId, tx);
  // at their own address: that at work may be another's by now
  const to = accountId ? await accounts.recipient(accountId, tx) : null;
  const goingOn = lots.filter(({ isShared, expiresAt }) => isShared && expiresAt > tx.now);
  sharingMails(crediting).ended(tx, to, goingOn, organisation?.name ?? '', 'left-office');
  for (const { _id: subject } of lots)
    await audit.note(tx, {
      by: 'orders',
      action: 'credit.unlinked',
      subject,
      after: { for: accountId, reason: 'left-office' },
    });
}

/** Links of people's packages that the account is an end of. */
async function lookAtLinks(crediting: Crediting, accountId: string, member: MemberSnapshot, tx: Tx): Promise<void> {
  const lots = await crediting.credit.sharedAround(tx, accountId);
  if (lots.length === 0) return;
  const ends = lots.flatMap(({ ownerId, learners }) => [ownerId, ...learners]);
  const people = await crediting.offices.spenders([accountId, ...ends], tx);
  for (const lot of lots) {
    const concerns = (one: Invitation) => lot.ownerId === accountId || one.accountId === accountId;
    const looked = (lot.invitations ?? []).map((one) => (concerns(one) ? linkNow(one, lot, people, member) : one));
    await keepLinks(crediting, tx, lot, looked, 'left-office');
  }
}

/** How a link is as both are today. Someone who left before a link of before was confirmed here, had it confirmed all the same. */
function linkNow(
  link: Invitation,
  lot: LotOfPerson,
  people: ReadonlyMap<string, Spender>,
  { organisationId, state }: MemberSnapshot,
): Invitation {
  if (!link.listed || link.answer !== 'yes' || !link.accountId) return link;
  const both = [people.get(link.accountId) ?? null, people.get(lot.ownerId) ?? null] as const;
  // who is back already has come anew
  const elsewhere = ({ places }: Spender) => ({
    places: places.filter((one) => one.organisationId !== organisationId),
  });
  const [one, other] = state === 'ended' ? both.map((end) => end && elsewhere(end)) : both;
  const office = officeOf(one ?? null, other ?? null);
  if (office) return link.organisationId === office ? link : confirmed(link, office);
  if (state !== 'ended') return link;
  const wereColleagues = both.some((end) => end?.places.some((place) => place.organisationId === organisationId));
  return isOfBefore(link) && !wereColleagues ? link : unlinked(link);
}

/** Keeps links that were looked at, and tells both ends of those that ended. */
export async function keepLinks(
  crediting: Crediting,
  tx: Tx,
  lot: LotOfPerson,
  links: Invitation[],
  reason: 'left-office' | 'of-before',
): Promise<void> {
  const { credit, accounts, audit } = crediting;
  const before = lot.invitations ?? [];
  if (links.every((link, n) => link === before[n])) return;
  await credit.share(tx, lot._id, lot.isShared, links);
  const ended = before.filter((link, n) => link.listed && !links[n]?.listed && linkedAccounts([link]).length > 0);
  const mails = sharingMails(crediting);
  const owner = await accounts.recipient(lot.ownerId, tx);
  for (const { accountId } of ended) {
    const to = await accounts.recipient(accountId ?? '', tx);
    if (lot.isShared) {
      mails.ended(tx, to, [lot], owner?.name ?? '', reason);
      mails.changed(tx, owner, [lot], to?.name ?? '', reason);
    }
    await audit.note(tx, {
      by: 'orders',
      action: 'credit.unlinked',
      subject: lot._id,
      after: { for: accountId, reason },
    });
  }
}
