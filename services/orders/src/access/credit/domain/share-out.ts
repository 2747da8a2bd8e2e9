import type { Place } from './may-spend.ts';

/** Somebody of an organisation, with an account or without one yet. */
export interface Colleague extends Pick<Place, 'membershipId'> {
  workEmail: string | null;
}

/**
 * The memberships that an organisation's package is for from now on (V-8).
 * @param wanted membership ids, and work addresses in small letters
 * @param people those of the organisation who are among the wanted
 * @returns or who is not of it
 */
export function shareOut(
  wanted: readonly string[],
  people: readonly Colleague[],
): { members: string[] } | { refused: 'not-of-office'; who: string[] } {
  const found = wanted.map((to) => [
    to,
    people.find(({ membershipId, workEmail }) => to === membershipId || to === workEmail?.toLowerCase()),
  ]) as [string, Colleague | undefined][];
  const missing = found.filter(([, person]) => !person).map(([to]) => to);
  if (missing.length > 0) return { refused: 'not-of-office', who: missing };
  return { members: [...new Set(found.flatMap(([, person]) => person?.membershipId ?? []))] };
}
