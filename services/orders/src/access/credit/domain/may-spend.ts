import { enterpriseNumberDigits } from '@leerhuis/money';
import { type Invitation, isOfBeforeStill, linkOf } from './sharing.ts';

/** An active membership of an active organisation. */
export interface Place {
  membershipId: string;
  organisationId: string;
  rights: readonly string[];
}

/** A person, as far as sharing hours goes by it. */
export interface Spender {
  id: string;
  /** As they typed it; counts only for what was shared by it before. */
  company: { enterpriseNumber: string | null } | null;
  places: readonly Place[];
}

/** A package of hours: of the person who bought it (null while that account is not known here), or of an organisation. */
export interface SharedLot {
  ownerId: string | null;
  owner: Spender | null;
  organisationId?: string | null;
  isShared: boolean;
  invitations: readonly Invitation[];
  /** Of an organisation's: whether all of its people may spend it, else which memberships. */
  isForAll?: boolean;
  members?: readonly string[];
  expiresAt: Date;
}

/** The right that a person needs to share out an organisation's hours, to see who spent them, and to spend them unasked. */
export const sharesHours = 'enrol-people';

/**
 * Whether somebody may spend hours of a package at this moment: the one place that decides.
 * - A person's: it is theirs; or its owner shares it with them, they said yes, and both are of one organisation today (V-8): who has
 *   left it spends no more. What was shared by an enterprise number that both typed goes on for a while, as long as that is the same.
 * - An organisation's: a member of it who shares it out, who is linked, or anybody of it when it is for all.
 */
export function maySpend(account: Spender, lot: SharedLot, now: Date): boolean {
  if (lot.expiresAt.getTime() <= now.getTime()) return false;
  if (lot.organisationId) return maySpendOf(lot.organisationId, account, lot);
  if (lot.ownerId === account.id) return true;
  const link = lot.isShared ? linkOf(lot.invitations, account.id, now) : null;
  if (!link) return false;
  return officeOf(account, lot.owner) !== null || (isOfBeforeStill(link, now) && isOfOneNumber(account, lot.owner));
}

function maySpendOf(organisationId: string, { places }: Spender, lot: SharedLot): boolean {
  const place = places.find((one) => one.organisationId === organisationId);
  if (!place) return false;
  if (place.rights.includes(sharesHours)) return true;
  return lot.isShared && (lot.isForAll === true || (lot.members ?? []).includes(place.membershipId));
}

/** The organisation that two people are both active members of; null when there is none. */
export function officeOf(one: Pick<Spender, 'places'> | null, other: Pick<Spender, 'places'> | null): string | null {
  const theirs = new Set(other?.places.map(({ organisationId }) => organisationId));
  return one?.places.find(({ organisationId }) => theirs.has(organisationId))?.organisationId ?? null;
}

type Typed = Pick<Spender, 'company'>;

/** Whether two people typed the number of one enterprise, however it is written: what made colleagues before. */
export function isOfOneNumber(one: Typed | null, other: Typed | null): boolean {
  const [first, second] = [one, other].map(numberOf);
  return first !== null && first === second;
}

function numberOf(person: Typed | null | undefined): string | null {
  const written = person?.company?.enterpriseNumber?.trim();
  if (!written) return null;
  return enterpriseNumberDigits(written) ?? written.toUpperCase().replace(/[\s.\-/]/g, '');
}
