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
}

const day = 86_400_000;
/** How long somebody can answer; and how long one address isn't asked again about one package. */
export const invitationDays = 30;
/** How long those who were never asked can still say yes while they go on spending. */
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

/** Whether this account shares in the package by its own yes, or was linked before anybody was asked. */
export function isLinked(invitations: readonly Invitation[], accountId: string, now: Date): boolean {
  return invitations.some((one) => {
    if (!one.listed || one.accountId !== accountId) return false;
    return one.answer === 'yes' || (one.linkedBefore && one.answer === 'none' && isOpen(one, now));
  });
}

/** Accounts that may be linked now or that were: by them packages are found. */
export function linkedAccounts(invitations: readonly Invitation[]): string[] {
  const found = invitations.filter(({ listed, answer }) => listed && (answer === 'yes' || answer === 'none'));
  return [...new Set(found.flatMap(({ accountId }) => accountId ?? []))];
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

/** A yes that the owner takes back has to be given anew. */
function unlinked(invitation: Invitation): Invitation {
  const wasYes = invitation.answer === 'yes';
  return { ...invitation, listed: false, ...(wasYes ? { answer: 'none', accountId: null } : {}), linkedBefore: false };
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

/** The person who was asked says yes or no; who said yes may leave at any time. Saying the same again changes nothing. */
export function answer(
  invitation: Invitation,
  given: { says: 'yes' | 'no'; accountId: string; isOfOffice: boolean },
  now: Date,
): Answering {
  const { says, accountId, isOfOffice } = given;
  if (!invitation.listed) return { refused: 'unknown' };
  if (says === 'no') {
    if (invitation.answer === 'no' || invitation.answer === 'left') return { invitation };
    if (invitation.answer === 'none') return { invitation: { ...invitation, answer: 'no' } };
    return { invitation: { ...invitation, answer: 'left', expiresAt: after(now, invitationDays) } };
  }
  if (invitation.answer === 'yes') return { invitation };
  if (!isOpen(invitation, now)) return { refused: 'expired' };
  if (!isOfOffice) return { refused: 'another-office' };
  return { invitation: { ...invitation, answer: 'yes', accountId, linkedBefore: false } };
}
