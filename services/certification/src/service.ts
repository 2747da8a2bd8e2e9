import { auditIndexes, auditStore } from '@leerhuis/audit';
import { monthOf, zonedDay } from '@leerhuis/calendar';
import {
  attestIssuedV1,
  attestRevokedV1,
  federationAnswers,
  federationRegistrations,
  federationWithdrawals,
  registrationAnsweredV1,
  registrationSentV1,
  sendMessage,
} from '@leerhuis/contracts';
import { registeringFederations } from '@leerhuis/federations';
import { textsInNfc } from '@leerhuis/migrations';
import type { Tx } from '@leerhuis/outbox';
import { openParts, type PartNeeds, type Served } from '@leerhuis/service-parts';
import type { Clock, StopList } from '@leerhuis/service-runtime';
import { invariantMetric } from '@leerhuis/telemetry';
import type { z } from 'zod';
import { accountStore } from './accounts/account-store.ts';
import { onAccountChanged } from './accounts/on-account-changed.ts';
import { newAttestCode } from './attesting/attest-code.ts';
import { attestRoutes } from './attesting/attest-http.ts';
import { attestRevoked } from './attesting/attest-problems.ts';
import { attestIndexes, attestStore, attestsCanBeRevoked } from './attesting/attest-store.ts';
import { withdrawnBefore } from './attesting/migrate-revoked.ts';
import { textsMadeWhole } from './attesting/migrate-text.ts';
import { type RevocationParts, revokeAttestOf } from './attesting/revoke-attest.ts';
import { completionIndexes, completionStore } from './completions/completion-store.ts';
import { onLearning } from './completions/on-learning.ts';
import type { config } from './config.ts';
import { courseStore } from './courses/course-store.ts';
import { onCoursePublished } from './courses/on-course-published.ts';
import { memberNumberRoutes } from './member-numbers/member-number-http.ts';
import { memberNumberIndexes, memberNumberStore } from './member-numbers/member-number-store.ts';
import { memberNumbersFromCopies } from './member-numbers/migrate-member-numbers.ts';
import { noteMemberNumbers } from './member-numbers/note-member-numbers.ts';
import { certificationAudit } from './registering/certification-audit.ts';
import { followCorrection } from './registering/follow-correction.ts';
import { auditInOneForm } from './registering/migrate-audit.ts';
import {
  AlreadyRegistered,
  putInLine,
  type RegistrationParts,
  withdrawRegistrations,
} from './registering/registration-commands.ts';
import { registrationRoutes } from './registering/registration-http.ts';
import {
  registrationIndexes,
  registrationStore,
  registrationsCanBeWithdrawn,
} from './registering/registration-store.ts';
import { runAnswers } from './registering/run-answers.ts';
import { runRoutes } from './registering/run-http.ts';
import { type RunParts, startMonthlyRun, workOnRuns } from './registering/run-registrations.ts';
import { runIndexes, runStore } from './registering/run-store.ts';
import { verifyRoutes } from './verifying/verify-http.ts';

export type Settings = z.output<typeof config>;

const minute = 60_000;
const week = 7 * 24 * 60 * minute;

/** Collections with texts that people typed. */
const withTexts = ['accountCopies', 'courseCopies', 'attests', 'registrations'];

export const certificationNeeds = {
  indexes: {
    accountCopies: [],
    courseCopies: [],
    ...completionIndexes,
    ...attestIndexes,
    ...registrationIndexes,
    ...memberNumberIndexes,
    ...runIndexes,
    ...auditIndexes,
  },
  migrations: [auditInOneForm, attestsCanBeRevoked, registrationsCanBeWithdrawn],
  listens: true,
  publishes: [attestIssuedV1, attestRevokedV1, registrationSentV1, registrationAnsweredV1],
  jobs: [
    sendMessage,
    ...registeringFederations.map(federationRegistrations),
    ...registeringFederations.map(federationWithdrawals),
    ...registeringFederations.map(federationAnswers),
  ],
} satisfies PartNeeds;

/** Starts the service; gives its port. */
export async function startCertification(settings: Settings, stops: StopList, clock?: Clock): Promise<Served> {
  const parts = await openParts('certification', settings, stops, {
    ...certificationNeeds,
    ...(clock ? { clock } : {}),
  });
  const { database, outbox, newId, logger } = parts;
  const { PROVIDER_NAME: providerName, PUBLIC_URL: publicUrl, TIME_ZONE: zone } = settings;
  const dayOf = (instant: Date) => zonedDay(instant, zone);

  const accounts = accountStore(database);
  const courses = courseStore(database);
  const completions = completionStore(database);
  const attests = attestStore(database);
  const registrations = registrationStore(database);
  const files = await parts.files('documents');
  const audit = auditStore(database, newId);

  const memberNumbers = memberNumberStore(database);

  const registering: RegistrationParts = {
    registrations,
    note: audit.note,
    personOf: (tx, id) => accounts.get(id, tx.session),
    titleOf: async (tx, attestId) => (await attests.byId(attestId, tx))?.course.title ?? null,
    dayOf,
  };
  const personOf = (id: string, tx?: Tx) => accounts.get(id, tx?.session);
  const revoking: RevocationParts = {
    attests,
    personOf,
    withdraw: (tx, attestId) => withdrawRegistrations(registering, tx, attestId),
    note: audit.note,
  };
  const running: RunParts = {
    ...registering,
    runs: runStore(database),
    files,
    transaction: outbox.transaction,
    clock: parts.clock,
    realTime: parts.realTime,
    newId,
    holder: newId(),
    monthOf: (instant) => monthOf(instant, zone),
    logger,
  };
  const wake = keepTurning(
    () => workOnRuns(running),
    (error) => logger.error({ err: error }, 'a run goes on later'),
  );

  const served = await parts.serve({
    title: 'Certification',
    routes: [
      ...attestRoutes({
        attests,
        completionOf: completions.byEnrolment,
        holdCompletion: completions.hold,
        holdPerson: accounts.hold,
        personOf,
        courseOf: (id, tx) => courses.get(id, tx?.session),
        register: (tx, attest) => putInLine(registering, tx, attest),
        registrationsOf: registrations.ofAttests,
        isAlreadyRegistered: (error) => error instanceof AlreadyRegistered,
        files,
        isCaughtUp: parts.isCaughtUp,
        dayOf,
        newId,
        newCode: newAttestCode,
        publicUrl,
        providerName,
      }),
      ...registrationRoutes(registering),
      ...memberNumberRoutes({ memberNumbers, people: accounts.many, note: audit.note }),
      ...runRoutes({
        ...running,
        note: audit.note,
        wake: () => void wake(),
        csvFederations: settings.CSV_FEDERATIONS,
      }),
      ...verifyRoutes({ attestByCode: attests.byCode, providerName, dayOf, revoked: attestRevoked }),
      ...certificationAudit(audit, files),
    ],
  });

  const again = { files, transaction: outbox.transaction, note: audit.note, by: 'certification' };
  await parts.migrate([
    withdrawnBefore({
      ...revoking,
      laterFulfilled: completions.laterFulfilled,
      holdCompletion: completions.hold,
    }),
    ...textsInNfc(withTexts),
    textsMadeWhole(again, { providerName, dayOf }),
    memberNumbersFromCopies(accounts),
  ]);

  await parts.subscribe([
    ...onAccountChanged(accounts, {
      corrected: (tx, accountId, before, after) => followCorrection(registering, tx, accountId, before, after),
      noteNumbers: (tx, accountId, memberships) =>
        noteMemberNumbers({ memberNumbers, note: audit.note }, tx, accountId, memberships),
    }),
    onCoursePublished(courses),
    ...onLearning(completions, (tx, enrolmentId) => revokeAttestOf(revoking, tx, enrolmentId)),
  ]);
  for (const federation of registeringFederations)
    await parts.work(federationAnswers(federation), runAnswers(registering, outbox, federation));

  const unanswered = invariantMetric(parts.metrics);
  const shared = parts.metrics.gauge({
    name: 'member_numbers_shared',
    help: 'Member numbers that several accounts go by and that no staff member has looked at',
  });
  parts.every(5_000, 'work on runs', wake);
  parts.every(minute, 'start the monthly run', async () => {
    if (settings.REGISTRATION_RUN === 'auto' && (await startMonthlyRun(running))) void wake();
    const since = new Date(parts.clock().getTime() - 2 * week);
    shared.set(await memberNumbers.countToReview());
    unanswered.set({ invariant: 'registration-unanswered' }, await registrations.unansweredSince(since));
  });
  return served;
}

/** One turn at a time; a wish during a turn is met by the next. */
function keepTurning(turn: () => Promise<void>, onError: (error: unknown) => void): () => Promise<void> {
  let underWay: Promise<void> | undefined;
  return () => {
    underWay ??= turn()
      .catch(onError)
      .finally(() => {
        underWay = undefined;
      });
    return underWay;
  };
}
