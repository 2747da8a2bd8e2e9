import { monthOf } from '@leerhuis/calendar';
import {
  federationAnswers,
  federationRegistrations,
  federationWithdrawals,
  registrationAnsweredV1,
  registrationSentV1,
  sendMessage,
} from '@leerhuis/contracts';
import { registeringFederations } from '@leerhuis/federations';
import type { FileStore } from '@leerhuis/files';
import type { Tx } from '@leerhuis/outbox';
import type { Provider } from '@leerhuis/provider';
import type { PartNeeds, Parts } from '@leerhuis/service-parts';
import { invariantMetric } from '@leerhuis/telemetry';
import type { Attest } from '../attesting/domain/attest.ts';
import type { Settings } from '../config.ts';
import type { MemberNumber } from '../member-numbers/domain/member-number.ts';
import { rearrange } from './beside-others.ts';
import { decideNumber, type NumberDecision } from './decide-number.ts';
import type { Membership } from './domain/changed-numbers.ts';
import { answerIsOverdueSince } from './domain/registration.ts';
import { followCorrection } from './follow-correction.ts';
import { keepTurning } from './keep-turning.ts';
import { disputedBefore } from './migrate-disputed.ts';
import { putInLine } from './put-in-line.ts';
import type { Registering } from './registration-commands.ts';
import { type Naming, registrationRoutes } from './registration-http.ts';
import { registrationIndexes, registrationStore, registrationsCanBeWithdrawn } from './registration-store.ts';
import { runAnswers } from './run-answers.ts';
import { runRoutes } from './run-http.ts';
import { type Running, startMonthlyRun, workOnRuns } from './run-registrations.ts';
import { runIndexes, runStore } from './run-store.ts';
import { withdrawRegistrations } from './withdraw-registrations.ts';

export const registeringNeeds = {
  indexes: { ...registrationIndexes, ...runIndexes },
  migrations: [registrationsCanBeWithdrawn],
  publishes: [registrationSentV1, registrationAnsweredV1],
  jobs: [
    sendMessage,
    ...registeringFederations.map(federationRegistrations),
    ...registeringFederations.map(federationWithdrawals),
    ...registeringFederations.map(federationAnswers),
  ],
} satisfies PartNeeds;

interface Needs extends Omit<Registering, 'registrations'> {
  files: FileStore;
  provider: Provider;
  naming: Naming;
}

/** Registrations with federations: put in line, sent in monthly runs, answered, corrected, withdrawn. */
export function openRegistering(parts: Parts, settings: Settings, needs: Needs) {
  const registrations = registrationStore(parts.database);
  const registering: Registering = { ...needs, registrations };
  const running: Running = {
    ...registering,
    runs: runStore(parts.database),
    files: needs.files,
    transaction: parts.outbox.transaction,
    clock: parts.clock,
    realTime: parts.realTime,
    newId: parts.newId,
    holder: parts.newId(),
    monthOf: (instant) => monthOf(instant, settings.TIME_ZONE),
    logger: parts.logger,
  };
  const wake = keepTurning(
    () => workOnRuns(running),
    (error) => parts.logger.error({ err: error }, 'a run goes on later'),
  );
  const unanswered = invariantMetric(parts.metrics);

  return {
    ofAttests: registrations.ofAttests,
    putInLine: (tx: Tx, attest: Attest) => putInLine(registering, tx, attest),
    withdraw: (tx: Tx, attestId: string) => withdrawRegistrations(registering, tx, attestId),
    followCorrection: (tx: Tx, accountId: string, before: readonly Membership[], after: readonly Membership[]) =>
      followCorrection(registering, tx, accountId, before, after),
    /** After who goes by a member number changed. */
    async rearrange(tx: Tx, number: MemberNumber): Promise<void> {
      await rearrange(registering, tx, number);
    },
    decide: (tx: Tx, decision: NumberDecision) => decideNumber(registering, tx, decision),
    disputed: disputedBefore(registering),
    routes: [
      ...registrationRoutes(registering, needs.naming),
      ...runRoutes({ ...running, wake: () => void wake(), provider: needs.provider }),
    ],

    async start(): Promise<void> {
      for (const federation of registeringFederations)
        await parts.work(federationAnswers(federation), runAnswers(registering, parts.outbox, federation));
      parts.every(5_000, 'work on runs', wake);
      parts.every(60_000, 'start the monthly run', async () => {
        if (settings.REGISTRATION_RUN === 'auto' && (await startMonthlyRun(running))) void wake();
        const overdue = await registrations.unansweredSince(answerIsOverdueSince(parts.clock()));
        unanswered.set({ invariant: 'registration-unanswered' }, overdue);
      });
    },
  };
}
