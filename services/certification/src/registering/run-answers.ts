import type { RegisteringFederation, RegistrationAnswer } from '@leerhuis/contracts';
import { type Job, Unprocessable } from '@leerhuis/job-queue';
import type { Outbox } from '@leerhuis/outbox';
import { type RegistrationParts, takeAnswer } from './registration-commands.ts';

/** Takes in an answer from a federation's queue. One that fits nothing is parked with its reason, for staff to look at. */
export function runAnswers(parts: RegistrationParts, outbox: Outbox, federation: RegisteringFederation) {
  return async ({ id, hasOwnId, data }: Job<RegistrationAnswer>): Promise<void> => {
    const { registrationId, outcome, reason } = data;
    if (outcome === 'refused' && !reason) throw new Unprocessable('a refusal needs a reason');
    // the same refusal after the registration was sent again is another answer
    const attempts = hasOwnId ? 0 : ((await parts.registrations.byId(registrationId))?.attempts ?? 0);
    await outbox.once(hasOwnId ? id : `${id}/${attempts}`, `answers-${federation}`, async (tx) => {
      const result = await takeAnswer(parts, tx, federation, registrationId, { outcome, reason });
      if (result === 'unknown') throw new Unprocessable(`${federation} has no registration ${registrationId}`);
      if (typeof result === 'object')
        throw new Unprocessable(`registration ${registrationId} is ${result.stands}, so it cannot become ${outcome}`);
    });
  };
}
