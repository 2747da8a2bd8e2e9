import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { commandsOf, type HttpAnswer } from '@leerhuis/testkit';
import {
  answersOf,
  courseOf,
  type Learner,
  type LearningUnderTest,
  learningUnderTest,
  rightAnswers,
  type ShownAttempt,
  segment,
} from './learning-under-test.ts';

let learning: LearningUnderTest;
let learner: Learner;
let attempt: ShownAttempt & { id: string };
beforeAll(async () => {
  learning = await learningUnderTest();
  const course = courseOf();
  await learning.publishCourse(course);
  learner = await learning.watcher(course.courseId);
});
afterAll(() => learning.stop());

const get = (path: string) => learner.http.get(learner.at(path));
const post = (path: string, body?: unknown) => learner.http.post(learner.at(path), body);
const part = (toSecond: number) => ({
  position: { chapterId: 'c1', second: toSecond },
  segments: [segment('c1', 0, toSecond)],
});
const rest = { segments: [segment('c1', 0, 60), segment('c2', 0, 40)] };

/** When the rest can have been watched. */
function later<T>(ask: () => Promise<T>): Promise<T> {
  learning.clock.advance(60_000);
  return ask();
}

async function startTest() {
  const started = await learner.http.post<typeof attempt>(learner.at('/test-attempts'));
  attempt = started.body;
  return started;
}

/** In the order in which a learner does it. */
const operations: [operation: string, most: number, ask: () => Promise<HttpAnswer<unknown>>][] = [
  ['GET /enrolments', 2, () => learner.http.get('/api/v1/enrolments')],
  ['GET /enrolments/{id}', 2, () => get('')],
  ['GET /enrolments/{id}/classroom', 3, () => get('/classroom')],
  ['POST /enrolments/{id}/progress, another tenth of the course', 6, () => post('/progress', part(31))],
  ['POST /enrolments/{id}/progress', 3, () => post('/progress', part(33))],
  ['POST /enrolments/{id}/progress, sent again', 2, () => post('/progress', part(33))],
  ['POST /enrolments/{id}/attention-checks/{checkId}/click', 6, () => post('/attention-checks/c1-30/click')],
  ['POST /enrolments/{id}/progress, the last of it', 6, () => later(() => post('/progress', rest))],
  ['POST /enrolments/{id}/attention-checks/{checkId}/click, the last', 7, () => post('/attention-checks/c2-20/click')],
  ['POST /enrolments/{id}/test-attempts', 6, startTest],
  ['GET /test-attempts/{id}', 2, () => learner.http.get(`/api/v1/test-attempts/${attempt.id}`)],
  [
    'PUT /test-attempts/{id}/answers, passed',
    10,
    () => learner.http.put(`/api/v1/test-attempts/${attempt.id}/answers`, answersOf(attempt, rightAnswers)),
  ],
  ['POST /enrolments/{id}/evaluation', 5, () => post('/evaluation', { stars: 4 })],
  ['POST /enrolments/{id}/questions', 7, () => post('/questions', { text: 'Geldt dit ook in Brussel?' })],
  ['GET /enrolments/{id}/questions', 2, () => get('/questions')],
  ['GET /admin/enrolments', 3, () => learning.staff.get('/api/v1/admin/enrolments')],
  ['GET /admin/questions, with names', 2, () => learning.staff.get('/api/v1/admin/questions')],
  ['GET /admin/evaluations, with names', 2, () => learning.staff.get('/api/v1/admin/evaluations')],
];

it.each(operations)('%s waits for the database %d times at most', async (_, most, ask) => {
  const sent = await commandsOf(ask);
  expect(String(sent.answer.status)).toMatch(/^2/);
  expect(sent.beyond(most)).toBe('');
});
