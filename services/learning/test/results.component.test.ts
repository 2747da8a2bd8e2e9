import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { rights } from '@leerhuis/auth';
import { accountRegisteredV1, attestIssuedV1, attestRevokedV1, orderPlacedV1 } from '@leerhuis/contracts';
import { newId } from '@leerhuis/service-runtime';
import { eventually, type HttpClient, type ToldMember, tellOrganisation } from '@leerhuis/testkit';
import {
  accountOf,
  answersOf,
  courseOf,
  fact,
  type Learner,
  type LearningUnderTest,
  learningUnderTest,
  rightAnswers,
  type ShownAttempt,
  segment,
} from './learning-under-test.ts';

jest.setTimeout(120_000);

interface Row {
  id: string;
  state: string;
  reached?: string;
  accountId?: string;
  accountName?: string;
  organisationId?: string | null;
  organisationName?: string;
  progress: { percent: number; watchedAt: string | null };
  test: { state: string; attempts: number };
  attest: { attestId: string } | null;
}
interface List {
  items: Row[];
  nextCursor: string | null;
  total: { count: number } | null;
}

const course = courseOf();
let learning: LearningUnderTest;
let linde: Awaited<ReturnType<typeof tellOrganisation>>;
let manager: ToldMember;
let colleague: ToldMember;
let stranger: ToldMember;
/** Who learns for the organisation, and in the same course for herself. */
let zoe: ToldMember;
let forLinde: Learner;
let forHerself: Learner;

beforeAll(async () => {
  learning = await learningUnderTest();
  await learning.publishCourse(course);
  linde = await tellOrganisation(learning.service);
  manager = await linde.member({ rights: [...rights] });
  colleague = await linde.member();
  zoe = await linde.member();
  stranger = await (await tellOrganisation(learning.service, { name: 'Elders' })).member({ rights: [...rights] });
  const account = { ...accountOf(zoe.accountId), firstName: 'Zoë', lastName: 'Kovačić' };
  await learning.publish(fact(accountRegisteredV1, zoe.accountId, account));
  const { organisationId } = linde.organisation;
  const asZoe = { accountId: zoe.accountId, http: zoe.asPerson };
  forLinde = await learning.enrolled(asZoe, course.courseId, organisationId);
  forHerself = await learning.enrolled(asZoe, course.courseId);
  await eventually(async () => (await list(manager.http)).items[0]?.accountName === 'Zoë Kovačić');
}, 120_000);
afterAll(() => learning.stop(), 30_000);

async function list(http: HttpClient, query = ''): Promise<List> {
  const { status, body } = await http.get<List>(`/api/v1/enrolments${query}`);
  expect(status).toBe(200);
  return body;
}
const idsOf = async (http: HttpClient, query = '') => (await list(http, query)).items.map(({ id }) => id).sort();
const stage = async () => (await list(manager.http)).items.find(({ id }) => id === forLinde.enrolmentId)?.reached;
const statusOf = async (http: HttpClient, path: string) => (await http.get(path)).status;

describe('the list of enrolments', () => {
  it('of a person has all of their own, and says for which organisation', async () => {
    const { items } = await list(zoe.asPerson);
    expect(items.map(({ id }) => id).sort()).toEqual([forLinde.enrolmentId, forHerself.enrolmentId].sort());
    const { organisationId, name } = linde.organisation;
    expect(items.find(({ id }) => id === forLinde.enrolmentId)).toMatchObject({
      organisationId,
      organisationName: name,
    });
    expect(items.find(({ id }) => id === forHerself.enrolmentId)).toMatchObject({ organisationId: null });
  });

  it('of who acts for the organisation has what was taken for it: of all with the right, else their own', async () => {
    expect(await idsOf(manager.http)).toEqual([forLinde.enrolmentId]);
    expect(await idsOf(zoe.http)).toEqual([forLinde.enrolmentId]);
    for (const { http } of [colleague, stranger])
      expect(await list(http)).toMatchObject({ items: [], total: { count: 0 } });
    for (const { asPerson } of [manager, colleague]) expect(await idsOf(asPerson)).toEqual([]);
  });

  it('one of it is there for the same people, and for no other', async () => {
    for (const http of [manager.http, zoe.http, zoe.asPerson]) expect(await statusOf(http, forLinde.at(''))).toBe(200);
    for (const http of [colleague.http, stranger.http, manager.asPerson])
      expect(await statusOf(http, forLinde.at(''))).toBe(404);
    // her own is nobody else's, and not hers while she acts for another
    for (const http of [manager.http, zoe.http]) expect(await statusOf(http, forHerself.at(''))).toBe(404);
    expect((await manager.http.get(forLinde.at(''))).body).toMatchObject({
      accountName: 'Zoë Kovačić',
      reached: 'not-started',
    });
  });

  it('is filtered by stage, state, course, learner, name and period, and refuses these of a person', async () => {
    const found = [forLinde.enrolmentId];
    const today = new Date().toISOString().slice(0, 10);
    for (const query of [
      '?reached=not-started',
      '?state=open',
      `?courseId=${course.courseId}`,
      `?accountId=${zoe.accountId}`,
      '?q=kovacic',
      '?q=woninghuur',
      '?profession=lawyer',
      `?from=2026-01-01&to=2999-01-01`,
    ])
      expect([query, await idsOf(manager.http, query)]).toEqual([query, found]);
    for (const query of [
      '?reached=busy',
      '?state=expired',
      `?accountId=${newId()}`,
      '?q=nobody',
      '?q=***',
      '?to=2020-01-01',
    ])
      expect([query, await idsOf(manager.http, query)]).toEqual([query, []]);
    expect(await idsOf(colleague.http, `?accountId=${zoe.accountId}`)).toEqual([]);
    expect(await statusOf(manager.http, `/api/v1/enrolments?from=${today}&to=2020-01-01`)).toBe(400);
    for (const query of ['reached=busy', `accountId=${zoe.accountId}`, 'from=2026-01-01'])
      expect(await statusOf(zoe.asPerson, `/api/v1/enrolments?${query}`)).toBe(400);
  });

  it('of fifty is paged and counted', async () => {
    const paged = await tellOrganisation(learning.service, { name: 'Groot' });
    const { http } = await paged.member({ rights: [...rights] });
    const { organisationId } = paged.organisation;
    const learner = await learning.learner(course.courseId);
    for (let n = 0; n < 50; n += 1) await learning.enrolled(learner, course.courseId, organisationId);
    const ids = new Set<string>();
    for (let cursor: string | null = '', pages = 0; cursor !== null; pages += 1) {
      const page: List = await list(http, `?limit=20${cursor ? `&cursor=${cursor}` : ''}`);
      if (pages === 0) expect(page.total).toEqual({ count: 50, more: false });
      for (const { id } of page.items) ids.add(id);
      cursor = page.nextCursor;
    }
    expect(ids.size).toBe(50);
  });
});

describe('the classroom', () => {
  it('is entered as a person, or by who acts for the organisation that it was taken for; by nobody else', async () => {
    for (const path of ['/classroom', '/documents', '/questions']) {
      for (const http of [manager.http, colleague.http, stranger.http, manager.asPerson])
        expect([path, await statusOf(http, forLinde.at(path))]).toEqual([path, 404]);
      expect([path, await statusOf(zoe.http, forHerself.at(path))]).toEqual([path, 404]);
      for (const http of [zoe.http, zoe.asPerson])
        expect([path, await statusOf(http, forLinde.at(path))]).toEqual([path, 200]);
    }
  });

  it('is where an employee does everything without switching, and the manager sees the stages of it alone', async () => {
    expect(await stage()).toBe('busy');
    const { http } = zoe;
    await http.get(forLinde.at('/classroom'));
    learning.clock.advance(120_000);
    const part = await http.post(forLinde.at('/progress'), { segments: [segment('c1', 0, 60)] });
    expect(part.status).toBe(200);
    const [row] = (await list(manager.http)).items;
    expect(row).toMatchObject({ reached: 'busy', progress: { percent: 0, watchedAt: null } });
    expect((await list(http)).items[0]?.progress.percent).toBe(60);
    await http.post(forLinde.at('/progress'), { segments: [segment('c2', 0, 40)] });
    expect((await list(manager.http, '?reached=all-watched')).items[0]).toMatchObject({ progress: { percent: 100 } });

    const attempt = (await http.post<ShownAttempt & { id: string }>(forLinde.at('/test-attempts'))).body;
    const path = `/api/v1/test-attempts/${attempt.id}`;
    expect(await statusOf(http, path)).toBe(200);
    for (const other of [manager.http, manager.asPerson, stranger.http]) expect(await statusOf(other, path)).toBe(404);
    expect((await http.put(`${path}/answers`, answersOf(attempt, rightAnswers))).status).toBe(200);
    expect((await list(manager.http, '?reached=test-passed')).items[0]).toMatchObject({
      test: { state: 'passed', attempts: 0 },
    });

    const ref = {
      attestId: newId(),
      accountId: zoe.accountId,
      courseId: course.courseId,
      enrolmentId: forLinde.enrolmentId,
    };
    const issued = { ...ref, organisationId: linde.organisation.organisationId, issuedAt: new Date().toISOString() };
    await learning.publish(fact(attestIssuedV1, ref.attestId, issued));
    await eventually(async () => (await stage()) === 'completed');
    expect((await list(manager.http)).items[0]?.attest).toMatchObject({ attestId: ref.attestId });
    const revoked = { ...ref, reason: 'order-withdrawn' as const, revokedAt: new Date().toISOString() };
    await learning.publish(fact(attestRevokedV1, ref.attestId, revoked));
    await eventually(async () => (await stage()) === 'test-passed');
    expect((await list(manager.http)).items[0]?.attest).toBeNull();
  });

  it('leaves an attest that she got for herself out of what the organisation sees', async () => {
    const attestId = newId();
    const ref = { attestId, accountId: zoe.accountId, courseId: course.courseId, enrolmentId: forHerself.enrolmentId };
    await learning.publish(fact(attestIssuedV1, attestId, { ...ref, issuedAt: new Date().toISOString() }));
    await eventually(async () => (await list(zoe.asPerson)).items.every(({ attest }) => attest?.attestId === attestId));
    expect((await list(manager.http)).items[0]?.attest).toBeNull();
    expect(await stage()).toBe('test-passed');
  });
});

it('what was ordered for employees waits in their lists and in that of the organisation (C-8)', async () => {
  const [orderId, lineId] = [newId(), newId()];
  const money = { amount: 9_500, currency: 'EUR' as const };
  const line = { lineId, kind: 'course' as const, itemId: course.courseId, title: { nl: 'Beslag' }, price: money };
  await learning.publish(
    fact(orderPlacedV1, orderId, {
      ...{ orderId, accountId: manager.accountId, organisationId: linde.organisation.organisationId },
      lines: [{ ...line, learners: [{ accountId: colleague.accountId }, { accountId: zoe.accountId }] }],
      ...{ total: money, proFormaNumber: 'PF-1', dueDate: '2026-12-30', placedAt: new Date().toISOString() },
    }),
  );
  await eventually(async () => (await list(manager.http, '?state=not-activated')).total?.count === 2);
  for (const { asPerson, http } of [colleague, zoe])
    for (const client of [asPerson, http])
      expect((await list(client, '?state=not-activated')).items).toMatchObject([{ toActivate: { orderId } }]);
  expect(await idsOf(manager.asPerson)).toEqual([]);
  const [row] = (await list(manager.http, `?state=not-activated&accountId=${zoe.accountId}`)).items;
  expect(row).not.toHaveProperty('toActivate');
});

it('who leaves stays in the list with what was for the organisation, and keeps it as a person (B-6)', async () => {
  await zoe.end();
  await eventually(async () => (await zoe.http.get('/api/v1/enrolments')).status === 403);
  expect(await idsOf(manager.http, `?accountId=${zoe.accountId}&state=open`)).toEqual([forLinde.enrolmentId]);
  expect(await idsOf(zoe.asPerson, '?state=open')).toEqual([forLinde.enrolmentId, forHerself.enrolmentId].sort());
  expect(await statusOf(zoe.asPerson, forLinde.at('/classroom'))).toBe(200);
});

it('what was for an organisation that became part of another is for the other', async () => {
  const into = await tellOrganisation(learning.service, { name: 'Kantoor van beide' });
  const boss = await into.member({ rights: [...rights] });
  const before = await idsOf(manager.http);
  await linde.change({ state: 'closed', mergedInto: into.organisation.organisationId });
  await eventually(async () => (await idsOf(boss.http)).length === before.length);
  expect(await idsOf(boss.http)).toEqual(before);
  expect((await manager.http.get('/api/v1/enrolments')).status).toBe(403);
  expect(await learning.service.scansSeen()).toEqual([]);
});
