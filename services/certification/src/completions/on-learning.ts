import {
  checksCompletedV1,
  enrolmentClosedV1,
  enrolmentOpenedV1,
  enrolmentWatchedV1,
  shareWatchedV1,
  testPassedV1,
} from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { Tx } from '@leerhuis/outbox';
import type { CompletionStore } from './completion-store.ts';

interface Enrolment {
  enrolmentId: string;
  accountId: string;
  courseId: string;
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

/** What was learned, as far as an attest depends on it (V-24). */
export function onLearning(completions: CompletionStore, attests: Attests) {
  return [
    on(enrolmentOpenedV1, async ({ data }, tx) => {
      await completions.note(tx, data, 'openedAt', new Date(data.openedAt));
      await completions.note(tx, data, 'accessUntil', new Date(data.accessUntil));
    }),
    on(enrolmentWatchedV1, ({ data }, tx) => completions.note(tx, data, 'watchedAt', new Date(data.watchedAt))),
    on(shareWatchedV1, ({ data }, tx) =>
      completions.note(tx, data, `sharesAt.${data.percent}`, new Date(data.watchedAt)),
    ),
    on(checksCompletedV1, ({ data }, tx) =>
      completions.note(tx, data, 'checksCompletedAt', new Date(data.completedAt)),
    ),
    on(testPassedV1, async ({ data }, tx) => {
      await completions.note(tx, data, 'testPassedAt', new Date(data.passedAt));
      await attests.tellNext(tx, data);
    }),
    on(enrolmentClosedV1, async ({ data }, tx) => {
      await completions.note(tx, data, 'closedAt', new Date(data.closedAt));
      await attests.revoke(tx, data.enrolmentId);
    }),
  ];
}
