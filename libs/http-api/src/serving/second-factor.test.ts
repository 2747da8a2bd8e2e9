import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type ApiUnderTest, serve } from '../../test/api-under-test.ts';
import { noContent, route } from '../index.ts';

const common = { method: 'post', summary: 'Do it', responses: { 204: { description: 'Done' } } } as const;
let api: ApiUnderTest;
beforeAll(async () => {
  api = await serve([
    route({
      ...common,
      path: '/staff',
      operationId: 'ofStaff',
      tags: ['staff: orders'],
      access: { staff: ['finance'] },
      handler: () => noContent(),
    }),
    route({
      ...common,
      path: '/mine',
      operationId: 'ofMine',
      tags: ['orders'],
      access: 'signed-in',
      handler: () => noContent(),
    }),
  ]);
});
afterAll(() => api.close());

const post = (path: string, who: string) => api.client.post(path).set('Authorization', `Bearer ${who}`);

it.each([
  ['nl', 'Geef eerst uw tweede factor', 'Tweede factor nodig'],
  ['fr', "Donnez d'abord votre second facteur", 'Second facteur requis'],
  ['en', 'Give your second factor first', 'Second factor needed'],
])('a route of staff tells a session without its second factor what to do, in %s', async (language, detail, title) => {
  const refused = await post('/staff', 'unproven').set('Accept-Language', language);
  expect([refused.status, refused.body]).toMatchObject([403, { title, detail: expect.stringContaining(detail) }]);
  expect(refused.body.type).toMatch(/second-factor-needed$/);
});

it('leaves the session what it may otherwise, and tells others nothing of it', async () => {
  expect((await post('/mine', 'unproven')).status).toBe(204);
  expect((await post('/staff', 'staff')).status).toBe(204);
  expect((await post('/staff', 'learner')).body.type).toMatch(/forbidden$/);
});
