import { randomUUID } from 'node:crypto';
import {
  type AccountSnapshot,
  accountRegisteredV1,
  activationGrantedV1,
  activationRevokedV1,
  allEvents,
  type CloudEvent,
  type CourseSnapshot,
  coursePublishedV1,
  type EventContract,
  newEvent,
  type SendMessage,
  sendMessage,
} from '@leerhuis/contracts';
import { newId } from '@leerhuis/service-runtime';
import {
  consumeEvents,
  consumeJobs,
  type EventCollector,
  eventually,
  type HttpClient,
  type JobCollector,
  publishEvents,
  type ServiceUnderTest,
  serviceUnderTest,
  type TestClock,
  testClock,
  tokenFor,
} from '@leerhuis/testkit';
import { config } from '../src/config.ts';
import { startLearning } from '../src/service.ts';

export const mediaSigningKey = 'a media signing key of more than thirty-two bytes';

export interface Learner {
  accountId: string;
  enrolmentId: string;
  http: HttpClient;
  /** Path below the enrolment. */
  at(path: string): string;
}

export interface LearningUnderTest {
  service: ServiceUnderTest;
  clock: TestClock;
  events: EventCollector;
  mails: JobCollector<SendMessage>;
  publish(...events: CloudEvent[]): Promise<void>;
  /** Publishes the course and waits until the service knows it. */
  publishCourse(course: CourseSnapshot): Promise<void>;
  /** Somebody with an open classroom for the course. */
  learner(courseId: string): Promise<Learner>;
  /** The same learner in another course. */
  enrolled(learner: Pick<Learner, 'accountId' | 'http'>, courseId: string, organisationId?: string): Promise<Learner>;
  /** Somebody who entered it so long ago, a minute unless told. */
  watcher(courseId: string, seconds?: number): Promise<Learner>;
  as(accountId: string): Promise<HttpClient>;
  staff: HttpClient;
  stop(): Promise<void>;
}

export async function learningUnderTest(): Promise<LearningUnderTest> {
  // tokens are checked against the real time, so the clock starts there
  const clock = testClock(new Date());
  const service = await serviceUnderTest({
    name: 'learning',
    config,
    start: (settings, stops) => startLearning(settings, stops, clock),
    env: { MEDIA_SIGNING_KEY: mediaSigningKey, PUBLIC_URL: 'https://leerhuis.example' },
  });
  const mails = await consumeJobs(service.namespace, sendMessage);
  const events = await consumeEvents(
    service.namespace,
    allEvents.filter(({ owner }) => owner === 'learning'),
  );
  const staff = service.http.as(await tokenFor({ accountId: newId(), roles: ['learner', 'staff'] }));

  const publish = (...list: CloudEvent[]) => publishEvents(service.namespace, allEvents, list);
  const as = async (accountId: string) => service.http.as(await tokenFor({ accountId }));
  const learning: LearningUnderTest = {
    service,
    clock,
    events,
    mails,
    publish,
    as,
    staff,

    async publishCourse(course) {
      await publish(fact(coursePublishedV1, course.courseId, course));
      const copies = service.database.connection.collection<{ _id: string }>('courses');
      await eventually(() => copies.findOne({ _id: course.courseId, revision: course.revision }));
    },

    async learner(courseId) {
      const account = accountOf();
      const { accountId } = account;
      await publish(fact(accountRegisteredV1, accountId, account));
      const learner = await learning.enrolled({ accountId, http: await as(accountId) }, courseId);
      await eventually(() =>
        service.database.connection.collection<{ _id: string }>('accounts').findOne({ _id: accountId }),
      );
      return learner;
    },

    async enrolled({ accountId, http }, courseId, organisationId) {
      const activation = { ...activationOf(accountId, courseId), organisationId };
      await publish(fact(activationGrantedV1, activation.activationId, activation));
      const enrolmentId = activation.activationId;
      const at = (path: string) => `/api/v1/enrolments/${enrolmentId}${path}`;
      await eventually(async () => (await http.get(at(''))).status === 200);
      return { accountId, enrolmentId, http, at };
    },

    async watcher(courseId, seconds = 60) {
      const learner = await learning.learner(courseId);
      await learner.http.get(learner.at('/classroom'));
      clock.advance(seconds * 1_000);
      return learner;
    },

    async stop() {
      await events.stop();
      await mails.stop();
      await service.stop();
    },
  };
  return learning;
}

export function fact<D>(contract: EventContract<D>, subject: string, data: D): CloudEvent<D> {
  return newEvent(contract, { id: randomUUID(), subject, time: new Date(), data });
}

export function accountOf(accountId = newId()): AccountSnapshot {
  return {
    accountId,
    revision: 1,
    email: `${accountId}@voorbeeld.be`,
    emailConfirmed: true,
    firstName: 'Lena',
    lastName: 'Maes',
    locale: 'fr',
    memberships: [{ federation: 'OVB', memberNumber: '12345' }],
    company: null,
    address: null,
    roles: ['learner'],
    changedAt: '2026-03-02T09:00:00.000Z',
  };
}

export function activationOf(accountId: string, courseId: string, activationId = newId()) {
  const year = 365 * 24 * 3_600_000;
  return {
    activationId,
    accountId,
    courseId,
    orderId: null,
    source: 'credit' as const,
    activatedAt: new Date().toISOString(),
    accessUntil: new Date(Date.now() + year).toISOString(),
  };
}

export function revocationOf({ activationId, accountId, courseId }: ReturnType<typeof activationOf>) {
  const data = { activationId, accountId, courseId, revokedAt: new Date().toISOString() };
  return fact(activationRevokedV1, activationId, data);
}

const question = (questionId: string, correctOptionIds: string[]) => ({
  questionId,
  kind: correctOptionIds.length > 1 ? ('multiple' as const) : ('single' as const),
  prompt: { nl: `Vraag ${questionId}`, fr: `Question ${questionId}` },
  options: ['a', 'b', 'c'].map((optionId) => ({ optionId, label: { nl: `Antwoord ${optionId}` } })),
  correctOptionIds,
});

/** Right in the first version of the question set; in later ones every answer is `c`. */
export const rightAnswers: Record<string, string[]> = { q1: ['a'], q2: ['b', 'c'], q3: ['b'] };

const chapterOf = (chapterId: string) =>
  chapterId === 'c1'
    ? { title: { nl: 'Een' }, mediaId: 'chapter-1.mp4', durationSeconds: 60 }
    : { title: { nl: 'Twee' }, mediaId: `chapter-${chapterId.slice(1)}.mp4`, durationSeconds: 40 };

type TestAttempts = CourseSnapshot['classroom']['testAttempts'];

export function courseOf(
  more: {
    courseId?: string;
    revision?: number;
    checks?: string[];
    /** By their ids, in order. */
    chapters?: string[];
    questionSet?: number;
    testAttempts?: TestAttempts;
    testAttemptsOfOvb?: TestAttempts;
  } = {},
) {
  const {
    courseId = newId(),
    revision = 1,
    checks = ['c1-30', 'c2-20'],
    chapters = ['c1', 'c2'],
    questionSet = 1,
  } = more;
  const course: CourseSnapshot = {
    courseId,
    revision,
    code: 'HUUR-01',
    kind: 'video',
    language: 'nl',
    title: { nl: 'Woninghuur', fr: 'Bail' },
    minutes: 90,
    price: { amount: 9_500, currency: 'EUR' },
    vatRate: 21,
    accreditations: [
      {
        federation: 'OVB',
        accreditationNumber: 'OVB-1',
        minutes: 90,
        points: 1.5,
        attestUntil: '2027-02-28',
        testAttempts: more.testAttemptsOfOvb,
      },
    ],
    teacher: { name: 'Bram Łukasiewicz', email: 'bram@voorbeeld.be' },
    classroom: {
      chapters: chapters.map((chapterId) => ({ ...chapterOf(chapterId), chapterId })),
      attentionChecks: checks.map((checkId) => {
        const [chapterId = '', second] = checkId.split('-');
        return { checkId, chapterId, atSecond: Number(second) };
      }),
      finalTest: {
        version: questionSet,
        questions: Object.entries(rightAnswers).map(([id, right]) => question(id, questionSet === 1 ? right : ['c'])),
        drawn: 3,
        passPercent: 100,
      },
      testAttempts: more.testAttempts,
    },
    publishedAt: '2026-03-02T09:00:00.000Z',
  };
  return course;
}

export interface ShownAttempt {
  questions: { questionId: string; options: { optionId: string; label: string }[] }[];
}

/** Answers to an attempt by what options say, since their ids are the attempt's own. */
export const answersOf = ({ questions }: ShownAttempt, answers: Record<string, string[]>) => ({
  answers: Object.entries(answers).map(([questionId, letters]) => {
    const { options = [] } = questions.find((each) => each.questionId === questionId) ?? {};
    const chosen = options.filter(({ label }) => letters.some((letter) => label.endsWith(` ${letter}`)));
    return { questionId, optionIds: chosen.map(({ optionId }) => optionId) };
  }),
});

export const segment = (chapterId: string, fromSecond: number, toSecond: number) => ({
  chapterId,
  fromSecond,
  toSecond,
});
