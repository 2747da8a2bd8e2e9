import { auditStore } from '@leerhuis/audit';
import { zonedDay } from '@leerhuis/calendar';
import type { FederationCode } from '@leerhuis/federations';
import { textsInNfc, toEndOfDay } from '@leerhuis/migrations';
import { followSettings, settingsIndexes } from '@leerhuis/provider/follow-settings';
import { openParts, type PartNeeds, type Served } from '@leerhuis/service-parts';
import { handingOver } from '@leerhuis/service-parts/handed-over';
import { organisationNames } from '@leerhuis/service-parts/organisation-names';
import type { StopList } from '@leerhuis/service-runtime';
import { accountIndexes, accountStore } from './accounts/account-store.ts';
import { onAccountChanged } from './accounts/on-account-changed.ts';
import { askingNeeds, openAsking } from './asking/asking.ts';
import { questionStore } from './asking/question-store.ts';
import { attestIndexes, attestStore } from './attests/attest-store.ts';
import { onAttest } from './attests/on-attest.ts';
import type { Settings } from './config.ts';
import { courseIndexes, courseStore, coursesHaveWords } from './course-content/course-store.ts';
import { onCoursePublished } from './course-content/on-course-published.ts';
import { accessIfActivated } from './enrolling/domain/waiting.ts';
import { doorkeeper } from './enrolling/doorkeeper.ts';
import { enrollingNeeds, openEnrolling } from './enrolling/enrolling.ts';
import { enrolmentQueries } from './enrolling/enrolment-queries.ts';
import { enrolmentStore } from './enrolling/enrolment-store.ts';
import { myCoursesStore } from './enrolling/my-courses-store.ts';
import { onceOpened } from './enrolling/once-opened.ts';
import { resultsStore } from './enrolling/results-store.ts';
import { notBeforeActivation } from './enrolling/to-activate.ts';
import { classroomNeeds, openEntering } from './entering/entering.ts';
import { namesOf } from './names-of.ts';
import { sharesTold } from './settling/migrate-shares.ts';
import { runSettling } from './settling/run-settling.ts';
import { settlingIndexes, settlingStore } from './settling/settling-store.ts';
import { standings } from './standing.ts';
import { taughtBy } from './taught-by.ts';

const learningNeeds = {
  indexes: {
    ...accountIndexes,
    ...askingNeeds.indexes,
    ...attestIndexes,
    ...classroomNeeds.indexes,
    ...courseIndexes,
    ...enrollingNeeds.indexes,
    ...settingsIndexes,
    ...settlingIndexes,
  },
  migrations: [...askingNeeds.migrations, ...enrollingNeeds.migrations],
  listens: true,
  knowsMembers: true,
  publishes: [...enrollingNeeds.publishes, ...classroomNeeds.publishes],
  jobs: classroomNeeds.jobs,
} satisfies PartNeeds;

/** Starts learning; gives its port. */
export async function startLearning(settings: Settings, stops: StopList, clock?: () => Date): Promise<Served> {
  const parts = await openParts('learning', settings, stops, { ...learningNeeds, ...(clock ? { clock } : {}) });
  const { database, newId } = parts;
  const [people, courses, attests] = [accountStore(database), courseStore(database), attestStore(database)];
  const [enrolments, queries] = [enrolmentStore(database), enrolmentQueries(database)];
  const [myCourses, results] = [myCoursesStore(database), resultsStore(database)];
  const [questions, unsettled] = [questionStore(database), settlingStore(database, newId)];
  const audit = auditStore(database, newId);
  const named = namesOf(people, courses);
  const taught = taughtBy(people, courses);
  const { settings: provider, onSettingsChanged } = await followSettings(parts);
  const door = doorkeeper({ enrolments, courses, dayOf: (at) => zonedDay(at, settings.TIME_ZONE) });

  const places = openEntering(parts, settings, {
    door,
    courses,
    questions,
    namesOf: named,
    taughtBy: taught,
    unsettled,
    reach: results.reach,
  });
  const today = () => zonedDay(parts.clock(), settings.TIME_ZONE);
  const watchPercentOf = (federation: FederationCode) => provider.watchPercentOn(federation, today());
  const shown = standings({ ...places.stores, courses, attests, watchPercentOf });
  const enrolling = openEnrolling(parts, {
    enrolments,
    myCourses,
    results,
    organisations: organisationNames(parts.acting),
    zone: settings.TIME_ZONE,
    queries,
    courses,
    people,
    places,
    accessIfActivated: (waiting, now) =>
      accessIfActivated(waiting, provider.termsOn(zonedDay(now, settings.TIME_ZONE)), settings.TIME_ZONE, now),
    standings: shown,
    refusals: places.stores.watching.refusals,
    documents: places.stores.documents,
  });
  const asking = openAsking(parts, settings, {
    questions,
    people,
    courses,
    namesOf: named,
    taughtBy: taught,
    door,
    audit,
    provider,
  });

  const served = await parts.serve({
    title: 'Learning',
    routes: [
      ...onceOpened(
        enrolments,
        parts.isCaughtUp,
        notBeforeActivation(myCourses, [...enrolling.routes, ...places.routes, ...asking.routes]),
      ),
      ...asking.routesOfOthers,
    ],
  });
  const { transaction } = parts.outbox;
  parts.every(3_000, 'settling', () => runSettling({ unsettled, transaction, enrolments: queries, places }));
  enrolling.start();

  await parts.migrate([
    ...textsInNfc(['accounts', 'courses', 'questions', 'evaluations', 'testAttempts']),
    coursesHaveWords,
    sharesTold(unsettled),
    toEndOfDay({
      id: 'classrooms-to-end-of-day',
      what: 'classrooms are open to the end of the day that was told',
      collection: 'enrolments',
      field: 'accessUntil',
      zone: settings.TIME_ZONE,
    }),
  ]);
  await parts.subscribe([
    ...onAccountChanged(people, results),
    ...enrolling.subscriptions,
    onCoursePublished(courses, unsettled),
    ...onAttest(attests, results),
    ...parts.acting.handlers({ organisation: handingOver(parts, ['enrolments', 'myCourses']) }),
    onSettingsChanged,
  ]);
  return served;
}
