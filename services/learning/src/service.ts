import { randomInt } from 'node:crypto';
import { auditIndexes, auditStore } from '@leerhuis/audit';
import { zonedDay } from '@leerhuis/calendar';
import {
  checksCompletedV1,
  enrolmentClosedV1,
  enrolmentOpenedV1,
  enrolmentWatchedV1,
  sendMessage,
  testPassedV1,
} from '@leerhuis/contracts';
import { textsInNfc } from '@leerhuis/migrations';
import { followSettings, settingsIndexes } from '@leerhuis/provider/follow-settings';
import { openParts, type PartNeeds, type Served } from '@leerhuis/service-parts';
import type { StopList } from '@leerhuis/service-runtime';
import { invariantMetric } from '@leerhuis/telemetry';
import { accountIndexes, accountStore } from './accounts/account-store.ts';
import { onAccountChanged } from './accounts/on-account-changed.ts';
import { askingCommands } from './asking/asking-commands.ts';
import { askingRoutes } from './asking/asking-http.ts';
import { learningAudit } from './asking/learning-audit.ts';
import { auditInOneForm } from './asking/migrate-audit.ts';
import { questionIndexes, questionStore } from './asking/question-store.ts';
import { teacherRoutes } from './asking/teacher-http.ts';
import { attentionCommands } from './attention-checks/attention-commands.ts';
import { attentionRoutes } from './attention-checks/attention-http.ts';
import { attentionIndexes, attentionStore } from './attention-checks/attention-store.ts';
import { attestIndexes, attestStore } from './attests/attest-store.ts';
import { onAttest } from './attests/on-attest.ts';
import type { Enter } from './classroom.ts';
import { classroomParts } from './classroom-parts.ts';
import type { Settings } from './config.ts';
import { courseIndexes, courseStore } from './course-content/course-store.ts';
import { onCoursePublished } from './course-content/on-course-published.ts';
import { withoutClassroom } from './enrolling/count-without-classroom.ts';
import { enrolmentCommands, refOf } from './enrolling/enrolment-commands.ts';
import { enrolmentRoutes } from './enrolling/enrolment-http.ts';
import { enrolmentQueries } from './enrolling/enrolment-queries.ts';
import { enrolmentIndexes, enrolmentStore } from './enrolling/enrolment-store.ts';
import { onActivation } from './enrolling/on-activation.ts';
import { onceOpened } from './enrolling/once-opened.ts';
import { classroomRoutes } from './entering/classroom-http.ts';
import { evaluationRoutes } from './evaluating/evaluation-http.ts';
import { evaluationIndexes, evaluationStore } from './evaluating/evaluation-store.ts';
import { runSettling } from './settling/run-settling.ts';
import { settlingIndexes, settlingStore } from './settling/settling-store.ts';
import { standings } from './standing.ts';
import { testingCommands } from './testing/testing-commands.ts';
import { testingRoutes } from './testing/testing-http.ts';
import { testingIndexes, testingStore } from './testing/testing-store.ts';
import { segmentsOf } from './watching/domain/progress.ts';
import { covers } from './watching/domain/segments.ts';
import { watchingCommands } from './watching/watching-commands.ts';
import { watchingRoutes } from './watching/watching-http.ts';
import { watchingIndexes, watchingStore } from './watching/watching-store.ts';

export const learningNeeds = {
  indexes: {
    ...accountIndexes,
    ...attentionIndexes,
    ...attestIndexes,
    ...auditIndexes,
    ...courseIndexes,
    ...enrolmentIndexes,
    ...evaluationIndexes,
    ...questionIndexes,
    ...settingsIndexes,
    ...settlingIndexes,
    ...testingIndexes,
    ...watchingIndexes,
  },
  migrations: [auditInOneForm],
  listens: true,
  publishes: [enrolmentOpenedV1, enrolmentWatchedV1, checksCompletedV1, testPassedV1, enrolmentClosedV1],
  jobs: [sendMessage],
} satisfies PartNeeds;

/** Starts learning; gives its port. */
export async function startLearning(settings: Settings, stops: StopList, clock?: () => Date): Promise<Served> {
  const parts = await openParts('learning', settings, stops, { ...learningNeeds, ...(clock ? { clock } : {}) });
  const { database, outbox, newId, logger } = parts;
  const { transaction } = outbox;
  const { settings: provider, onSettingsChanged } = await followSettings(parts);

  const accounts = accountStore(database);
  const attention = attentionStore(database);
  const attests = attestStore(database);
  const audit = auditStore(database, newId);
  const courses = courseStore(database);
  const enrolments = enrolmentStore(database);
  const evaluations = evaluationStore(database);
  const questions = questionStore(database);
  const tests = testingStore(database);
  const unsettled = settlingStore(database, newId);
  const watching = watchingStore(database);
  const queries = enrolmentQueries(database);

  const enrolling = enrolmentCommands({
    enrolments,
    courses: courses.many,
    opened: async (tx, ref) => {
      await watch.open(tx, ref);
      await attend.open(tx, ref);
      await test.open(tx, ref);
      // a course without checks has none missing
      const course = await courses.get(ref.courseId, tx);
      if (course) await attend.settle(tx, ref, course.classroom.attentionChecks);
      else await unsettled.request(tx, ref.courseId);
    },
  });
  const enter: Enter = async (enrolmentId, actor, now) => {
    const [entered] = await enrolling.enterAll([{ enrolmentId, actor }], now);
    if (!entered || entered instanceof Error) throw entered;
    return entered;
  };
  const watch = watchingCommands({ watching, transaction, enterAll: enrolling.enterAll });
  const attend = attentionCommands({
    attention,
    transaction,
    wasWatched: async (enrolmentId, { chapterId, atSecond }) => {
      const stored = await watching.get(enrolmentId);
      return stored !== null && covers(segmentsOf(stored.progress, chapterId), atSecond);
    },
  });
  const test = testingCommands({
    tests,
    newId,
    random: () => randomInt(2 ** 32) / 2 ** 32,
    recipient: accounts.recipient,
    course: courses.get,
  });
  const asking = askingCommands({
    questions,
    newId,
    recipient: accounts.recipient,
    course: courses.get,
    note: audit.note,
    publicUrl: settings.PUBLIC_URL,
    perDay: settings.QUESTIONS_PER_DAY,
    linkDays: settings.ANSWER_LINK_DAYS,
  });

  const served = await parts.serve({
    title: 'Learning',
    routes: [
      ...onceOpened(enrolments, parts.isCaughtUp, [
        ...enrolmentRoutes({
          enrolments,
          queries,
          standings: standings({ courses: courses.many, watching, attention, tests, evaluations, attests }),
          accounts: accounts.many,
        }),
        ...classroomRoutes(
          classroomParts({ watching, attention, tests, evaluations, questions }, enter, settings.MEDIA_SIGNING_KEY),
        ),
        ...watchingRoutes(watch),
        ...attentionRoutes(attend, enter),
        ...testingRoutes(test, enter),
        ...evaluationRoutes(evaluations, enter),
        ...askingRoutes({ commands: asking, questions, enter, isOwn: enrolling.isOwn }),
      ]),
      ...teacherRoutes(asking, transaction, (now) => provider.brandOn(zonedDay(now, settings.TIME_ZONE))),
      ...learningAudit(audit),
    ],
  });

  parts.every(3_000, 'settling', () =>
    runSettling({
      unsettled,
      transaction,
      enrolmentsOf: async (courseId, after) => (await queries.ofCourse(courseId, after, 200)).map(refOf),
      settle: async (tx, ref) => {
        const course = await courses.get(ref.courseId, tx);
        if (!course) return;
        await attend.settle(tx, ref, course.classroom.attentionChecks);
        await watch.settle(tx, ref, course.classroom.chapters);
      },
    }),
  );

  const invariant = 'activation-without-enrolment';
  const violations = invariantMetric(parts.metrics);
  parts.every(60_000, 'invariants', async () => {
    const found = await withoutClassroom(queries, courses.many, parts.clock());
    violations.set({ invariant }, found.length);
    if (found.length > 0) logger.error({ invariant, enrolmentIds: found.slice(0, 20) }, 'activated, but no classroom');
  });

  await parts.migrate(textsInNfc(['accounts', 'courses', 'questions', 'evaluations', 'testAttempts']));
  await parts.subscribe([
    ...onAccountChanged(accounts),
    ...onActivation(enrolling),
    onCoursePublished(courses, unsettled.request),
    ...onAttest(attests),
    onSettingsChanged,
  ]);
  return served;
}
