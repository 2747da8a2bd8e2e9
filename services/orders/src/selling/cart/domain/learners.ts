import type { WantedLine } from './wanted-lines.ts';

/** More learn by one order than anybody ticks in a list; a bigger group is several orders. */
export const mostLearners = 200;

export type LearnersRefusal =
  /** Who orders for themselves learns themself. */
  | { refused: 'not-for-organisation'; lines: number[] }
  /** These lines name somebody whom the organisation doesn't know, or no longer. */
  | { refused: 'not-of-organisation'; lines: number[] }
  | { refused: 'too-many-learners' };

type Typed = readonly (Pick<WantedLine, 'learners' | 'quantity'> | null)[];

/**
 * Why these people cannot learn by what is wanted; null when they can (C-8).
 * @param lines as they were typed; lines are counted from 0
 * @param known memberships of people of the organisation; null for who orders for themselves
 */
export function refusalOfLearners(lines: Typed, known: readonly string[] | null): LearnersRefusal | null {
  const linesWhere = (isWrong: (learner: string) => boolean) =>
    lines.flatMap((line, n) => (line?.learners?.some(isWrong) ? [n] : []));
  if (known === null) {
    const named = linesWhere(() => true);
    return named.length > 0 ? { refused: 'not-for-organisation', lines: named } : null;
  }
  const unknown = linesWhere((learner) => !known.includes(learner));
  if (unknown.length > 0) return { refused: 'not-of-organisation', lines: unknown };
  return placesIn(lines) > mostLearners ? { refused: 'too-many-learners' } : null;
}

const placesIn = (lines: Typed) => lines.reduce((all, line) => all + (line?.learners?.length ?? 0), 0);
