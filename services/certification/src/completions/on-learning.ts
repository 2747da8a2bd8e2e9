import {
  checksCompletedV1,
  type EventContract,
  enrolmentClosedV1,
  enrolmentOpenedV1,
  enrolmentWatchedV1,
  shareWatchedV1,
  testPassedV1,
} from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { Tx } from '@leerhuis/outbox';
import type { CompletionStore, Milestones } from './completion-store.ts';

interface Enrolment {
  enrolmentId: string;
  accountId: string;
  courseId: string;
  organisationId?: string | null | undefined;
}

interface TestPassed {
  testAttemptId: string;
  passedAt: string;
  checks?: { done: number; total: number } | undefined;
}

interface Attests {
  /** Takes back the attest of an enrolment when access to it was (V-14). */
  revoke(tx: Tx, enrolmentId: string): Promise<unknown>;
  /** Writes to who passed the test whether the attest can be asked for. */
  tellNext(tx: Tx, passed: TestPassed & Enrolment): Promise<void>;
}

/**
 * What was learned, as far as an attest depends on it (V-24). Told again it fills in what isn't noted yet: it writes to nobody and
 * takes no attest back.
 */
export function onLearning(completions: CompletionStore, attests: Attests) {
  function noting<D extends Enrolment>(
    contract: EventContract<D>,
    milestonesOf: (data: D) => Milestones,
    then: (tx: Tx, data: D) => Promise<unknown> = async () => {},
  ) {
    return on(
      contract,
      async ({ data }, tx) => {
        await completions.note(tx, data, milestonesOf(data));
        await then(tx, data);
      },
      async ({ data }, tx) => {
        await completions.fillIn(tx, data, milestonesOf(data));
        return 'filled';
      },
    );
  }

  return [
    noting(enrolmentOpenedV1, ({ openedAt, accessUntil }) => ({
      openedAt: new Date(openedAt),
      accessUntil: new Date(accessUntil),
    })),
    noting(enrolmentWatchedV1, ({ watchedAt }) => ({ watchedAt: new Date(watchedAt) })),
    noting(shareWatchedV1, ({ percent, watchedAt }) => ({ [`sharesAt.${percent}`]: new Date(watchedAt) })),
    noting(checksCompletedV1, ({ completedAt }) => ({ checksCompletedAt: new Date(completedAt) })),
    noting(
      testPassedV1,
      ({ passedAt }) => ({ testPassedAt: new Date(passedAt) }),
      (tx, passed) => attests.tellNext(tx, passed),
    ),
    noting(
      enrolmentClosedV1,
      ({ closedAt }) => ({ closedAt: new Date(closedAt) }),
      (tx, { enrolmentId }) => attests.revoke(tx, enrolmentId),
    ),
  ];
}
