import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Access } from '@leerhuis/auth';
import { z } from 'zod';
import { type ApiUnderTest, serve } from '../../test/api-under-test.ts';
import { ok, type Route, route } from '../index.ts';

const accesses = {
  anyone: 'anyone',
  'signed-in': 'signed-in',
  staff: { staff: ['finance'] },
  'several-roles': { staff: ['finance', 'teacher'] },
  partner: 'partner',
  'staff-or-partner': { staff: ['teacher'], orPartner: true },
} satisfies Record<string, Access>;
type Name = keyof typeof accesses;
const who = (name: Name): Route =>
  route<Access>({
    method: 'post',
    path: `/${name}`,
    operationId: name,
    summary: 'Who am I',
    tags: [] as never,
    access: accesses[name],
    request: { body: z.strictObject({ a: z.int() }) },
    responses: { 200: z.object({ kind: z.string().nullable() }) },
    handler: ({ actor }) => ok({ kind: actor?.kind ?? null }),
  });
const routes = (Object.keys(accesses) as Name[]).map(who);
let api: ApiUnderTest;

beforeAll(async () => {
  api = await serve(routes);
});
afterAll(() => api.close());

const post = (access: string, authorization?: string) => {
  const request = api.client.post(`/${access}`);
  return (authorization ? request.set('Authorization', authorization) : request).send({ a: 1 });
};

describe('access', () => {
  it.each<[Name, Record<string, number>]>([
    ['anyone', { nobody: 200, learner: 200, staff: 200, finance: 200, teacher: 200, partner: 200 }],
    ['signed-in', { nobody: 401, learner: 200, staff: 200, finance: 200, teacher: 200, partner: 403 }],
    ['staff', { nobody: 401, learner: 403, staff: 200, finance: 200, teacher: 403, partner: 403 }],
    ['several-roles', { nobody: 401, learner: 403, staff: 200, finance: 200, teacher: 200, partner: 403 }],
    ['partner', { nobody: 401, learner: 403, staff: 403, finance: 403, teacher: 403, partner: 200 }],
    ['staff-or-partner', { nobody: 401, learner: 403, staff: 200, finance: 403, teacher: 200, partner: 200 }],
  ])('of %s', async (access, expected) => {
    for (const [name, status] of Object.entries(expected)) {
      const response = await post(access, name === 'nobody' ? undefined : `Bearer ${name}`);
      expect([name, response.status]).toEqual([name, status]);
    }
  });

  it.each(['Bearer nonsense', 'Basic bGVhcm5lcjo=', 'Bearer', 'learner'])(
    'is refused to %j with a challenge',
    async (a) => {
      const { status, headers } = await post('signed-in', a);
      expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer error="invalid_token"']);
      expect((await post('signed-in')).headers['www-authenticate']).toBe('Bearer');
    },
  );

  it('of anyone is not lost by a token that has run out, and the answer says so', async () => {
    expect((await post('anyone', 'Bearer nonsense')).headers['leerhuis-token']).toBe('expired');
    expect((await post('anyone', 'Bearer learner')).headers['leerhuis-token']).toBeUndefined();
    expect((await post('anyone')).headers['leerhuis-token']).toBeUndefined();
    expect((await post('anyone', 'Bearer nonsense')).body).toEqual({ kind: null });
    expect((await post('anyone', 'Bearer learner')).body).toEqual({ kind: 'account' });
  });

  it('is told of a token that the gateway took off', async () => {
    const taken = (access: string) => api.client.post(`/${access}`).set('Leerhuis-Token', 'expired').send({ a: 1 });
    const shown = await taken('anyone');
    expect([shown.body, shown.headers['leerhuis-token']]).toEqual([{ kind: null }, 'expired']);
    const { status, headers, body } = await taken('signed-in');
    expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer error="invalid_token"']);
    expect(body.type).toMatch(/invalid-token$/);
  });

  it('is undecided while the keys are away: 503', async () => {
    const { status, headers } = await post('signed-in', 'Bearer keys-away');
    expect([status, headers['retry-after']]).toEqual([503, '2']);
  });

  it('is decided before the body is read', async () => {
    expect((await api.client.post('/staff').send({ b: 'wrong' })).status).toBe(401);
  });

  it('decides whether others may keep the answer', async () => {
    expect((await post('staff', 'Bearer staff')).headers['cache-control']).toBe('no-store');
    expect((await post('anyone')).headers['cache-control']).toBeUndefined();
  });

  it('that was refused is in the log, with the route and the status (ASVS 16.3.2)', async () => {
    api.lines.length = 0;
    await post('staff');
    await post('staff', 'Bearer learner');
    const statuses = api.lines.map((line) => JSON.parse(line) as { status?: string; route?: string });
    expect(statuses.map(({ status }) => status).filter(Boolean)).toEqual(['401', '403']);
    expect(statuses.every(({ route }) => route === undefined || route.startsWith('/'))).toBe(true);
  });

  it('must be declared: without it nothing starts', async () => {
    const facts = { method: 'get', path: '/x', operationId: 'x', summary: 'X', tags: [], responses: {} } as const;
    // @ts-expect-error access has no default
    expect(() => route({ ...facts, handler: () => ok(1) })).toThrow("x doesn't say who may use it");
    // @ts-expect-error nor may it be invented
    expect(() => route({ ...facts, access: 'everybody', handler: () => ok(1) })).toThrow();
    const forged = { ...who('staff'), access: undefined } as unknown as Route;
    await expect(serve([forged])).rejects.toThrow("staff doesn't say who may use it");
  });
});
