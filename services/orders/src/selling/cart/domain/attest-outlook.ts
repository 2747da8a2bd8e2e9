import type { FederationCode } from '@leerhuis/federations';
import type { Item } from '../../ordering/domain/order.ts';

/** What is known of somebody, as far as an attest depends on it. */
export interface Candidate {
  /** Of which federations they gave a member number; undefined while it is not known. */
  federations: readonly FederationCode[] | undefined;
  /** Courses that they have an attest of (V-17). */
  attested: ReadonlySet<string>;
}

export type AttestWarning =
  | { kind: 'attest-already' }
  | { kind: 'no-membership'; federations: FederationCode[] }
  | { kind: 'attest-until-past'; until: string }
  | { kind: 'attest-until-too-soon'; until: string };

export const warningKinds = ['attest-already', 'no-membership', 'attest-until-past', 'attest-until-too-soon'] as const;

/**
 * Why no attest can come of a course for somebody, as far as is known (V-17, V-24, V-25): nothing when one can. Nobody is kept from
 * buying it: people learn without attests, and a member number or a later date may still come.
 * @param dayIn the provider's calendar day so many seconds from now
 */
export function attestWarnings(
  { itemId, accreditations, seconds = 0 }: Pick<Item, 'itemId' | 'accreditations' | 'seconds'>,
  { federations, attested }: Candidate,
  dayIn: (seconds: number) => string,
): AttestWarning[] {
  if (attested.has(itemId)) return [{ kind: 'attest-already' }];
  if (!accreditations || accreditations.length === 0) return [];
  const own = accreditations.filter(({ federation }) => federations?.includes(federation));
  const asked = own.length > 0 ? own : accreditations;
  const until =
    asked
      .map(({ attestUntil }) => attestUntil)
      .sort()
      .at(-1) ?? '';
  // too late is too late: a member number would change nothing any more
  if (dayIn(0) > until) return [{ kind: 'attest-until-past', until }];
  const inTime = asked.filter(({ attestUntil }) => dayIn(seconds) <= attestUntil);
  if (inTime.length === 0) return [{ kind: 'attest-until-too-soon', until }];
  if (!federations || own.length > 0) return [];
  return [{ kind: 'no-membership', federations: inTime.map(({ federation }) => federation) }];
}

/** Who is to learn, as far as warnings are told of them. */
interface Learning<L> {
  learner: L | null;
  /** Null while they have none. */
  accountId: string | null;
}

/** Of an employee without an account nothing is known. */
const unknown: Candidate = { federations: undefined, attested: new Set() };

/** The warnings of what is wanted, for each who learns by it. */
export function warningsOf<L extends { membershipId: string }>(
  lines: readonly (Pick<Item, 'kind' | 'itemId' | 'accreditations' | 'seconds'> & {
    learners?: string[] | undefined;
  })[],
  learning: readonly Learning<L>[],
  candidateOf: (accountId: string) => Candidate,
  dayIn: (seconds: number) => string,
): { courseId: string; warning: AttestWarning; learner?: L }[] {
  return lines
    .filter(({ kind }) => kind === 'course')
    .flatMap((course) =>
      learning
        .filter(({ learner }) => learner === null || course.learners?.includes(learner.membershipId))
        .flatMap(({ learner, accountId }) =>
          attestWarnings(course, accountId === null ? unknown : candidateOf(accountId), dayIn).map((warning) => {
            return { courseId: course.itemId, warning, ...(learner ? { learner } : {}) };
          }),
        ),
    );
}
