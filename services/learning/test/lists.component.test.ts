import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { accountRegisteredV1, activationGrantedV1 } from '@leerhuis/contracts';
import { eventually, type HttpClient } from '@leerhuis/testkit';
import {
  accountOf,
  activationOf,
  courseOf,
  fact,
  type LearningUnderTest,
  learningUnderTest,
  revocationOf,
} from './learning-under-test.ts';

jest.setTimeout(120_000);

interface List {
  items: { id: string; state: string; access: string; courseTitle?: string }[];
  nextCursor: string | null;
  total: { count: number; more: boolean } | null;
}

const rent = courseOf();
const deeds = {
  ...courseOf(),
  code: 'AKTE-07',
  title: { nl: 'De notariële akte', fr: "L'acte notarié" },
  accreditations: [{ ...rent.accreditations[0], federation: 'NKN' as const }] as typeof rent.accreditations,
};
const account = accountOf();
const { accountId } = account;
const [open, deed, expired, revoked] = [rent, deeds, rent, rent].map(({ courseId }) =>
  activationOf(accountId, courseId),
) as [
  ReturnType<typeof activationOf>,
  ReturnType<typeof activationOf>,
  ReturnType<typeof activationOf>,
  ReturnType<typeof activationOf>,
];
expired.accessUntil = new Date(Date.now() - 1_000).toISOString();
/** Nobody told learning of its course. */
const unknown = activationOf(accountId, 'a-course-to-come');

let learning: LearningUnderTest;
let mine: HttpClient;
beforeAll(async () => {
  learning = await learningUnderTest();
  mine = await learning.as(accountId);
  await learning.publishCourse(rent);
  await learning.publishCourse(deeds);
  await learning.publish(
    fact(accountRegisteredV1, accountId, account),
    ...[revoked, expired, deed, open, unknown].map((one) => fact(activationGrantedV1, one.activationId, one)),
    revocationOf(revoked),
  );
  await eventually(async () => (await list('?state=revoked')).items.length === 1, { within: 60_000 });
  await eventually(async () => (await list('')).items.length === 5, { within: 60_000 });
  // somebody else's
  await learning.learner(rent.courseId);
}, 120_000);
afterAll(() => learning.stop(), 30_000);

const list = async (query: string, path = '/api/v1/enrolments', http = mine) => {
  const { status, body } = await http.get<List>(`${path}${query}`);
  expect(status).toBe(200);
  return body;
};
const ids = (...activations: { activationId: string }[]) => activations.map(({ activationId }) => activationId).sort();

describe.each([
  ['my courses', '/api/v1/enrolments', () => mine, ''],
  ['enrolments of everybody', '/api/v1/admin/enrolments', () => learning.staff, `&accountId=${accountId}`],
])('%s', (_, path, as, ofLearner) => {
  const idsIn = async (query: string) =>
    (await list(`${query}${ofLearner}`, path, as())).items.map(({ id }) => id).sort();

  it('are found by their state', async () => {
    expect(await idsIn('?state=open')).toEqual(ids(open, deed, unknown));
    expect(await idsIn('?state=expired')).toEqual(ids(expired));
    expect(await idsIn('?state=revoked')).toEqual(ids(revoked));
    const { items } = await list(`?state=expired${ofLearner}`, path, as());
    expect(items[0]).toMatchObject({ state: 'expired', access: 'expired', courseTitle: 'Woninghuur' });
  });

  it('are found by course, by words of it in any language, and by profession', async () => {
    expect(await idsIn(`?courseId=${deeds.courseId}`)).toEqual(ids(deed));
    expect(await idsIn('?q=acte%20NOTARIE')).toEqual(ids(deed));
    expect(await idsIn('?q=akte-07')).toEqual(ids(deed));
    for (const q of ['woninghuur%20akte', '***']) expect(await idsIn(`?q=${q}`)).toEqual([]);
    expect(await idsIn('?q=%20')).toHaveLength(5);
    expect(await idsIn('?profession=notary')).toEqual(ids(deed));
    expect(await idsIn('?profession=lawyer&state=open')).toEqual(ids(open));
    expect(await idsIn(`?profession=notary&courseId=${rent.courseId}`)).toEqual([]);
  });

  it('are counted as they are filtered, page by page', async () => {
    const query = `?q=huur-01&limit=2${ofLearner}`;
    const first = await list(query, path, as());
    expect(first.total).toEqual({ count: 3, more: false });
    const next = await list(`${query}&cursor=${first.nextCursor}`, path, as());
    expect([next.nextCursor, next.total]).toEqual([null, null]);
    expect([...first.items, ...next.items].map(({ id }) => id).sort()).toEqual(ids(open, expired, revoked));
  });

  it.each(['state=active', 'profession=baker', `q=${'x'.repeat(61)}`, 'courseId=*', 'access=open'])(
    'are refused for %s, which the answer names',
    async (wrong) => {
      const { status, body } = await as().get<{ errors: { field: string }[] }>(`${path}?${wrong}`);
      expect(status).toBe(400);
      expect(body.errors.map(({ field }) => field)).toEqual([expect.stringContaining(wrong.split('=')[0] ?? '')]);
    },
  );
});

it('every query of all of this used an index', async () => {
  for (const query of ['state=open', 'state=expired', 'state=revoked', 'profession=lawyer', 'q=woninghuur'])
    await list(`?${query}`, '/api/v1/admin/enrolments', learning.staff);
  expect(await learning.service.scansSeen()).toEqual([]);
});
