import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endOfDayAfter } from '@leerhuis/calendar';
import { checksCompletedV1, enrolmentWatchedV1, testPassedV1 } from '@leerhuis/contracts';
import { verifySignedUrl } from '@leerhuis/files';
import { eventually } from '@leerhuis/testkit';
import {
  answersOf,
  courseOf,
  type Learner,
  type LearningUnderTest,
  learningUnderTest,
  mediaSigningKey,
  rightAnswers,
  type ShownAttempt,
  segment,
} from './learning-under-test.ts';

interface Attempt extends ShownAttempt {
  id: string;
  state: string;
  questions: (ShownAttempt['questions'][number] & { right: boolean | null; correctOptionIds: string[] | null })[];
}

let learning: LearningUnderTest;
const course = courseOf();
beforeAll(async () => {
  learning = await learningUnderTest();
  await learning.publishCourse(course);
});
afterAll(async () => {
  const scans = await learning.service.scansSeen();
  await learning.stop();
  expect(scans).toEqual([]);
});

const watchAll = (learner: Learner) =>
  learner.http.post(learner.at('/progress'), {
    position: { chapterId: 'c2', second: 40 },
    segments: [segment('c1', 0, 60), segment('c2', 0, 40)],
  });
const startTest = (learner: Learner) => learner.http.post<Attempt>(learner.at('/test-attempts'));
const countOf = (learner: Learner, type: string) =>
  learning.events.all.filter((event) => event.subject === learner.enrolmentId && event.type === type).length;

describe('a course that is followed (V-18 to V-21)', () => {
  it('goes from the first chapter to a passed test, and is told of once each', async () => {
    const learner = await learning.learner(course.courseId);
    const { http, at } = learner;
    const mine = await http.get<{ items: unknown[] }>('/api/v1/enrolments', { headers: { 'accept-language': 'fr' } });
    expect(mine.body.items).toEqual([
      expect.objectContaining({
        id: learner.enrolmentId,
        title: 'Bail',
        access: 'open',
        progress: { percent: 0, watchedAt: null },
        checks: { done: 0, total: 2, completedAt: null },
        test: { state: 'not-started', attempts: 0, openAttemptId: null, passedAt: null },
        accreditations: [expect.objectContaining({ federation: 'OVB', attestUntil: '2027-02-28', watchPercent: 100 })],
        attest: null,
      }),
    ]);

    const classroom = await http.get<{ chapters: { videoUrl: string }[] }>(at('/classroom'));
    expect(classroom.status).toBe(200);
    const [first] = classroom.body.chapters;
    expect(first?.videoUrl).toMatch(/^\/api\/v1\/media\/chapter-1\.mp4\?/);
    expect(verifySignedUrl(first?.videoUrl ?? '', mediaSigningKey, learning.clock())).toBe(true);
    expect(classroom.bytes.toString()).not.toContain('correct');
    const unchanged = { headers: { 'if-none-match': classroom.headers.get('etag') ?? '' } };
    expect((await http.get(at('/classroom'), unchanged)).status).toBe(304);

    expect((await http.post(at('/attention-checks/c1-30/click'))).status).toBe(409);
    learning.clock.advance(32_000);
    await http.post(at('/progress'), {
      position: { chapterId: 'c1', second: 31.5 },
      segments: [segment('c1', 0, 31.5)],
    });
    const click = await http.post(at('/attention-checks/c1-30/click'));
    expect(click).toMatchObject({ status: 200, body: { checks: { done: 1, total: 2, completedAt: null } } });
    expect((await http.get(at('/classroom'))).body).toMatchObject({
      position: { chapterId: 'c1', second: 31.5 },
      chapters: [{ watched: [{ fromSecond: 0, toSecond: 32 }], done: false }, { watched: [] }],
      attentionChecks: [
        { checkId: 'c1-30', done: true },
        { checkId: 'c2-20', done: false },
      ],
    });

    learning.clock.advance(60_000);
    expect((await watchAll(learner)).body).toMatchObject({ percent: 100, watchedAt: expect.any(String) });
    expect((await http.post(at('/attention-checks/c2-20/click'))).body).toMatchObject({
      checks: { done: 2, total: 2 },
    });

    const started = await startTest(learner);
    expect(started.status).toBe(201);
    expect(started.bytes.toString()).not.toMatch(/"correctOptionIds":\[/);
    const answers = `/api/v1/test-attempts/${started.body.id}/answers`;
    expect((await http.put(answers, answersOf(started.body, { q1: ['a'] }))).status).toBe(422);
    const failed = await http.put<Attempt>(answers, answersOf(started.body, { ...rightAnswers, q2: ['b'] }));
    expect(failed.body).toMatchObject({ state: 'failed', passed: false, score: { right: 2, of: 3, percent: 66 } });
    expect(failed.body.questions.map(({ right, correctOptionIds }) => [right, correctOptionIds])).toEqual(
      Array(3).fill([null, null]),
    );
    expect((await http.put(answers, answersOf(started.body, { ...rightAnswers, q2: ['b'] }))).body).toEqual(
      failed.body,
    );

    const again = await startTest(learner);
    expect(again.body.id).not.toBe(started.body.id);
    const passed = await http.put(
      `/api/v1/test-attempts/${again.body.id}/answers`,
      answersOf(again.body, rightAnswers),
    );
    expect(passed.body).toMatchObject({ state: 'passed', score: { percent: 100 } });
    expect(await startTest(learner)).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('test-already-passed') },
    });
    expect((await http.get(at(''))).body).toMatchObject({ test: { state: 'passed', attempts: 2 } });
    // no key to anything any more
    const { body: first2 } = await http.get<Attempt>(`/api/v1/test-attempts/${started.body.id}`);
    for (const { questionId, right, correctOptionIds } of first2.questions)
      expect({ right, correctOptionIds }).toEqual({ right: questionId !== 'q2', correctOptionIds: null });

    for (const { type } of [enrolmentWatchedV1, checksCompletedV1, testPassedV1])
      await eventually(() => expect([type, countOf(learner, type)]).toEqual([type, 1]));
  });

  it('may be tested before it was watched; its checks come with watching (V-19, V-20, ADR 8)', async () => {
    const learner = await learning.watcher(course.courseId);
    const { http, at } = learner;
    const { body: attempt } = await startTest(learner);
    const passed = await http.put(`/api/v1/test-attempts/${attempt.id}/answers`, answersOf(attempt, rightAnswers));
    expect(passed.body).toMatchObject({ state: 'passed' });
    expect((await http.get(at(''))).body).toMatchObject({ progress: { percent: 0, watchedAt: null } });
    expect((await http.post(at('/attention-checks/c1-30/click'))).status).toBe(409);
    await http.post(at('/progress'), { segments: [segment('c1', 29, 31), segment('c2', 19, 21)] });
    for (const check of ['c1-30', 'c2-20'])
      expect((await http.post(at(`/attention-checks/${check}/click`))).status).toBe(200);
    expect((await http.get(at(''))).body).toMatchObject({
      progress: { percent: 4, watchedAt: null },
      checks: { completedAt: expect.any(String) },
    });
  });

  it('is evaluated with stars and a text, which may be replaced, at its end and not before (V-21)', async () => {
    const learner = await learning.watcher(course.courseId);
    const { http, at, enrolmentId } = learner;
    expect(await http.post(at('/evaluation'), { stars: 4 })).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('not-at-the-end') },
    });
    await watchAll(learner);
    expect((await http.post(at('/evaluation'), { stars: 6 })).status).toBe(400);
    expect((await http.post(at('/evaluation'), { stars: 4 })).status).toBe(201);
    expect((await http.post(at('/evaluation'), { stars: 5, text: 'Helder' })).status).toBe(200);
    expect((await http.get(at('/classroom'))).body).toMatchObject({ evaluation: { stars: 5, text: 'Helder' } });
    const list = await learning.staff.get<{ items: { enrolmentId: string }[] }>(
      `/api/v1/admin/evaluations?courseId=${course.courseId}`,
    );
    expect(list.body.items.filter((each) => each.enrolmentId === enrolmentId)).toEqual([
      expect.objectContaining({
        stars: 5,
        text: 'Helder',
        accountName: 'Lena Maes',
        courseTitle: course.title.nl,
      }),
    ]);
  });
});

describe('simultaneous requests', () => {
  it('lose no watched segment', async () => {
    const learner = await learning.watcher(course.courseId);
    const parts = [...Array.from({ length: 60 }, (_, n) => segment('c1', n, n + 1)), segment('c2', 0, 40)];
    const answers = await Promise.all(
      parts.map((each) => learner.http.post(learner.at('/progress'), { segments: [each] })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await learner.http.get(learner.at('/classroom'))).body).toMatchObject({
      progress: { percent: 100 },
      chapters: [{ watched: [{ fromSecond: 0, toSecond: 60 }] }, { watched: [{ fromSecond: 0, toSecond: 40 }] }],
    });
    await learning.events.waitFor(enrolmentWatchedV1, ({ subject }) => subject === learner.enrolmentId);
    expect(countOf(learner, enrolmentWatchedV1.type)).toBe(1);
  });

  it('click a check once, start one attempt, judge it once', async () => {
    const learner = await learning.watcher(course.courseId);
    const { http, at } = learner;
    await watchAll(learner);
    const twenty = Array.from({ length: 20 }, (_, n) => n);
    const clicks = await Promise.all(
      twenty.map((n) => http.post<{ clickedAt: string }>(at(`/attention-checks/${n % 2 ? 'c1-30' : 'c2-20'}/click`))),
    );
    expect(new Set(clicks.map(({ status }) => status))).toEqual(new Set([200]));
    const starts = await Promise.all(twenty.map(() => startTest(learner)));
    expect(new Set(starts.map(({ body }) => body.id)).size).toBe(1);
    expect(starts.filter(({ status }) => status === 201)).toHaveLength(1);
    const [{ body: attempt }] = starts as [(typeof starts)[number]];
    const answers = `/api/v1/test-attempts/${attempt.id}/answers`;
    const right = answersOf(attempt, rightAnswers);
    const results = await Promise.all(twenty.map(() => http.put<Attempt>(answers, right)));
    expect(new Set(results.map(({ status, body }) => `${status} ${body.state}`))).toEqual(new Set(['200 passed']));
    expect((await http.put(answers, answersOf(attempt, { ...rightAnswers, q1: ['c'] }))).status).toBe(409);
    await learning.events.waitFor(testPassedV1, ({ subject }) => subject === learner.enrolmentId);
    await learning.events.waitFor(checksCompletedV1, ({ subject }) => subject === learner.enrolmentId);
    expect(countOf(learner, testPassedV1.type)).toBe(1);
    expect(countOf(learner, checksCompletedV1.type)).toBe(1);
  });
});

describe('maintenance on a course takes nothing away (V-23)', () => {
  it('judges an open attempt on the questions that it was drawn with', async () => {
    const before = courseOf();
    await learning.publishCourse(before);
    const learner = await learning.learner(before.courseId);
    const { body: attempt } = await startTest(learner);
    await learning.publishCourse(courseOf({ courseId: before.courseId, revision: 2, questionSet: 2 }));
    const judged = await learner.http.put(
      `/api/v1/test-attempts/${attempt.id}/answers`,
      answersOf(attempt, rightAnswers),
    );
    expect(judged.body).toMatchObject({ state: 'passed' });
    const { data } = await learning.events.waitFor(testPassedV1, ({ subject }) => subject === learner.enrolmentId);
    expect(data.questionSetVersion).toBe(1);
  });

  it('keeps clicked checks, and completes who has none left to click', async () => {
    const before = courseOf();
    await learning.publishCourse(before);
    const [one, all] = [await learning.watcher(before.courseId), await learning.watcher(before.courseId)];
    for (const learner of [one, all]) {
      await watchAll(learner);
      await learner.http.post(learner.at('/attention-checks/c1-30/click'));
    }
    await all.http.post(all.at('/attention-checks/c2-20/click'));
    const { courseId } = before;
    await learning.publishCourse(courseOf({ courseId, revision: 2, checks: ['c1-45', 'c2-25', 'c2-35'] }));
    expect((await all.http.get(all.at(''))).body).toMatchObject({ checks: { done: 2, total: 2 } });
    expect((await one.http.get(one.at(''))).body).toMatchObject({ checks: { done: 1, total: 3 } });
    expect((await one.http.post(one.at('/attention-checks/c1-30/click'))).status).toBe(200);

    await learning.publishCourse(courseOf({ courseId, revision: 3, checks: ['c1-45'] }));
    await learning.events.waitFor(checksCompletedV1, ({ subject }) => subject === one.enrolmentId);
    expect((await one.http.get(one.at(''))).body).toMatchObject({ checks: { done: 1, total: 1 } });
    expect(countOf(all, checksCompletedV1.type)).toBe(1);
  });
});

describe('a chapter that moves (V-23)', () => {
  it('takes what was watched, the place and the clicks with it; one put in front has none of them', async () => {
    const before = courseOf();
    const { courseId } = before;
    await learning.publishCourse(before);
    const learner = await learning.watcher(courseId);
    const { http, at } = learner;
    await http.post(at('/progress'), {
      position: { chapterId: 'c1', second: 60 },
      segments: [segment('c1', 0, 60)],
    });
    await http.post(at('/attention-checks/c1-30/click'));
    const moved = { courseId, revision: 2, chapters: ['c101', 'c1', 'c2'], checks: ['c101-10', 'c1-30', 'c2-20'] };
    await learning.publishCourse(courseOf(moved));
    expect((await http.get(at('/classroom'))).body).toMatchObject({
      position: { chapterId: 'c1', second: 60 },
      chapters: [
        { chapterId: 'c101', done: false, watched: [] },
        { chapterId: 'c1', done: true, watched: [{ fromSecond: 0, toSecond: 60 }] },
        { chapterId: 'c2', done: false, watched: [] },
      ],
      attentionChecks: [
        { checkId: 'c101-10', done: false },
        { checkId: 'c1-30', done: true },
        { checkId: 'c2-20', done: false },
      ],
    });
  });

  it('away leaves the rest of a report that still tells of it', async () => {
    const { courseId } = courseOf();
    await learning.publishCourse(courseOf({ courseId }));
    const { http, at } = await learning.watcher(courseId);
    await learning.publishCourse(courseOf({ courseId, revision: 2, chapters: ['c2'], checks: ['c2-20'] }));
    const body = { position: { chapterId: 'c1', second: 9 }, segments: [segment('c1', 0, 9), segment('c2', 0, 5)] };
    expect(await http.post(at('/progress'), body, { headers: { 'accept-language': 'en' } })).toMatchObject({
      status: 200,
      body: {
        position: null,
        chapters: [{ chapterId: 'c2', watched: [{ fromSecond: 0, toSecond: 5 }] }],
        refused: ['position.chapterId', 'segments[0].chapterId'].map((field) => ({
          field,
          reason: 'unknown-chapter',
          message: 'This chapter is not part of the course (any more)',
        })),
      },
    });
  });
});

describe('a question to the teacher (V-22)', () => {
  const ask = async (learner: Learner, text: string) => {
    const asked = await learner.http.post<{ id: string }>(learner.at('/questions'), { text }, { idempotencyKey: text });
    const mail = await learning.mails.waitFor(
      ({ data }) => data.template === 'question-to-teacher' && data.data['question'] === text,
    );
    return { asked, mail, token: mail.data.secrets['link']?.split('/').at(-1) ?? '' };
  };

  it('reaches the teacher by mail, whose answer shows in the classroom and reaches the learner', async () => {
    const learner = await learning.learner(course.courseId);
    const { asked, mail, token } = await ask(learner, 'Geldt dit ook voor studenten?');
    expect(asked.status).toBe(201);
    expect(mail.data.recipient).toEqual({
      accountId: null,
      email: 'bram@voorbeeld.be',
      name: 'Bram Łukasiewicz',
      locale: 'nl',
    });
    expect((await ask(learner, 'Geldt dit ook voor studenten?')).asked.body).toEqual(asked.body);

    const { http } = learning.service;
    expect((await http.get(`/api/v1/questions/${token}`)).body).toMatchObject({
      courseTitle: 'Woninghuur',
      answer: null,
    });
    expect((await http.put(`/api/v1/questions/${'x'.repeat(43)}`, { answer: 'Ja' })).status).toBe(404);
    const page = await http.get(`/api/v1/questions/page/${token}`);
    expect(page.bytes.toString()).toContain('<form method="post">');
    const form = { content: 'answer=Ja%2C+%3Cook%3E+dan.', contentType: 'application/x-www-form-urlencoded' };
    const sent = await http.post(`/api/v1/questions/page/${token}`, undefined, { raw: form });
    expect(sent.bytes.toString()).toContain('Ja, &lt;ook&gt; dan.');
    expect((await http.put(`/api/v1/questions/${token}`, { answer: 'Ja, altijd.' })).status).toBe(204);

    expect((await learner.http.get(learner.at('/classroom'))).body).toMatchObject({
      questions: [{ text: 'Geldt dit ook voor studenten?', answer: { text: 'Ja, altijd.', by: 'teacher' } }],
    });
    const told = () =>
      learning.mails.jobs.filter(
        ({ data }) => data.template === 'question-answered' && data.recipient.accountId === learner.accountId,
      );
    await eventually(() => told().length === 2);
    const mailed = told().map(({ data }) => data);
    expect(mailed).toContainEqual(
      expect.objectContaining({
        recipient: expect.objectContaining({ locale: 'fr' }),
        data: expect.objectContaining({ courseTitle: 'Bail', answer: 'Ja, <ook> dan.', isCorrection: false }),
      }),
    );
    const corrected = expect.objectContaining({ answer: 'Ja, altijd.', isCorrection: true });
    expect(mailed).toContainEqual(expect.objectContaining({ data: corrected }));
    // the same answer again is no news; going back to the first one is
    for (const answer of ['Ja, altijd.', 'Ja, <ook> dan.'])
      expect((await http.put(`/api/v1/questions/${token}`, { answer })).status).toBe(204);
    await eventually(() => told().length === 3);
    expect(new Set(told().map(({ id }) => id)).size).toBe(3);
  });

  it('may be answered by staff, which is written down', async () => {
    const learner = await learning.learner(course.courseId);
    const { asked } = await ask(learner, 'En voor een kantoor?');
    const { id } = asked.body;
    const open = await learning.staff.get<{ items: { id: string }[] }>('/api/v1/admin/questions?answered=false');
    expect(open.body.items.map((each) => each.id)).toContain(id);
    const answered = await learning.staff.put(`/api/v1/admin/questions/${id}/answer`, { answer: 'Nee.' });
    const named = { accountName: 'Lena Maes', courseTitle: course.title.nl };
    expect(answered.body).toMatchObject({ answer: { text: 'Nee.', by: 'staff' }, ...named });
    expect(open.body.items.find((each) => each.id === id)).toMatchObject(named);
    const audit = await learning.staff.get<{ items: unknown[] }>('/api/v1/admin/learning-audit');
    expect(audit.body.items).toContainEqual(expect.objectContaining({ action: 'question-answered', subject: id }));
    expect((await learner.http.get(learner.at('/questions'))).body).toMatchObject({
      items: [{ id }],
      nextCursor: null,
    });
  });

  it('is answered by its link for 30 days, of which the mail tells the last; then a page says so', async () => {
    const learner = await learning.learner(course.courseId);
    const { asked, mail, token } = await ask(learner, 'Tot wanneer kan het?');
    const until = new Date(String(mail.data.data['answerUntil']));
    expect(until).toEqual(endOfDayAfter(learning.clock(), 30, 'Europe/Brussels'));
    const { http } = learning.service;
    const pageOf = async (path: string) => String((await http.get(`/api/v1/questions/page/${path}`)).bytes);
    learning.clock.advance(until.getTime() - learning.clock().getTime() - 60_000);
    expect(await pageOf(token)).toContain('<form');
    learning.clock.advance(60_001);
    for (const link of [token, token.slice(0, 20)]) expect(await pageOf(link)).toContain('werkt niet (meer)');
    const form = { content: 'answer=Ja', contentType: 'application/x-www-form-urlencoded' };
    const sent = await http.post(`/api/v1/questions/page/${token}`, undefined, { raw: form });
    expect(String(sent.bytes)).toContain('werkt niet (meer)');
    expect((await http.get(`/api/v1/questions/${token}`)).status).toBe(404);
    expect((await http.put(`/api/v1/questions/${token}`, { answer: 'Ja' })).status).toBe(404);
    const byStaff = await learning.staff.put(`/api/v1/admin/questions/${asked.body.id}/answer`, { answer: 'Nu nog.' });
    expect(byStaff.status).toBe(200);
  });

  it('is refused beyond 20 in 24 hours', async () => {
    const learner = await learning.learner(course.courseId);
    for (let n = 0; n < 20; n += 1) await learner.http.post(learner.at('/questions'), { text: `Vraag ${n}` });
    const refused = await learner.http.post(learner.at('/questions'), { text: 'Nog een' });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('progress that cannot be', () => {
  it.each([
    [422, 'segments[0].chapterId', { segments: [segment('c9', 0, 1)] }],
    [422, 'segments[0].toSecond', { segments: [segment('c1', 0, 90)] }],
    [422, 'position.second', { position: { chapterId: 'c1', second: 90 } }],
    [400, 'segments[0].fromSecond', { segments: [segment('c1', -1, 10)] }],
    [400, 'segments', { segments: Array.from({ length: 51 }, () => segment('c1', 0, 1)) }],
  ])('is refused with %i at %s', async (status, field, body) => {
    someone ??= await learning.learner(course.courseId);
    const answer = await someone.http.post(someone.at('/progress'), body);
    expect(answer).toMatchObject({ status, body: { errors: [expect.objectContaining({ field })] } });
  });
  let someone: Learner | undefined;

  it('does not spoil what others report at the same moment', async () => {
    const [good, bad] = [await learning.watcher(course.courseId), await learning.watcher(course.courseId)];
    const answers = await Promise.all(
      [good, bad, good, bad].map(({ http, at }, n) =>
        http.post(at('/progress'), { segments: [segment(n % 2 ? 'c9' : 'c1', n, n + 10)] }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 422, 200, 422]);
    await eventually(async () => {
      const { body } = await good.http.get<{ chapters: { watched: unknown[] }[] }>(good.at('/classroom'));
      expect(body.chapters[0]?.watched).toEqual([{ fromSecond: 0, toSecond: 12 }]);
    });
  });
});
