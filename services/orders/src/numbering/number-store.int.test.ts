import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createOutbox, type Outbox } from '@leerhuis/outbox';
import { ensureIndexes, newId } from '@leerhuis/service-runtime';
import { type TestDatabase, testDatabase, testLogger } from '@leerhuis/testkit';
import { inTurn } from '../in-turn.ts';
import { numberStore } from './number-store.ts';

let database: TestDatabase;
let outboxes: Outbox[];
beforeAll(async () => {
  database = await testDatabase('numbers');
  await ensureIndexes(database.connection, { numberSeries: [] });
  const { connection } = database;
  // each stands for a copy of the service
  outboxes = [1, 2, 3].map(() =>
    createOutbox({ connection, service: 'orders', clock: () => new Date(), newId, logger: testLogger }),
  );
});
afterAll(() => database.drop());

describe('numbers of documents', () => {
  it('have no gap and no double when 60 are issued at once by three copies, and some fail', async () => {
    const next = numberStore(database.connection);
    const copies = outboxes.map((outbox) => ({ outbox, run: inTurn() }));
    const attempts = Array.from({ length: 75 }, async (_, n) => {
      const copy = copies[n % copies.length];
      if (!copy) throw new Error('no copy');
      return copy.run('PF', () =>
        copy.outbox.transaction(async (tx) => {
          const { sequence } = await next(tx, 'PF', 2026);
          if (n % 5 === 4) throw new Error('refused after the number was taken');
          return sequence;
        }),
      );
    });
    const results = await Promise.allSettled(attempts);
    const given = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(given).toHaveLength(60);
    expect(given.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
  });

  it('begin at 1 in each series and each year', async () => {
    const next = numberStore(database.connection);
    const [outbox] = outboxes;
    const take = (series: 'PF' | 'F', year: number) => outbox?.transaction((tx) => next(tx, series, year));
    expect(await take('F', 2026)).toMatchObject({ number: 'F-2026-000001' });
    expect(await take('PF', 2027)).toMatchObject({ number: 'PF-2027-000001' });
    expect(await take('PF', 2026)).toMatchObject({ number: 'PF-2026-000061' });
  });
});
