import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formatMoment } from '@leerhuis/calendar';
import { testPassedV1 } from '@leerhuis/contracts';
import {
  answersOf,
  courseOf,
  type Learner,
  type LearningUnderTest,
  learningUnderTest,
  rightAnswers,
  type ShownAttempt,
} from './learning-under-test.ts';

interface Attempt extends ShownAttempt {
  id: string;
  state: string;
  score: { right: number } | null;
  attemptsLeft: number | null;
  nextAttemptAt: string | null;
  questions: (ShownAttempt['questions'][number] & { right: boolean | null; correctOptionIds: string[] | null })[];
}

const minute = 60_000;
const twenty = Array.from({ length: 20 }, (_, n) => n);
const wrongAnswers = { ...rightAnswers, q2: ['b'] };

let learning: LearningUnderTest;
beforeAll(async () => {
  learning = await learningUnderTest();
});
afterAll(async () => {
  const scans = await learning.service.scansSeen();
  await learning.stop();
  expect(scans).toEqual([]);
});

type Limits = Parameters<typeof courseOf>[0];
async function learnerOf(limits: Limits): Promise<Learner & { courseId: string }> {
  const course = courseOf(limits);
  await learning.publishCourse(course);
  return { ...(await learning.learner(course.courseId)), courseId: course.courseId };
}
const start = ({ http, at }: Learner) => http.post<Attempt>(at('/test-attempts'));
const answer = ({ http }: Learner, attempt: Attempt, answers: Record<string, string[]>) =>
  http.put<Attempt>(`/api/v1/test-attempts/${attempt.id}/answers`, answersOf(attempt, answers));
const seen = async ({ http }: Learner, { id }: { id: string }) =>
  (await http.get<Attempt>(`/api/v1/test-attempts/${id}`)).body;
const finalTest = async ({ http, at }: Learner) =>
  (await http.get<{ finalTest: unknown }>(at('/classroom'))).body.finalTest;
async function fail(learner: Learner): Promise<Attempt> {
  const { body } = await start(learner);
  return (await answer(learner, body, wrongAnswers)).body;
}
const rightOf = ({ questions }: Attempt) => questions.map(({ questionId, right }) => [questionId, right]);
const untold = [
  ['q1', null],
  ['q2', null],
  ['q3', null],
];
const told = [
  ['q1', true],
  ['q2', false],
  ['q3', true],
];
const inOrder = (list: unknown[][]) => [...list].sort(([a], [b]) => String(a).localeCompare(String(b)));

describe('a test with a limit of its course and its federation (V-20)', () => {
  it('may be tried as often as the strictest of them says, and tells which answers were right after the last', async () => {
    const learner = await learnerOf({ testAttempts: { max: 3 }, testAttemptsOfOvb: { max: 2 } });
    expect(await finalTest(learner)).toMatchObject({ state: 'not-started', attemptsLeft: 2, nextAttemptAt: null });
    const first = await fail(learner);
    expect(first).toMatchObject({ state: 'failed', score: { right: 2, of: 3 }, attemptsLeft: 1 });
    expect(inOrder(rightOf(first))).toEqual(untold);

    const { body: second } = await start(learner);
    expect(second.attemptsLeft).toBe(0);
    // the last attempt is open: what was right in the first is its key
    expect(inOrder(rightOf(await seen(learner, first)))).toEqual(untold);
    const last = (await answer(learner, second, wrongAnswers)).body;
    expect(inOrder(rightOf(last))).toEqual(told);
    expect(inOrder(rightOf(await seen(learner, first)))).toEqual(told);
    // the limit may yet be raised
    expect(last.questions.map(({ correctOptionIds }) => correctOptionIds)).toEqual([null, null, null]);

    expect(await start(learner)).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('test-attempts-used-up'), detail: expect.stringContaining('2') },
    });
    expect(await finalTest(learner)).toMatchObject({ state: 'failed', attempts: 2, attemptsLeft: 0 });
  });

  it('may be tried again when staff raise the limit, and is silent again', async () => {
    const learner = await learnerOf({ testAttempts: { max: 1 } });
    const { courseId } = learner;
    const first = await fail(learner);
    expect(inOrder(rightOf(first))).toEqual(told);
    await learning.publishCourse(courseOf({ courseId, revision: 2, testAttempts: { max: 2 } }));
    expect(inOrder(rightOf(await seen(learner, first)))).toEqual(untold);
    const { body } = await start(learner);
    expect((await answer(learner, body, rightAnswers)).body).toMatchObject({ state: 'passed', attemptsLeft: 0 });
  });

  it('may be finished when the limit was lowered, or the questions replaced, while it was open (V-23)', async () => {
    const learner = await learnerOf({ testAttempts: { max: 3 } });
    const { courseId } = learner;
    await fail(learner);
    const { body: open } = await start(learner);
    await learning.publishCourse(courseOf({ courseId, revision: 2, questionSet: 2, testAttempts: { max: 1 } }));
    expect(await start(learner)).toMatchObject({ status: 200, body: { id: open.id, attemptsLeft: 0 } });
    expect((await answer(learner, open, rightAnswers)).body).toMatchObject({ state: 'passed' });
    const { data } = await learning.events.waitFor(testPassedV1, ({ subject }) => subject === learner.enrolmentId);
    expect(data.questionSetVersion).toBe(1);
  });

  it('is started no more often than allowed from any number of tabs, and an attempt is judged once', async () => {
    const learner = await learnerOf({ testAttempts: { max: 3 } });
    const judged = new Set<string>();
    for (const round of [1, 2, 3, 4, 5]) {
      const started = await Promise.all(twenty.map(() => start(learner)));
      const attempts = new Map(started.flatMap(({ body, status }) => (status < 300 ? [[body.id, body]] : [])));
      expect([round, attempts.size]).toEqual([round, round <= 3 ? 1 : 0]);
      if (round > 3) expect(new Set(started.map(({ status }) => status))).toEqual(new Set([409]));
      for (const [id, attempt] of attempts) {
        judged.add(id);
        const given = await Promise.all(twenty.map(() => answer(learner, attempt, wrongAnswers)));
        expect(new Set(given.map(({ status, body }) => `${status} ${body.state}`))).toEqual(new Set(['200 failed']));
      }
    }
    expect(judged.size).toBe(3);
    expect(await finalTest(learner)).toMatchObject({ attempts: 3, attemptsLeft: 0 });
  });

  it('is started no more often than allowed while other tabs hand in', async () => {
    const learner = await learnerOf({ testAttempts: { max: 4 } });
    const attempts = new Map<string, Attempt>();
    for (const round of twenty) {
      const open = [...attempts.values()].at(-1);
      const answers = await Promise.all(
        twenty.map((n) => (open && n % 2 === 1 ? answer(learner, open, wrongAnswers) : start(learner))),
      );
      for (const { status, body } of answers) if (status < 300) attempts.set(body.id, body);
      const odd = answers.map(({ status }) => status).filter((status) => ![200, 201, 409].includes(status));
      expect([round, odd]).toEqual([round, []]);
    }
    expect(attempts.size).toBe(4);
  });
});

describe('a test with a wait between attempts (V-20)', () => {
  it('refuses the next attempt in words until it is over, and says from when it is possible', async () => {
    const learner = await learnerOf({ testAttempts: { waitMinutes: 5 }, testAttemptsOfOvb: { waitMinutes: 60 } });
    const failed = await fail(learner);
    const { http, at } = learner;
    const from = failed.nextAttemptAt ?? '';
    const judgedAt = Date.parse(from) - 60 * minute;
    expect(Math.abs(judgedAt - learning.clock().getTime())).toBeLessThan(minute);
    expect(failed).toMatchObject({ state: 'failed', attemptsLeft: null });
    expect(inOrder(rightOf(failed))).toEqual(untold);
    expect(await finalTest(learner)).toMatchObject({ state: 'failed', attemptsLeft: null, nextAttemptAt: from });

    const told = formatMoment(new Date(Math.ceil(Date.parse(from) / minute) * minute), 'Europe/Brussels', 'fr');
    const refused = await http.post(at('/test-attempts'), undefined, { headers: { 'accept-language': 'fr' } });
    expect(refused).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('test-attempt-too-soon'), detail: expect.stringContaining(`du ${told}`) },
    });
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(3_600);

    learning.clock.advance(60 * minute);
    expect(await finalTest(learner)).toMatchObject({ nextAttemptAt: null });
    expect((await start(learner)).status).toBe(201);
  });

  it('lets who failed before the end of an attempt was kept start at once', async () => {
    const learner = await learnerOf({ testAttempts: { waitMinutes: 60 } });
    await fail(learner);
    await learning.service.database.connection
      .collection<{ _id: string }>('tests')
      .updateOne({ _id: learner.enrolmentId }, { $unset: { judgedAt: 1 } });
    expect((await start(learner)).status).toBe(201);
  });
});
