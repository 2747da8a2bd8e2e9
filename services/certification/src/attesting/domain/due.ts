import type { FederationCode } from '@leerhuis/federations';
import { type Completion, percentReached } from '../../completions/domain/completion.ts';
import type { Missing } from './attest.ts';

interface Ending {
  federation: FederationCode;
  attestUntil: string;
}

/** A last day on which attests of a course can be asked for, and how many days before it people are warned now (V-25). */
export interface Due {
  until: string;
  days: number;
}

/**
 * Of which last days of a course people are to be warned today, and by which step: the last one that has come.
 * @param steps days before the end, in any order
 * @param plusDays the day so many days after today
 */
export function dueWarnings(
  accreditations: readonly Ending[],
  steps: readonly number[],
  today: string,
  plusDays: (days: number) => string,
): Due[] {
  const untils = [...new Set(accreditations.map(({ attestUntil }) => attestUntil))].sort();
  return untils.flatMap((until) => {
    const come = steps.filter((days) => today <= until && until <= plusDays(days));
    return come.length === 0 ? [] : [{ until, days: Math.min(...come) }];
  });
}

/**
 * Whether this last day is one of a person's: of a federation of theirs that accredits the course, or, for who has none of those, the
 * last of all, for a membership can still be filled in.
 */
export function isTheirs(
  until: string,
  memberships: readonly { federation: FederationCode }[],
  accreditations: readonly Ending[],
): boolean {
  const own = accreditations.filter(({ federation }) => memberships.some((each) => each.federation === federation));
  if (own.length > 0) return own.some(({ attestUntil }) => attestUntil === until);
  return accreditations.every(({ attestUntil }) => attestUntil <= until);
}

const year = 366 * 86_400_000;

/** Whether the classroom is open, so that what lacks can be made good (V-17). */
export function isOpen({ accessUntil, openedAt }: Pick<Completion, 'accessUntil' | 'openedAt'>, now: Date): boolean {
  if (accessUntil) return now < accessUntil;
  return openedAt !== null && now.getTime() < openedAt.getTime() + year;
}

/** An enrolment, and what its attest needs yet. */
interface Standing {
  completion: Completion;
  missing: readonly Missing[];
}

/**
 * The enrolment by which a learner comes to the attest of a course soonest: one that lacks nothing, else the open one that lacks least;
 * of equals the newest. Null when none of them can lead there any more.
 */
export function nearestToAttest(standings: readonly Standing[], now: Date): Standing | null {
  const able = standings.filter(
    ({ completion, missing }) => !completion.closedAt && (missing.length === 0 || isOpen(completion, now)),
  );
  const [nearest = null] = able.sort(
    (a, b) =>
      a.missing.length - b.missing.length ||
      percentReached(b.completion) - percentReached(a.completion) ||
      (a.completion.enrolmentId < b.completion.enrolmentId ? 1 : -1),
  );
  return nearest;
}
