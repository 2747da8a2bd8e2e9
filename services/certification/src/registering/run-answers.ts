import type { RegistrationAnswer } from '@leerhuis/contracts';
import type { RegisteringFederation } from '@leerhuis/federations';
import { readInput } from '@leerhuis/http-api';
import { type Job, Unprocessable } from '@leerhuis/job-queue';
import type { Outbox } from '@leerhuis/outbox';
import type { FederationAnswer } from './domain/registration.ts';
import { type Registering, takeAnswer } from './registration-commands.ts';
import { answerBody } from './registration-schemas.ts';

/** Takes in an answer from a federation's queue. One that fits nothing is parked with its reason, for staff to look at. */
export function runAnswers(registering: Registering, outbox: Outbox, federation: RegisteringFederation) {
  return async ({ id, hasOwnId, data }: Job<RegistrationAnswer>): Promise<void> => {
    const { registrationId, ...answer } = data;
    const { outcome, reason } = readAnswer(answer);
    // the same refusal after the registration was sent again is another answer
    const attempts = hasOwnId ? 0 : ((await registering.registrations.byId(registrationId))?.attempts ?? 0);
    await outbox.once(hasOwnId ? id : `${id}/${attempts}`, `answers-${federation}`, async (tx) => {
      const refusal = await takeAnswer(registering, tx, federation, registrationId, { outcome, reason });
      if (refusal?.refused === 'unknown')
        throw new Unprocessable(`${federation} has no registration ${registrationId}`);
      if (refusal?.refused === 'contradiction')
        throw new Unprocessable(`registration ${registrationId} is ${refusal.stands}, so it cannot become ${outcome}`);
    });
  };
}

/** As the answer over HTTP is read: what one way in takes, the other does. */
function readAnswer(answer: Omit<RegistrationAnswer, 'registrationId'>): FederationAnswer {
  const read = readInput(answerBody, answer);
  if ('faults' in read)
    throw new Unprocessable(read.faults.map(({ path, message }) => `${path}: ${message.en}`).join());
  const { outcome, reason } = read.value;
  if (outcome === 'refused' && reason === null) throw new Unprocessable('a refusal needs a reason');
  return { outcome, reason };
}
