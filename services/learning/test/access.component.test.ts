import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  accountRegisteredV1,
  activationGrantedV1,
  attestIssuedV1,
  attestRevokedV1,
  coursePublishedV1,
  enrolmentClosedV1,
  enrolmentOpenedV1,
  orderPaidV1,
  orderPlacedV1,
} from '@leerhuis/contracts';
import { newId } from '@leerhuis/service-runtime';
import { eventually } from '@leerhuis/testkit';
import {
  accountOf,
  activationOf,
  answersOf,
  courseOf,
  fact,
  type LearningUnderTest,
  learningUnderTest,
  revocationOf,
  type ShownAttempt,
} from './learning-under-test.ts';

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

const openedFor = (id: string) => learning.events.of(enrolmentOpenedV1).filter(({ subject }) => subject === id);

describe('an activation', () => {
  it('opens a classroom before the account or the course have come through; content follows', async () => {
    const late = courseOf();
    const account = accountOf();
    const activation = activationOf(account.accountId, late.courseId);
    await learning.publish(fact(activationGrantedV1, activation.activationId, activation));
    await learning.events.waitFor(enrolmentOpenedV1, ({ subject }) => subject === activation.activationId);
    const http = await learning.as(account.accountId);
    const path = `/api/v1/enrolments/${activation.activationId}`;
    expect((await http.get(path)).body).toMatchObject({ access: 'open', title: null });
    const early = await http.get(`${path}/classroom`);
    expect(early.status).toBe(503);
    expect(early.headers.get('retry-after')).toBe('2');
    await learning.publish(
      fact(coursePublishedV1, late.courseId, late),
      fact(accountRegisteredV1, account.accountId, account),
    );
    await eventually(async () => (await http.get(`${path}/classroom`)).status === 200);
  });

  it('is waited for by whoever enters at once, whichever way they come (V-15)', async () => {
    for (const [method, path, body] of [
      ['get', ''],
      ['get', '/classroom'],
      ['get', '/questions'],
      ['post', '/progress', {}],
      ['post', '/test-attempts'],
      ['post', '/evaluation', { stars: 5 }],
      ['post', '/questions', { text: 'Hallo?' }],
    ] as const)
      await eventually(async () => {
        learning.clock.set(new Date());
        const activation = activationOf(newId(), course.courseId);
        const http = await learning.as(activation.accountId);
        const [{ status }] = await Promise.all([
          http[method](`/api/v1/enrolments/${activation.activationId}${path}`, body as never),
          learning.publish(fact(activationGrantedV1, activation.activationId, activation)),
        ]);
        // what is evaluated at the end is there, too
        const isLetIn = status < 300 || (path === '/evaluation' && status === 409);
        expect([method, path, isLetIn]).toEqual([method, path, true]);
      });
  });

  it('that was just made and is not known is waited for, 2 seconds; with all facts here it is then unknown, as one of long ago', async () => {
    learning.clock.set(new Date());
    const began = performance.now();
    const ask = () => learning.staff.get(`/api/v1/enrolments/${id}/classroom`);
    const id = newId();
    const early = await ask();
    expect(early.status).toBe(404);
    expect(performance.now() - began).toBeGreaterThanOrEqual(2_000);
    learning.clock.set(new Date(Date.now() + 3_600_000));
    expect((await ask()).status).toBe(404);
  });

  it('that comes twice, also after a restart, opens one classroom', async () => {
    const activation = activationOf(newId(), course.courseId);
    const granted = fact(activationGrantedV1, activation.activationId, activation);
    await learning.publish(granted, granted);
    await learning.events.waitFor(enrolmentOpenedV1, ({ subject }) => subject === activation.activationId);
    await learning.service.restart();
    // the same event again, and the same fact under another id: as after a replay long afterwards
    const next = activationOf(newId(), course.courseId);
    await learning.publish(
      granted,
      fact(activationGrantedV1, activation.activationId, activation),
      fact(activationGrantedV1, next.activationId, next),
    );
    await learning.events.waitFor(enrolmentOpenedV1, ({ subject }) => subject === next.activationId);
    const inbox = learning.service.database.connection.collection('inbox');
    await eventually(async () => (await inbox.countDocuments({ _id: { $regex: '^learning:' } as never })) >= 3);
    const http = await learning.as(activation.accountId);
    expect((await http.get<{ items: unknown[] }>('/api/v1/enrolments')).body.items).toHaveLength(1);
    expect(openedFor(activation.activationId)).toHaveLength(1);
  });

  it('that is revoked closes the classroom, with the reason (V-14)', async () => {
    const activation = activationOf(newId(), course.courseId);
    const revoked = revocationOf(activation);
    await learning.publish(fact(activationGrantedV1, activation.activationId, activation), revoked, revoked);
    await learning.events.waitFor(enrolmentClosedV1, ({ subject }) => subject === activation.activationId);
    const http = await learning.as(activation.accountId);
    const path = `/api/v1/enrolments/${activation.activationId}`;
    const answer = await http.get(`${path}/classroom`, { headers: { 'accept-language': 'en' } });
    expect(answer).toMatchObject({ status: 403, body: { type: expect.stringContaining('access-revoked') } });
    expect((await http.get(path)).body).toMatchObject({ access: 'revoked' });
    for (const [method, what] of [
      ['post', 'progress'],
      ['post', 'test-attempts'],
      ['post', 'attention-checks/c1-30/click'],
    ] as const)
      expect((await http[method](`${path}/${what}`, what === 'progress' ? {} : undefined)).status).toBe(403);
    expect((await http.post(`${path}/questions`, { text: 'Hallo?' })).status).toBe(403);
    expect((await http.post(`${path}/evaluation`, { stars: 1 })).status).toBe(403);
  });

  it('whose revocation comes first opens no classroom that stays open', async () => {
    const activation = activationOf(newId(), course.courseId);
    await learning.publish(revocationOf(activation), fact(activationGrantedV1, activation.activationId, activation));
    await learning.events.waitFor(enrolmentClosedV1, ({ subject }) => subject === activation.activationId);
    const http = await learning.as(activation.accountId);
    expect((await http.get(`/api/v1/enrolments/${activation.activationId}`)).body).toMatchObject({ access: 'revoked' });
  });

  it('ends with the 12 months that it gives (V-17)', async () => {
    const accessUntil = new Date(learning.clock().getTime() + 1_000).toISOString();
    const activation = { ...activationOf(newId(), course.courseId), accessUntil };
    await learning.publish(fact(activationGrantedV1, activation.activationId, activation));
    const http = await learning.as(activation.accountId);
    const path = `/api/v1/enrolments/${activation.activationId}`;
    await eventually(async () => (await http.get(`${path}/classroom`)).status === 200);
    const { body: attempt } = await http.post<ShownAttempt & { id: string }>(`${path}/test-attempts`);
    learning.clock.advance(1_000);
    const late = await http.get(`${path}/classroom`);
    expect(late).toMatchObject({ status: 403, body: { type: expect.stringContaining('access-expired') } });
    const answers = answersOf(attempt, { q1: ['a'], q2: ['b'], q3: ['b'] });
    expect((await http.put(`/api/v1/test-attempts/${attempt.id}/answers`, answers)).status).toBe(403);
  });
});

describe('who may', () => {
  it('is only the learner; for all others there is nothing there', async () => {
    const { enrolmentId, http } = await learning.learner(course.courseId);
    const { body: attempt } = await http.post<{ id: string }>(`/api/v1/enrolments/${enrolmentId}/test-attempts`);
    const path = `/api/v1/enrolments/${enrolmentId}`;
    for (const other of [await learning.as(newId()), learning.staff]) {
      const answers = await Promise.all([
        other.get(path),
        other.get(`${path}/classroom`),
        other.get(`${path}/questions`),
        other.post(`${path}/progress`, {}),
        other.post(`${path}/attention-checks/c1-30/click`),
        other.post(`${path}/test-attempts`),
        other.post(`${path}/evaluation`, { stars: 1 }),
        other.post(`${path}/questions`, { text: 'Hallo?' }),
        other.get(`/api/v1/test-attempts/${attempt.id}`),
        other.put(`/api/v1/test-attempts/${attempt.id}/answers`, { answers: [] }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    }
    const nobody = learning.service.http;
    expect((await nobody.get(path)).status).toBe(401);
    for (const list of ['enrolments', 'questions', 'evaluations', 'learning-audit'])
      expect((await http.get(`/api/v1/admin/${list}`)).status).toBe(403);
  });

  it('is staff for lists of everybody, page by page', async () => {
    const learner = await learning.learner(course.courseId);
    await learning.learner(course.courseId);
    const mine = await learning.staff.get(`/api/v1/admin/enrolments?accountId=${learner.accountId}`);
    expect(mine.body).toMatchObject({
      items: [
        {
          id: learner.enrolmentId,
          accountId: learner.accountId,
          accountName: 'Lena Maes',
          courseTitle: course.title.nl,
          learner: { name: 'Lena Maes' },
        },
      ],
      nextCursor: null,
      total: { count: 1, more: false },
    });
    interface Page {
      items: { id: string }[];
      nextCursor: string | null;
    }
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const more: string = cursor && `&cursor=${cursor}`;
      const path = `/api/v1/admin/enrolments?courseId=${course.courseId}&limit=2${more}`;
      const { body }: { body: Page } = await learning.staff.get<Page>(path);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
    expect(seen).toContain(learner.enrolmentId);
  });
});

it('an attest that was issued shows with the course, also when it is bought again (V-17)', async () => {
  const { accountId, enrolmentId, http } = await learning.learner(course.courseId);
  const attestId = newId();
  const attest = { attestId, accountId, courseId: course.courseId, enrolmentId, issuedAt: '2026-03-02T10:00:00.000Z' };
  const again = activationOf(accountId, course.courseId);
  await learning.publish(fact(attestIssuedV1, attestId, attest), fact(activationGrantedV1, again.activationId, again));
  await eventually(async () => {
    const { body } = await http.get<{ items: { attest: unknown }[] }>('/api/v1/enrolments');
    expect(body.items.map((each) => each.attest)).toEqual(
      [again.activationId, enrolmentId].map(() => ({ attestId, issuedAt: attest.issuedAt })),
    );
  });
});

it.each(['before', 'after'])('an attest that was revoked shows no more, told %s it was issued (V-14)', async (when) => {
  const { accountId, enrolmentId, http } = await learning.learner(course.courseId);
  const attestId = newId();
  const ref = { attestId, accountId, courseId: course.courseId, enrolmentId };
  const issued = fact(attestIssuedV1, attestId, { ...ref, issuedAt: '2026-03-02T10:00:00.000Z' });
  const revocation = { ...ref, reason: 'order-withdrawn' as const, revokedAt: '2026-03-03T10:00:00.000Z' };
  const revoked = fact(attestRevokedV1, attestId, revocation);
  await learning.publish(...(when === 'after' ? [issued, revoked] : [revoked, issued]));
  const copies = learning.service.database.connection.collection<{ _id: string }>('attests');
  const both = { issuedAt: { $exists: true }, revokedAt: { $exists: true } };
  await eventually(() => copies.findOne({ _id: attestId, ...both }));
  const { body } = await http.get<{ items: { attest: unknown }[] }>('/api/v1/enrolments');
  expect(body.items.map((each) => each.attest)).toEqual([null]);
});

it('a course without attention checks has them complete from the start', async () => {
  const plain = courseOf({ checks: [] });
  const activation = activationOf(newId(), plain.courseId);
  await learning.publish(fact(activationGrantedV1, activation.activationId, activation));
  await learning.publishCourse(plain);
  const later = await learning.learner(plain.courseId);
  const early = await learning.as(activation.accountId);
  for (const [http, id] of [
    [early, activation.activationId],
    [later.http, later.enrolmentId],
  ] as const)
    await eventually(async () => {
      const { body } = await http.get<{ checks: { completedAt: string | null } }>(`/api/v1/enrolments/${id}`);
      return body.checks.completedAt !== null;
    });
});

it('made-up ids of this moment hold nobody up: few of one person are waited for', async () => {
  learning.clock.set(new Date());
  const began = performance.now();
  const answers = await Promise.all(
    Array.from({ length: 300 }, () => learning.staff.get(`/api/v1/enrolments/${newId()}/classroom`)),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
  expect(performance.now() - began).toBeLessThan(10_000);
});

describe('a course that was bought', () => {
  it('is among my courses before it is activated, with what to do next, and nobody else sees it (V-15, V-18)', async () => {
    const [accountId, orderId, lineId] = [newId(), newId(), newId()];
    const http = await learning.as(accountId);
    const money = { amount: 9_500, currency: 'EUR' as const };
    const placedAt = new Date().toISOString();
    const line = { lineId, kind: 'course' as const, itemId: course.courseId, title: { nl: 'Huur' }, price: money };
    const placed = { orderId, accountId, total: money, proFormaNumber: 'PF-2026-7', dueDate: '2026-12-31', placedAt };
    await learning.publish(fact(orderPlacedV1, orderId, { ...placed, lines: [line] }));
    const mine = async () => {
      const { body } = await http.get<{ items: { access: string }[] }>('/api/v1/enrolments');
      return body.items;
    };
    await eventually(async () => (await mine()).length === 1);
    const toActivate = { orderId, orderNumber: 'PF-2026-7', paidAt: null, payBefore: '2026-12-31', possibleFrom: null };
    const waits = { id: lineId, courseId: course.courseId, access: 'not-activated', courseTitle: 'Woninghuur' };
    expect(await mine()).toMatchObject([
      { ...waits, activatedAt: placedAt, toActivate: { ...toActivate, link: '/api/v1/activations' } },
    ]);
    expect((await http.get(`/api/v1/enrolments/${lineId}`)).body).toMatchObject(waits);
    expect((await mine())[0]).toMatchObject({ checks: { done: 0, total: course.classroom.attentionChecks.length } });
    const other = await learning.as(newId());
    expect((await other.get(`/api/v1/enrolments/${lineId}`)).status).toBe(404);
    for (const inside of ['classroom', 'documents', 'questions']) {
      const path = `/api/v1/enrolments/${lineId}/${inside}`;
      const first = { status: 409, body: { type: expect.stringContaining('not-activated') } };
      expect(await http.get(path)).toMatchObject(first);
      expect((await other.get(path)).status).toBe(404);
    }
    const watched = { position: { chapterId: 'c1', second: 1 }, segments: [] };
    expect((await http.post(`/api/v1/enrolments/${lineId}/progress`, watched)).status).toBe(409);

    const current = activationOf(accountId, course.courseId);
    await learning.publish(
      fact(orderPaidV1, orderId, { orderId, accountId, total: money, invoiceNumber: 'F-1', paidAt: placedAt }),
      fact(activationGrantedV1, current.activationId, current),
    );
    await eventually(async () => (await mine()).length === 2);
    await eventually(async () => JSON.stringify(await mine()).includes(`"paidAt":"${placedAt}"`));
    // another access holds: this one waits for its end (V-10)
    const possibleFrom = current.accessUntil;
    expect((await mine()).find(({ access }) => access === 'not-activated')).toMatchObject({
      toActivate: { payBefore: null, possibleFrom },
    });

    const activation = { ...activationOf(accountId, course.courseId), orderId, source: 'payment' as const };
    await learning.publish(fact(activationGrantedV1, activation.activationId, activation));
    await eventually(async () => (await mine()).every(({ access }) => access === 'open'));
    const ids = (await mine()).map((each) => (each as unknown as { id: string }).id);
    expect(new Set(ids)).toEqual(new Set([current.activationId, activation.activationId]));
  });
});
