import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Access, ActingEnded, AuthUnavailable, type MemberActor, type Right } from '@leerhuis/auth';
import { z } from 'zod';
import { type ApiUnderTest, serve } from '../../test/api-under-test.ts';
import { ok, type Route, route } from '../index.ts';

const accesses = {
  anyone: 'anyone',
  'signed-in': 'signed-in',
  session: 'session',
  partner: 'partner',
  staff: { staff: ['finance'] },
  see: { owner: 'see-organisation' },
  invoices: { owner: 'see-invoices' },
} satisfies Record<string, Access>;
type Name = keyof typeof accesses;
const names = Object.keys(accesses) as Name[];
const who = (name: Name): Route =>
  route<Access>({
    method: 'post',
    path: `/${name}`,
    operationId: name,
    summary: 'Who am I',
    tags: [] as never,
    access: accesses[name],
    request: { body: z.strictObject({ a: z.int() }) },
    responses: { 200: z.object({ kind: z.string().nullable(), rights: z.array(z.string()).nullable() }) },
    handler: ({ actor }) =>
      ok({ kind: actor?.kind ?? null, rights: actor?.kind === 'member' ? [...actor.rights] : null }),
  });

const rightsOf: Record<string, Right[]> = {
  'manager-1': ['see-organisation', 'see-invoices'],
  'employee-1': ['see-organisation'],
};
const asked: string[] = [];
/** As services look it up: those of this moment, whatever the token says. */
async function admit(actor: MemberActor): Promise<MemberActor> {
  asked.push(actor.membershipId);
  if (actor.accountId === 'away-1') throw new AuthUnavailable('not known well enough');
  const rights = rightsOf[actor.accountId];
  if (!rights) throw new ActingEnded();
  return { ...actor, rights };
}

let api: ApiUnderTest;
let unknowing: ApiUnderTest;
beforeAll(async () => {
  api = await serve(names.map(who), { admit });
  unknowing = await serve(names.map(who));
});
afterAll(() => Promise.all([api.close(), unknowing.close()]));

const post = (access: string, token: string, on = api) =>
  on.client.post(`/${access}`).set('Authorization', `Bearer ${token}`).send({ a: 1 });
/** The status, and the last word of the problem's type where there is one. */
async function told(access: string, token: string, on = api): Promise<string> {
  const { status, body } = await post(access, token, on);
  return status === 200 ? '200' : `${status} ${String(body.type).split('/').at(-1)}`;
}

describe('who acts for an organisation', () => {
  it.each<[Name, Record<'manager' | 'employee' | 'ended' | 'members-away', string>]>([
    ['anyone', { manager: '200', employee: '200', ended: '200', 'members-away': '200' }],
    ['session', { manager: '200', employee: '200', ended: '200', 'members-away': '200' }],
    [
      'see',
      { manager: '200', employee: '200', ended: '403 acting-ended', 'members-away': '503 temporarily-unavailable' },
    ],
    [
      'invoices',
      {
        ...{ manager: '200', employee: '403 role-without-right' },
        ...{ ended: '403 acting-ended', 'members-away': '503 temporarily-unavailable' },
      },
    ],
    ...(['signed-in', 'partner', 'staff'] as const).map(
      (name) =>
        [
          name,
          {
            ...{ manager: '403 acting-for-organisation', employee: '403 acting-for-organisation' },
            ...{ ended: '403 acting-for-organisation', 'members-away': '403 acting-for-organisation' },
          },
        ] as [Name, Record<'manager' | 'employee' | 'ended' | 'members-away', string>],
    ),
  ])('at a route for %s', async (access, expected) => {
    for (const [token, outcome] of Object.entries(expected))
      expect([token, await told(access, token)]).toEqual([token, outcome]);
  });

  it('reaches the handler with the rights of this moment; a person with none, for these are of things of others', async () => {
    expect((await post('invoices', 'manager')).body).toEqual({ kind: 'member', rights: rightsOf['manager-1'] });
    expect((await post('invoices', 'learner')).body).toEqual({ kind: 'account', rights: null });
    // what takes no right is not looked up
    expect((await post('session', 'manager')).body).toEqual({ kind: 'member', rights: [] });
  });

  it('is asked about at each request that takes a right, and at no other', async () => {
    asked.length = 0;
    for (const name of names) await post(name, 'manager');
    expect(asked).toEqual(['membership-of-manager-1', 'membership-of-manager-1']);
    asked.length = 0;
    for (const name of names) await post(name, 'learner');
    expect(asked).toEqual([]);
  });

  it('is told to come back soon while nobody can tell, and persons go on', async () => {
    const { status, headers } = await post('see', 'members-away');
    expect([status, Number(headers['retry-after'])]).toEqual([503, expect.any(Number)]);
    expect(await told('see', 'learner')).toBe('200');
  });

  it('is refused before the body is read', async () => {
    const wrong = api.client.post('/invoices').set('Authorization', 'Bearer employee').send({ b: 'wrong' });
    expect((await wrong).status).toBe(403);
  });

  it('is let in by nobody who does not know members', async () => {
    expect(await told('see', 'manager', unknowing)).toBe('403 acting-for-organisation');
    expect(await told('invoices', 'manager', unknowing)).toBe('403 acting-for-organisation');
    expect(await told('see', 'learner', unknowing)).toBe('200');
  });

  it.each([
    ['nl', 'U handelt niet meer voor deze organisatie', 'Uw rol in deze organisatie', 'Dit doet u voor uzelf'],
    ['fr', "Vous n'agissez plus pour cette organisation", 'Votre rôle dans cette', 'Ceci se fait pour vous-même'],
    ['en', 'You no longer act for this organisation', 'Your role in this organisation', 'you do for yourself'],
  ])('hears why not, in %s', async (language, ended, without, forPersons) => {
    const detail = async (access: string, token: string) =>
      (await post(access, token).set('Accept-Language', language)).body.detail;
    expect(await detail('see', 'ended')).toContain(ended);
    expect(await detail('invoices', 'employee')).toContain(without);
    expect(await detail('signed-in', 'manager')).toContain(forPersons);
  });

  it('hears it in the language of their account', async () => {
    expect((await post('see', 'french-ended')).body.detail).toContain("Vous n'agissez plus");
  });
});
