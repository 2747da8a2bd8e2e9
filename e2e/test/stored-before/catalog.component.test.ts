import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { config, startCatalog } from '@leerhuis/catalog';
import { type OnStored, onStored, storedAt } from './stored-before.ts';

let catalog: OnStored;
beforeAll(async () => {
  catalog = await onStored({
    name: 'catalog',
    config,
    start: (settings, stops) => startCatalog(settings, stops, { clock: () => storedAt }),
    env: { MEDIA_SIGNING_KEY: 'a key that signs addresses in tests' },
  });
}, 90_000);
afterAll(() => catalog?.stop());

describe('catalog, on what the version before stored', () => {
  it('has everything under its id', async () => {
    expect(await catalog.lost()).toEqual({});
  });

  it('shows the audit trail in the one form, with what its answers had before', async () => {
    const { body } = await catalog.staff.get<{ items: Record<string, unknown>[] }>(
      '/api/v1/admin/catalog/audit?limit=100',
    );
    expect(body.items).toHaveLength(catalog.before('audit').length);
    for (const { _id, at, by, action, subject, detail } of catalog.before('audit')) {
      const shown = Object.entries(detail as object).map(([name, value]) => [name, String(value)]);
      expect(body.items.find(({ id }) => id === _id)).toEqual({
        ...{ id: _id, at: (at as Date).toISOString(), by, action, subject },
        ...{ before: null, after: detail, reason: null, detail: Object.fromEntries(shown) },
      });
    }
  });

  it('answers as before', async () => {
    const { body } = await catalog.service.http.get<{ items: { id: string }[] }>('/api/v1/courses?limit=100');
    expect(body.items).toHaveLength(catalog.before('courses').length);
    expect((await catalog.service.http.get('/api/v1/credit-packages')).status).toBe(200);
  });

  it('has no editions, which nothing wrote', async () => {
    const { db } = catalog.service.database.connection;
    expect(await db?.listCollections({ name: 'editions' }).toArray()).toEqual([]);
    expect((await catalog.service.http.get('/api/v1/editions')).status).toBe(404);
  });

  it('tells nothing anew', () => {
    expect(catalog.told.all).toEqual([]);
  });
});
