import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EventContract, enrolmentWatchedV1, shareWatchedV1 } from '@leerhuis/contracts';
import { eventually, tokenFor } from '@leerhuis/testkit';
import { courseOf, type Learner, type LearningUnderTest, learningUnderTest, segment } from './learning-under-test.ts';

let learning: LearningUnderTest;
const course = courseOf();
beforeAll(async () => {
  learning = await learningUnderTest();
  await learning.publishCourse(course);
});
afterAll(() => learning.stop());

interface Answer {
  percent: number;
  refused: { field: string; reason: string; message: string; fromSecond?: number; toSecond?: number }[];
  takenOverAt: string | null;
}

const pass = (seconds: number) => learning.clock.advance(seconds * 1_000);
const english = { headers: { 'accept-language': 'en' } };
const tell = ({ http, at }: Learner, ...segments: ReturnType<typeof segment>[]) =>
  http.post<Answer>(at('/progress'), { segments }, english);
const click = ({ http, at }: Learner, checkId: string) =>
  http.post<{ type: string }>(at(`/attention-checks/${checkId}/click`), undefined, english);
const enter = ({ http, at }: Learner) =>
  http.get<{ attentionChecks: { checkId: string; clickUntil: string | null }[] }>(at('/classroom'));
/** The same learner, logged in on another device. */
async function elsewhere(learner: Learner): Promise<Learner> {
  const { accountId } = learner;
  const sessionId = `phone of ${accountId}`;
  return { ...learner, http: learning.service.http.as(await tokenFor({ accountId, sessionId })) };
}

describe('what is told to have been watched', () => {
  it('counts as far as the time since entering lets; the rest is told and counted, and counts when time has passed', async () => {
    const learner = await learning.watcher(course.courseId, 0.3);
    const all = [segment('c1', 0, 60), segment('c2', 0, 40)];
    const { body } = await tell(learner, ...all);
    expect(body.percent).toBeLessThanOrEqual(1);
    expect(body.refused).toEqual([
      expect.objectContaining({ field: 'segments[0]', reason: 'too-fast', fromSecond: 1, toSecond: 60 }),
      expect.objectContaining({ field: 'segments[1]', reason: 'too-fast', fromSecond: 0, toSecond: 40 }),
    ]);
    expect(body.refused[0]?.message).toContain('More than can have been watched');
    const metrics = String((await learning.service.internal.get('/metrics')).bytes);
    expect(metrics).toMatch(/watched_seconds_refused_total\{.*reason="too-fast".*\} 99/);
    const { items } = (
      await learning.staff.get<{ items: { refusedProgress: unknown }[] }>(
        `/api/v1/admin/enrolments?accountId=${learner.accountId}`,
      )
    ).body;
    expect(items.map(({ refusedProgress }) => refusedProgress)).toEqual([
      { reports: 1, seconds: 99, lastAt: expect.any(String) },
    ]);
    pass(50);
    expect((await tell(learner, ...all)).body).toMatchObject({ percent: 100, refused: [], takenOverAt: null });
  });

  it('counts from the first report on for who never entered', async () => {
    const learner = await learning.learner(course.courseId);
    expect((await tell(learner, segment('c1', 0, 60))).body).toMatchObject({ percent: 0 });
    pass(30);
    expect((await tell(learner, segment('c1', 0, 60))).body).toMatchObject({ percent: 60, refused: [] });
  });

  it('may be told after a lost connection, report by report', async () => {
    const learner = await learning.watcher(course.courseId, 100);
    for (let second = 0; second < 60; second += 10)
      expect((await tell(learner, segment('c1', second, second + 10))).body.refused).toEqual([]);
    expect((await tell(learner, segment('c2', 0, 40))).body).toMatchObject({ percent: 100, refused: [] });
  });
});

describe('a share of the course (V-24)', () => {
  it('is told by the tenth that is reached, once, and all of it as watched', async () => {
    const learner = await learning.watcher(course.courseId);
    const mine = <D>(contract: EventContract<D>) =>
      learning.events.of(contract).filter(({ subject }) => subject === learner.enrolmentId);
    for (const toSecond of [5, 45, 47, 45, 50, 60]) await tell(learner, segment('c1', 0, toSecond));
    await tell(learner, segment('c2', 0, 40));
    await eventually(() => expect(mine(enrolmentWatchedV1)).toHaveLength(1));
    expect(mine(shareWatchedV1).map(({ data }) => data.percent)).toEqual([40, 50, 60]);
  });

  it('is told when maintenance makes it greater (V-23)', async () => {
    const before = courseOf();
    await learning.publishCourse(before);
    const learner = await learning.watcher(before.courseId);
    await tell(learner, segment('c2', 0, 20));
    const { courseId } = before;
    await learning.publishCourse(courseOf({ courseId, revision: 2, chapters: ['c2'], checks: ['c2-20'] }));
    await learning.events.waitFor(
      shareWatchedV1,
      ({ subject, data }) => subject === learner.enrolmentId && data.percent === 50,
    );
  });
});

describe('a second device', () => {
  it('takes over; the first may tell of the time before, and is told', async () => {
    const laptop = await learning.watcher(course.courseId, 20);
    const phone = await elsewhere(laptop);
    expect(await tell(phone, segment('c2', 0, 10))).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('played-elsewhere') },
    });
    await enter(phone);
    pass(20);
    expect((await tell(phone, segment('c2', 0, 20))).body).toMatchObject({ refused: [], takenOverAt: null });
    const late = await tell(laptop, segment('c1', 0, 60));
    expect(late.body).toMatchObject({
      refused: [{ reason: 'played-elsewhere', fromSecond: 40, toSecond: 60 }],
      takenOverAt: expect.any(String),
    });
    expect((await tell(laptop, segment('c1', 40, 60))).status).toBe(409);
    await enter(laptop);
    pass(20);
    expect((await tell(laptop, segment('c1', 40, 60))).body).toMatchObject({ refused: [], takenOverAt: null });
  });

  it('is another course as well', async () => {
    const other = courseOf();
    await learning.publishCourse(other);
    const first = await learning.watcher(course.courseId, 60);
    const second = await learning.enrolled(first, other.courseId);
    await enter(second);
    pass(60);
    expect((await tell(second, segment('c1', 0, 60))).body.refused).toEqual([]);
    expect((await tell(first, segment('c1', 0, 60), segment('c2', 0, 40))).body.refused).toEqual([]);
    expect(await tell(first, segment('c2', 0, 40))).toMatchObject({ status: 409 });
  });
});

describe('an attention check (V-19)', () => {
  it('can be clicked for a minute after it showed, and again when its moment plays again', async () => {
    const learner = await learning.watcher(course.courseId, 40);
    await tell(learner, segment('c1', 0, 40));
    const { attentionChecks } = (await enter(learner)).body;
    expect(attentionChecks.map(({ checkId, clickUntil }) => [checkId, clickUntil === null])).toEqual([
      ['c1-30', false],
      ['c2-20', true],
    ]);
    pass(61);
    expect(await click(learner, 'c1-30')).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('check-window-over') },
    });
    expect((await click(learner, 'c2-20')).body.type).toContain('moment-not-watched');
    await tell(learner, segment('c1', 28, 31));
    expect((await click(learner, 'c1-30')).status).toBe(200);
    pass(3_600);
    expect((await click(learner, 'c1-30')).status).toBe(200);
  });

  it('is not open for who tells of all of it at the end', async () => {
    const learner = await learning.watcher(course.courseId, 3_600);
    await tell(learner, segment('c1', 0, 60));
    pass(50);
    await tell(learner, segment('c2', 0, 40));
    expect((await click(learner, 'c1-30')).status).toBe(409);
    expect((await click(learner, 'c2-20')).status).toBe(200);
  });
});
