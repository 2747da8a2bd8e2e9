import { type Lot, type Spending, spend, type Taking } from './spending.ts';

/** Hours, with the organisation that they are of; null: a person's own, or a colleague's. */
export interface PursedLot extends Lot {
  organisationId: string | null;
}

/** With for whom a course is taken: the organisation whose hours pay for it, or themselves (null). */
export type PaidFrom = { takings: Taking[]; organisationId: string | null } | Extract<Spending, { refused: string }>;

/**
 * Which hours a course is activated with (V-6, V-7): what expires first goes first, but a course is taken for one, so hours of an
 * organisation are never mixed with others. Of those that can pay the whole course the one goes first whose hours expire first;
 * a person's before an organisation's that expire at the same moment.
 * @param wanted for whom; undefined: whoever is first
 */
export function payFrom(
  lots: readonly PursedLot[],
  minutes: number,
  wanted: string | null | undefined,
  now: Date,
): PaidFrom {
  const whose = new Set([null, ...lots.map(({ organisationId }) => organisationId)]);
  const purses = [...whose].filter((one) => wanted === undefined || one === wanted);
  let best: { takings: Taking[]; organisationId: string | null; first: number } | null = null;
  let most = 0;
  for (const organisationId of purses) {
    const own = lots.filter((lot) => lot.organisationId === organisationId);
    const spending = spend(own, minutes, now);
    if ('refused' in spending) {
      most = Math.max(most, spending.left);
      continue;
    }
    const first = own.find(({ id }) => id === spending.takings[0]?.lotId)?.expiresAt.getTime() ?? 0;
    if (!best || first < best.first) best = { takings: spending.takings, organisationId, first };
  }
  if (!best) return { refused: 'not-enough-credit', left: most, needed: minutes };
  return { takings: best.takings, organisationId: best.organisationId };
}
