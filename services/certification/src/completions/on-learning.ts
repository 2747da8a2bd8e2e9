import {
  checksCompletedV1,
  enrolmentClosedV1,
  enrolmentOpenedV1,
  enrolmentWatchedV1,
  testPassedV1,
} from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { Tx } from '@leerhuis/outbox';
import type { CompletionStore } from './completion-store.ts';

/**
 * What was learned, as far as an attest depends on it (V-24).
 * @param revokeAttest takes back the attest of an enrolment when access to it was (V-14)
 */
export function onLearning(
  completions: CompletionStore,
  revokeAttest: (tx: Tx, enrolmentId: string) => Promise<unknown>,
) {
  return [
    on(enrolmentOpenedV1, ({ data }, tx) => completions.note(tx, data, 'openedAt', new Date(data.openedAt))),
    on(enrolmentWatchedV1, ({ data }, tx) => completions.note(tx, data, 'watchedAt', new Date(data.watchedAt))),
    on(checksCompletedV1, ({ data }, tx) =>
      completions.note(tx, data, 'checksCompletedAt', new Date(data.completedAt)),
    ),
    on(testPassedV1, ({ data }, tx) => completions.note(tx, data, 'testPassedAt', new Date(data.passedAt))),
    on(enrolmentClosedV1, async ({ data }, tx) => {
      await completions.note(tx, data, 'closedAt', new Date(data.closedAt));
      await revokeAttest(tx, data.enrolmentId);
    }),
  ];
}
