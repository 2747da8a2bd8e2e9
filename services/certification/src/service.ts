import { auditIndexes, auditStore } from '@leerhuis/audit';
import { zonedDay } from '@leerhuis/calendar';
import { layOutAttest } from '@leerhuis/contracts';
import { textsInNfc } from '@leerhuis/migrations';
import { followSettings, settingsIndexes } from '@leerhuis/provider/follow-settings';
import { openParts, type PartNeeds, type Served } from '@leerhuis/service-parts';
import { handingOver } from '@leerhuis/service-parts/handed-over';
import { organisationNames } from '@leerhuis/service-parts/organisation-names';
import type { Clock, StopList } from '@leerhuis/service-runtime';
import { accountStore } from './accounts/account-store.ts';
import { onAccountChanged } from './accounts/on-account-changed.ts';
import { archiveRoutes } from './attesting/archiving/archive-http.ts';
import { attestRoutes } from './attesting/attest-http.ts';
import { attestStore } from './attesting/attest-store.ts';
import { attestNeeds, openAttesting } from './attesting/attesting.ts';
import { withdrawnBefore } from './attesting/migrate-revoked.ts';
import { textsMadeWhole } from './attesting/migrate-text.ts';
import { layOutAttestWorker } from './attesting/pdf-of.ts';
import { revokeAttestOf } from './attesting/revoke-attest.ts';
import { tellNext } from './attesting/tell-next.ts';
import { verifyRoutes } from './attesting/verify-http.ts';
import { warnOfEnd } from './attesting/warn-of-end.ts';
import { warningIndexes, warningStore } from './attesting/warning-store.ts';
import { completionIndexes, completionStore } from './completions/completion-store.ts';
import { fulfilledStands } from './completions/migrate-fulfilled.ts';
import { onLearning } from './completions/on-learning.ts';
import type { Settings } from './config.ts';
import { courseStore } from './courses/course-store.ts';
import { onCoursePublished } from './courses/on-course-published.ts';
import { memberNumberIndexes, memberNumberStore } from './member-numbers/member-number-store.ts';
import { openMemberNumbers } from './member-numbers/member-numbers.ts';
import { certificationAudit } from './registering/certification-audit.ts';
import { auditInOneForm } from './registering/migrate-audit.ts';
import { openRegistering, registeringNeeds } from './registering/registering.ts';

/** Collections with texts that people typed. */
const withTexts = ['accountCopies', 'courseCopies', 'attests', 'registrations'];

const certificationNeeds = {
  indexes: {
    accountCopies: [],
    courseCopies: [{ key: { 'accreditations.attestUntil': 1 }, name: 'ending' }],
    ...warningIndexes,
    ...completionIndexes,
    ...attestNeeds.indexes,
    ...registeringNeeds.indexes,
    ...memberNumberIndexes,
    ...auditIndexes,
    ...settingsIndexes,
  },
  migrations: [auditInOneForm, fulfilledStands, ...attestNeeds.migrations, ...registeringNeeds.migrations],
  listens: true,
  knowsMembers: true,
  publishes: [...attestNeeds.publishes, ...registeringNeeds.publishes],
  jobs: [...registeringNeeds.jobs, layOutAttest],
} satisfies PartNeeds;

/** Starts the service; gives its port. */
export async function startCertification(settings: Settings, stops: StopList, clock?: Clock): Promise<Served> {
  const parts = await openParts('certification', settings, stops, {
    ...certificationNeeds,
    ...(clock ? { clock } : {}),
  });
  const { database } = parts;
  const { settings: provider, onSettingsChanged } = await followSettings(parts);
  const dayOf = (instant: Date) => zonedDay(instant, settings.TIME_ZONE);
  const files = await parts.files('documents');
  const audit = auditStore(database, parts.newId);
  const [people, courses] = [accountStore(database), courseStore(database)];
  const [completions, attests] = [completionStore(database), attestStore(database)];
  const numbers = memberNumberStore(database);
  const common = { attests, people, numbers, files, note: audit.note, dayOf, provider };

  const registering = openRegistering(parts, settings, {
    ...common,
    naming: { names: people.names, codesOf: attests.codesOf },
  });
  const attesting = openAttesting(parts, settings, {
    ...common,
    organisations: organisationNames(parts.acting),
    completions,
    courses,
    registering,
  });
  const memberNumbers = openMemberNumbers(parts, {
    memberNumbers: numbers,
    people,
    decide: registering.decide,
    note: audit.note,
  });

  const served = await parts.serve({
    title: 'Certification',
    routes: [
      ...attestRoutes(attesting),
      ...archiveRoutes({ ...attesting, transaction: parts.outbox.transaction, zone: settings.TIME_ZONE }),
      ...verifyRoutes(attesting),
      ...registering.routes,
      ...memberNumbers.routes,
      ...certificationAudit(audit, people, files),
    ],
  });
  await parts.migrate([
    ...textsInNfc(withTexts),
    withdrawnBefore(attesting),
    textsMadeWhole(attesting),
    ...memberNumbers.migrations,
    registering.disputed,
  ]);
  await parts.subscribe([
    ...onAccountChanged(people, { registering, memberNumbers }),
    onCoursePublished(courses),
    ...parts.acting.handlers({ organisation: handingOver(parts, ['attests', 'completions']) }),
    onSettingsChanged,
    ...onLearning(completions, {
      revoke: (tx, enrolmentId) => revokeAttestOf(attesting, tx, enrolmentId),
      tellNext: (tx, passed) => tellNext(attesting, tx, passed),
    }),
  ]);
  await parts.work(layOutAttest, layOutAttestWorker(attesting), 2);
  await registering.start();
  memberNumbers.start();
  const warned = parts.metrics.counter({
    name: 'attest_warnings_total',
    help: 'Mails to learners whose last day to ask for an attest comes near (V-25), by the days that they were sent before',
    labelNames: ['days'],
  });
  const warning = {
    ...parts,
    attesting,
    warnings: warningStore(database),
    sent: (days: number) => warned.inc({ days: String(days) }),
  };
  parts.every(settings.ATTEST_WARNING_SECONDS * 1_000, 'warning of attests', () => warnOfEnd(warning));
  return served;
}
