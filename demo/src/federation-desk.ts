import {
  federationAnswers,
  federationRegistrations,
  federationWithdrawals,
  type RegistrationMessage,
  type RegistrationWithdrawal,
} from '@leerhuis/contracts';
import type { RegisteringFederation } from '@leerhuis/federations';
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
  /** What was taken off members' cards since then. */
  withdrawn: RegistrationWithdrawal[];
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
  const withdrawals = federationWithdrawals(federation);
  const answers = federationAnswers(federation);
  const received: RegistrationMessage[] = [];
  const withdrawn: RegistrationWithdrawal[] = [];
  await queue.start([registrations, withdrawals, answers]);
  await queue.work(withdrawals, async ({ data }) => {
    withdrawn.push(data);
  });
  await queue.work(registrations, async ({ id, data }) => {
    const answer = { registrationId: data.registrationId, ...decide(data) };
    await queue.publish([{ id: `${id}-answer`, queue: answers.queue, data: answer }]);
    received.push(data);
  });
  return { received, withdrawn, close: () => queue.stop() };
}
