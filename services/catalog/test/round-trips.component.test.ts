import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { commandsOf, eventually, type HttpAnswer } from '@leerhuis/testkit';
import { startTestCatalog, type TestCatalog } from './start-catalog.ts';

let catalog: TestCatalog;
let id: string;
beforeAll(async () => {
  catalog = await startTestCatalog({ DEMO_CATALOGUE: 'true' });
  await eventually(async () => expect((await catalog.internal.get('/health/ready')).status).toBe(200), {
    within: 30_000,
  });
  // the first search reads all texts
  await catalog.visitor.get('/api/v1/courses?q=erfrecht');
  const { body } = await catalog.visitor.get<{ items: { id: string }[] }>('/api/v1/courses?limit=1');
  id = body.items[0]?.id ?? '';
});
afterAll(() => catalog?.stop());

const get = (path: string) => () => catalog.visitor.get(path);
const staff = (path: string) => () => catalog.staff.get(path);
const withdraw = () => catalog.staff.put(`/api/v1/admin/courses/${id}/status`, { status: 'withdrawn' });

const operations: [operation: string, most: number, ask: () => Promise<HttpAnswer<unknown>>][] = [
  ['GET /courses', 1, get('/api/v1/courses')],
  ['GET /courses of a profession, by price', 1, get('/api/v1/courses?profession=lawyer&sort=price')],
  ['GET /courses with some words', 3, get('/api/v1/courses?q=erfrecht')],
  ['GET /courses/{id}', 1, () => catalog.visitor.get(`/api/v1/courses/${id}`)],
  ['GET /courses/{id}/trailer', 4, () => catalog.visitor.get(`/api/v1/courses/${id}/trailer`)],
  ['GET /professions', 0, get('/api/v1/professions')],
  ['GET /credit-packages', 1, get('/api/v1/credit-packages')],
  ['GET /admin/courses', 1, staff('/api/v1/admin/courses')],
  ['GET /admin/suggestions', 1, staff('/api/v1/admin/suggestions')],
  ['GET /admin/catalog/imports', 1, staff('/api/v1/admin/catalog/imports')],
  ['GET /admin/catalog/media', 1, staff('/api/v1/admin/catalog/media')],
  ['PUT /admin/courses/{id}/status', 7, withdraw],
];

it.each(operations)('%s waits for the database %d times at most', async (_, most, ask) => {
  const sent = await commandsOf(ask);
  expect(String(sent.answer.status)).toMatch(/^2/);
  expect(sent.beyond(most)).toBe('');
});
