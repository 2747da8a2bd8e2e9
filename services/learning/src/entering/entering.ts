import { randomInt } from 'node:crypto';
import { checksCompletedV1, enrolmentWatchedV1, sendMessage, shareWatchedV1, testPassedV1 } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { PartNeeds, Parts } from '@leerhuis/service-parts';
import type { QuestionStore } from '../asking/question-store.ts';
import { attentionCommands } from '../attention-checks/attention-commands.ts';
import { attentionRoutes } from '../attention-checks/attention-http.ts';
import { attentionIndexes, attentionStore } from '../attention-checks/attention-store.ts';
import { count, nothingClicked } from '../attention-checks/domain/checks.ts';
import type { Doorkeeper, EnrolmentRef, Reach } from '../classroom.ts';
import { classroomContents } from '../classroom-contents.ts';
import type { Settings } from '../config.ts';
import type { CourseStore } from '../course-content/course-store.ts';
import { documentRoutes } from '../documents/document-http.ts';
import { documentIndexes, documentStore } from '../documents/document-store.ts';
import { evaluationRoutes } from '../evaluating/evaluation-http.ts';
import { evaluationIndexes, evaluationStore } from '../evaluating/evaluation-store.ts';
import type { NamesOf } from '../names-of.ts';
import type { TaughtBy } from '../taught-by.ts';
import { testingCommands } from '../testing/testing-commands.ts';
import { testingRoutes } from '../testing/testing-http.ts';
import { testingIndexes, testingStore } from '../testing/testing-store.ts';
import { playersIndexes, playersStore } from '../watching/players-store.ts';
import { watchingCommands } from '../watching/watching-commands.ts';
import { watchingRoutes } from '../watching/watching-http.ts';
import { watchingIndexes, watchingStore } from '../watching/watching-store.ts';
import { classroomRoutes } from './classroom-http.ts';

export const classroomNeeds = {
  indexes: {
    ...watchingIndexes,
    ...playersIndexes,
    ...attentionIndexes,
    ...testingIndexes,
    ...evaluationIndexes,
    ...documentIndexes,
  },
  publishes: [enrolmentWatchedV1, shareWatchedV1, checksCompletedV1, testPassedV1],
  jobs: [sendMessage],
} satisfies PartNeeds;

interface Needs {
  door: Doorkeeper;
  courses: CourseStore;
  questions: QuestionStore;
  namesOf: NamesOf;
  taughtBy: TaughtBy;
  unsettled: { request(tx: Tx, courseId: string): Promise<void> };
  reach: Reach;
}

/** The classroom: what is watched, clicked, tested and thought of a course, and all of it at once for who enters. */
export function openEntering({ database, outbox, newId, metrics }: Parts, settings: Settings, needs: Needs) {
  const { door, courses, questions, namesOf, taughtBy, unsettled, reach } = needs;
  const { transaction } = outbox;
  const stores = {
    watching: watchingStore(database),
    attention: attentionStore(database),
    tests: testingStore(database),
    evaluations: evaluationStore(database),
    documents: documentStore(database),
  };
  const players = playersStore(database);
  const refused = metrics.counter({
    name: 'watched_seconds_refused_total',
    help: 'Seconds that players told of and that cannot have been watched, or not by them',
    labelNames: ['reason'],
  });
  const opened = metrics.counter({
    name: 'documents_opened_total',
    help: 'Addresses of course documents given to learners',
    labelNames: ['kind'],
  });
  const countRefused = (reason: string, seconds: number) => refused.inc({ reason }, seconds);
  const watching = watchingCommands({
    watching: stores.watching,
    players,
    transaction,
    door,
    reach,
    count: countRefused,
  });
  const attention = attentionCommands({ attention: stores.attention, transaction, watching });
  const random = () => randomInt(2 ** 32) / 2 ** 32;
  const testing = testingCommands({
    tests: stores.tests,
    newId,
    random,
    zone: settings.TIME_ZONE,
    courses,
    reach,
    isOwn: door.isOwn,
    checksOf: async (tx, { enrolmentId, course }) =>
      count((await stores.attention.get(enrolmentId, tx)) ?? nothingClicked, course.classroom.attentionChecks),
  });

  async function isAtEnd(enrolmentId: string): Promise<boolean> {
    const [watched, test] = await Promise.all([stores.watching.get(enrolmentId), stores.tests.standing(enrolmentId)]);
    return Boolean(watched?.progress.watchedAt ?? test?.passed);
  }

  return {
    stores,
    routes: [
      ...classroomRoutes(
        classroomContents({ ...stores, players, questions }, { door, reach }, settings.MEDIA_SIGNING_KEY),
      ),
      ...documentRoutes({
        door,
        documents: stores.documents,
        signingKey: settings.MEDIA_SIGNING_KEY,
        count: (kind) => opened.inc({ kind }),
      }),
      ...watchingRoutes(watching),
      ...attentionRoutes(attention, door),
      ...testingRoutes(testing, door),
      ...evaluationRoutes({ evaluations: stores.evaluations, door, isAtEnd, namesOf, taughtBy }),
    ],

    /** What begins with a classroom. */
    async open(tx: Tx, ref: EnrolmentRef): Promise<void> {
      await watching.open(tx, ref);
      await attention.open(tx, ref);
      await testing.open(tx, ref);
      // a course without checks has none missing
      const course = await courses.get(ref.courseId, tx);
      if (course) await attention.settle(tx, ref, course.classroom.attentionChecks);
      else await unsettled.request(tx, ref.courseId);
    },

    /** After maintenance on the course: notes what an enrolment has complete by now (V-23). */
    async settle(tx: Tx, ref: EnrolmentRef): Promise<void> {
      const course = await courses.get(ref.courseId, tx);
      if (!course) return;
      await attention.settle(tx, ref, course.classroom.attentionChecks);
      await watching.settle(tx, ref, course.classroom.chapters);
    },
  };
}
