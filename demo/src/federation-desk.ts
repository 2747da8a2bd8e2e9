import {
  federationAnswers,
  federationRegistrations,
  type RegisteringFederation,
  type RegistrationMessage,
} from '@leerhuis/contracts';
import { createJobQueue } from '@leerhuis/job-queue';
import { createLogger } from '@leerhuis/telemetry';
import type { RunningSystem } from './running-system.ts';

export interface Verdict {
  outcome: 'accepted' | 'refused';
  /** Demanded when refused. */
  reason: string | null;
}

/** The desk at which a federation handles what comes in on its own queue, until it is closed. */
export interface FederationDesk {
  /** Everything that came in since the desk opened. */
  received: RegistrationMessage[];
  close(): Promise<void>;
}

export async function openDesk(
  { rabbitUrl, namespace }: Pick<RunningSystem, 'rabbitUrl' | 'namespace'>,
  federation: RegisteringFederation,
  decide: (registration: RegistrationMessage) => Verdict,
): Promise<FederationDesk> {
  const queue = createJobQueue({
    url: rabbitUrl,
    namespace,
    service: `federation-${federation.toLowerCase()}`,
    logger: createLogger({ service: 'federation', level: 'error' }),
  });
  const registrations = federationRegistrations(federation);
  const answers = federationAnswers(federation);
  const received: RegistrationMessage[] = [];
  await queue.start([registrations, answers]);
  await queue.work(registrations, async ({ id, data }) => {
    const answer = { registrationId: data.registrationId, ...decide(data) };
    await queue.publish([{ id: `${id}-answer`, queue: answers.queue, data: answer }]);
    received.push(data);
  });
  return { received, close: () => queue.stop() };
}
