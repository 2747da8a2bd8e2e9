import { expect, it } from '@jest/globals';
import { type AnyContext, notFound, ok, type Route, route } from '@leerhuis/http-api';
import { newId } from '@leerhuis/service-runtime';
import type { Enrolment } from './domain/enrolment.ts';
import { onceOpened } from './once-opened.ts';

const routeAt = (path: string, isThere = () => true) =>
  route({
    method: 'get',
    path,
    operationId: 'x',
    summary: 'x',
    tags: [],
    access: 'signed-in',
    responses: { 200: { description: 'x' } },
    handler: () => {
      if (!isThere()) throw notFound();
      return ok('handled');
    },
  });

/** Asks for an enrolment that is there at the given look, counted from 1; 0: when it is asked for. */
async function ask(
  id: string,
  thereAt: number,
  now = new Date(),
  path = '/api/v1/enrolments/:id/classroom',
  caughtUp = true,
) {
  let looks = 0;
  const get = async () => {
    looks += 1;
    return looks >= thereAt ? ({ id } as Enrolment) : null;
  };
  const [only] = onceOpened({ get }, async () => caughtUp, [routeAt(path, () => looks >= thereAt)]) as [Route];
  const ctx = {
    params: { id },
    now,
    ip: '192.0.2.1',
    actor: null,
    signal: new AbortController().signal,
  } as unknown as AnyContext;
  return { answer: await only.handle(ctx), looks, description: only.description };
}

it('an enrolment whose id was just made is looked for until it is there, and then asked', async () => {
  const { answer, looks, description } = await ask(newId(), 3);
  expect({ answer, looks }).toEqual({ answer: ok('handled'), looks: 3 });
  expect(description).toContain('2 seconds at most');
});

it('one of the last minutes that is not here is on its way only while facts come late', async () => {
  const aMinuteLater = new Date(Date.now() + 60_000);
  const path = '/api/v1/enrolments/:id/classroom';
  expect((await ask(newId(), 1, aMinuteLater)).answer).toEqual(ok('handled'));
  await expect(ask(newId(), 2, aMinuteLater)).rejects.toThrow('404');
  await expect(ask(newId(), 2, aMinuteLater, path, false)).rejects.toThrow('503');
});

it('one that is here is not looked for besides', async () => {
  expect(await ask(newId(), 0)).toMatchObject({ answer: ok('handled'), looks: 0 });
});

it('any other is asked for at once, and once', async () => {
  const anHourLater = new Date(Date.now() + 3_600_000);
  expect((await ask(newId(), 0, anHourLater)).looks).toBe(0);
  expect((await ask('0b3f2a4e-5d1c-4c7b-9a3e-2f6d8b1c0a9e', 0)).looks).toBe(0);
  await expect(ask(newId(), 1, anHourLater)).rejects.toThrow('404');
});

it('routes that are about no single enrolment stay as they are', async () => {
  expect(await ask(newId(), 0, new Date(), '/api/v1/enrolments')).toMatchObject({ looks: 0, description: undefined });
});

it('what the route refuses stays refused', async () => {
  const refusing = {
    ...routeAt('/api/v1/enrolments/:id'),
    handle: () => {
      throw notFound();
    },
  };
  const [only] = onceOpened({ get: async () => null }, async () => true, [refusing]) as [Route];
  const ctx = { params: { id: 'x' }, ip: '192.0.2.1', actor: null, now: new Date() } as unknown as AnyContext;
  await expect(only.handle(ctx)).rejects.toThrow('404');
});
