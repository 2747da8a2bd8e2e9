import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@leerhuis/testkit';
import { staffId, startTestCatalog, type TestCatalog } from './start-catalog.ts';

let catalog: TestCatalog;
beforeAll(async () => {
  catalog = await startTestCatalog({ DEMO_CATALOGUE: 'true' });
  await eventually(async () => expect((await catalog.internal.get('/health/ready')).status).toBe(200), {
    within: 30_000,
  });
});
afterAll(() => catalog?.stop());

/** What MongoDB read without an index while `work` ran; its own and the outbox's short collections aside. */
async function scansDuring(work: () => Promise<unknown>): Promise<string[]> {
  const { db } = catalog.database.connection;
  if (!db) throw new Error('not connected');
  await db.command({ profile: 0 });
  await db
    .collection('system.profile')
    .drop()
    .catch(() => undefined);
  await db.command({ profile: 1, slowms: 0, filter: { planSummary: { $regex: 'COLLSCAN' } } });
  await work();
  await db.command({ profile: 0 });
  const found = await db.collection('system.profile').find().toArray();
  return found
    .map(
      ({ ns, command }) =>
        `${String(ns).split('.').slice(1).join('.')} ${JSON.stringify(command?.filter ?? command?.q ?? {})}`,
    )
    .filter((scan) => !/^(system\.|outbox)/.test(scan));
}

it('notices a query without an index', async () => {
  const { connection } = catalog.database;
  expect(await scansDuring(() => connection.collection('courses').findOne({ 'teacher.name': 'x' }))).toHaveLength(1);
});

it('answers every question with an index', async () => {
  const { visitor, staff } = catalog;
  const { body: all } = await visitor.get<{ items: { id: string }[]; nextCursor: string }>('/api/v1/courses?limit=1');
  const id = all.items[0]?.id ?? '';
  const { body: media } = await staff.get<{ items: { previewUrl: string }[] }>('/api/v1/admin/catalog/media');
  const json = { raw: { content: '{"courses":[{"code":"x"}]}', contentType: 'application/json' } };

  const scans = await scansDuring(async () => {
    const lists = [
      'sort=newest',
      'sort=title',
      'sort=price',
      'q=erfrecht',
      'q=huur&sort=title',
      'profession=lawyer',
      'federation=OVB&language=nl&kind=video',
    ];
    for (const query of lists) {
      const { body } = await visitor.get<{ nextCursor: string | null }>(`/api/v1/courses?limit=1&${query}`);
      if (body.nextCursor) await visitor.get(`/api/v1/courses?limit=1&${query}&cursor=${body.nextCursor}`);
    }
    const paths = [
      `/api/v1/courses/${id}`,
      `/api/v1/courses/${id}/trailer`,
      media.items[0]?.previewUrl ?? '',
      '/api/v1/credit-packages',
    ];
    for (const path of paths) expect((await visitor.get(path)).status).toBe(200);
    const forStaff = [
      '/api/v1/admin/courses',
      `/api/v1/admin/courses/${id}`,
      '/api/v1/admin/catalog/imports',
      `/api/v1/admin/catalog/imports/${staffId}`,
      '/api/v1/admin/catalog/audit',
      '/api/v1/admin/catalog/media',
      '/api/v1/admin/suggestions',
    ];
    for (const path of forStaff) expect((await staff.get(path)).status).toBeLessThan(500);
    await staff.put(`/api/v1/admin/courses/${id}/status`, { status: 'withdrawn' });
    await staff.put(`/api/v1/admin/courses/${id}/status`, { status: 'on-sale' });
    await staff.post('/api/v1/admin/catalog/imports', undefined, json);
    await visitor.post('/api/v1/suggestions', { name: 'a', email: 'a@b.example', topic: 't' });
  });
  expect(scans).toEqual([]);
});
