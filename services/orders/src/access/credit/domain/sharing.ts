import { endOfDayAfter } from '@leerhuis/calendar';

/** That somebody was asked to share in a package, and what they said (V-8). Nobody is linked without their own yes. */
export interface Invitation {
  id: string;
  /** An e-mail address in small letters, or an account's id: as its owner typed it. */
  to: string;
  /** Who said yes; or who was linked while nobody was asked. */
  accountId: string | null;
  answer: 'none' | 'yes' | 'no' | 'left';
  /** Whether the owner still wants it. */
  listed: boolean;
  invitedAt: Date;
  /** From then on an invitation without a yes is none. */
  expiresAt: Date;
  /** Linked while nobody was asked: goes on spending until it expires, or until they say no. */
  linkedBefore: boolean;
  /** Through which both were colleagues when the link was made, or confirmed; not there while they were not asked for that. */
  organisationId?: string | null;
  /** Of the time when a typed enterprise number made colleagues: counts so long at most, unless an organisation confirms it. */
  ofBeforeUntil?: Date;
}

const day = 86_400_000;
/** How long somebody can answer; and how long one address isn't asked again about one package. */
export const invitationDays = 30;
/** How long those can still confirm it who were linked by rules of before, while they go on spending. */
const linkedBeforeDays = 90;

/**
 * Who may have been asked about one package within the time that an invitation holds, on the list or off it again: enough for an
 * office whose people come and go, and an end to writing to strangers list by list.
 */
export const mostAsked = 300;

export const after = (now: Date, days: number): Date => new Date(now.getTime() + days * day);

const isOpen = ({ answer, expiresAt }: Invitation, now: Date): boolean =>
  answer !== 'yes' && now.getTime() < expiresAt.getTime();

/** Whether it is a yes, or may still become one. */
export const isLive = (one: Invitation, now: Date): boolean => one.answer === 'yes' || isOpen(one, now);

/** What the owner sees: a no looks like no answer yet, since it is nobody else's business. */
export function stateForOwner(invitation: Invitation, now: Date): 'pending' | 'accepted' | 'left' | 'expired' {
  if (invitation.answer === 'yes') return 'accepted';
  if (invitation.answer === 'left') return 'left';
  return isOpen(invitation, now) ? 'pending' : 'expired';
}

/** What links this account to the package: its own yes, or that it was linked before anybody was asked; null when nothing does. */
export function linkOf(invitations: readonly Invitation[], accountId: string, now: Date): Invitation | null {
  const isLink = (one: Invitation) => {
    if (!one.listed || one.accountId !== accountId) return false;
    return one.answer === 'yes' || (one.linkedBefore && one.answer === 'none' && isOpen(one, now));
  };
  return invitations.find(isLink) ?? null;
}

/** Whether a link was made by a rule of before and no organisation has confirmed it yet; also one that was not marked so yet. */
export const isOfBefore = ({ organisationId }: Invitation): boolean => !organisationId;

/** Whether a link of before still counts at this moment. */
export function isOfBeforeStill(link: Invitation, now: Date): boolean {
  return isOfBefore(link) && (!link.ofBeforeUntil || now.getTime() < link.ofBeforeUntil.getTime());
}

/** Last moment of a link of before that is marked at this one: the end of a day in the provider's zone, within ninety days. */
export function endOfBefore(link: Pick<Invitation, 'answer' | 'expiresAt'>, now: Date, zone: string): Date {
  const end = endOfDayAfter(now, linkedBeforeDays - 1, zone);
  return link.answer === 'yes' || end < link.expiresAt ? end : link.expiresAt;
}

/** The link as an organisation confirms it: one as any other from now on. */
export function confirmed({ ofBeforeUntil: _, ...link }: Invitation, organisationId: string): Invitation {
  return { ...link, organisationId };
}

const mayBeLink = ({ listed, answer }: Invitation) => listed && (answer === 'yes' || answer === 'none');

/** Accounts that may be linked now or that were: by them packages are found. */
export function linkedAccounts(invitations: readonly Invitation[]): string[] {
  return [...new Set(invitations.filter(mayBeLink).flatMap(({ accountId }) => accountId ?? []))];
}

/** When the first link of before ends; undefined when there is none. */
export function firstEndOfBefore(invitations: readonly Invitation[]): Date | undefined {
  const ends = invitations.filter(mayBeLink).flatMap(({ ofBeforeUntil }) => ofBeforeUntil ?? []);
  return ends.sort((a, b) => a.getTime() - b.getTime())[0];
}

/** The link once no organisation has confirmed it in time; else as it is. */
export function endedOfBefore(link: Invitation, now: Date): Invitation {
  const isOver = mayBeLink(link) && link.ofBeforeUntil && isOfBefore(link) && !isOfBeforeStill(link, now);
  return isOver ? unlinked(link) : link;
}

/**
 * The owner says whom the package is for: everybody else is unlinked, and whoever is new is asked. Who was asked within the
 * time that an invitation holds isn't asked again, whatever they said, so that taking somebody off the list and putting them
 * back is no way to pester them or to learn of their answer.
 * @param wanted e-mail addresses and account ids
 * @returns with `fresh`, those to be written to; or that too many would have been asked
 */
export function invite(
  invitations: readonly Invitation[],
  wanted: readonly string[],
  { newId, now, zone }: { newId: () => string; now: Date; zone: string },
): { invitations: Invitation[]; fresh: Invitation[] } | { refused: 'too-many-asked' } {
  const isFor = (one: Invitation, to: string) => one.to === to || (one.answer === 'yes' && one.accountId === to);
  const kept = invitations
    .filter((one) => isLive(one, now) || wanted.some((to) => isFor(one, to)))
    .map((one) => (wanted.some((to) => isFor(one, to)) ? { ...one, listed: true } : unlinked(one)));
  const missing = [...new Set(wanted)].filter((to) => !kept.some((one) => isFor(one, to) && isLive(one, now)));
  const fresh = missing.map((to) =>
    newInvitation(newId(), to, { now, expiresAt: endOfDayAfter(now, invitationDays, zone) }),
  );
  const asked = kept.filter((one) => isLive(one, now)).length;
  if (fresh.length > 0 && asked + fresh.length > mostAsked) return { refused: 'too-many-asked' };
  return { invitations: [...kept.filter(({ to }) => !missing.includes(to)), ...fresh], fresh };
}

/** A yes that is taken back, or that no office holds together any more, has to be given anew. */
export function unlinked({ ofBeforeUntil: _, ...invitation }: Invitation): Invitation {
  const wasYes = invitation.answer === 'yes';
  const ended = { ...invitation, listed: false, linkedBefore: false, organisationId: null };
  return wasYes ? { ...ended, answer: 'none', accountId: null } : ended;
}

function newInvitation(id: string, to: string, { now, expiresAt }: { now: Date; expiresAt: Date }): Invitation {
  return { id, to, accountId: null, answer: 'none', listed: true, invitedAt: now, expiresAt, linkedBefore: false };
}

/** Somebody who was linked while nobody was asked. */
export function linkOfBefore(id: string, accountId: string, now: Date): Invitation {
  const given = newInvitation(id, accountId, { now, expiresAt: after(now, linkedBeforeDays) });
  return { ...given, accountId, linkedBefore: true };
}

/** Whether somebody was asked by this invitation: by their account or by their address, which logging in has proven. */
export function isTo({ to, answer, accountId }: Invitation, person: { id: string; email: string | null }): boolean {
  // the address of who said yes may be another's by now
  if (answer === 'yes') return accountId === person.id;
  return to === person.id || (person.email !== null && to === person.email);
}

export type Answering = { invitation: Invitation } | { refused: 'unknown' | 'expired' | 'another-office' };

/**
 * The person who was asked says yes or no; who said yes may leave at any time. Saying the same again changes nothing.
 * @param given.through the organisation that they and the owner are both of
 */
export function answer(
  invitation: Invitation,
  given: { says: 'yes' | 'no'; accountId: string; through: string | null },
  now: Date,
): Answering {
  const { says, accountId, through } = given;
  if (!invitation.listed) return { refused: 'unknown' };
  if (says === 'no') {
    if (invitation.answer === 'no' || invitation.answer === 'left') return { invitation };
    if (invitation.answer === 'none') return { invitation: { ...invitation, answer: 'no' } };
    return { invitation: { ...invitation, answer: 'left', expiresAt: after(now, invitationDays) } };
  }
  if (invitation.answer === 'yes') return { invitation };
  if (!isOpen(invitation, now)) return { refused: 'expired' };
  if (!through) return { refused: 'another-office' };
  return { invitation: { ...confirmed(invitation, through), answer: 'yes', accountId, linkedBefore: false } };
}
