import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createOutbox, type Outbox } from '@leerhuis/outbox';
import { ensureIndexes, inTurn, newId } from '@leerhuis/service-runtime';
import { type TestDatabase, testDatabase, testLogger } from '@leerhuis/testkit';
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
  it('have no gap and no double when three copies issue many at once and some fail; hardly any has to start over', async () => {
    const numbers = numberStore(database.connection);
    const copies = outboxes.map((outbox) => ({ outbox, run: inTurn() }));
    let attempts = 0;
    const issued = Array.from({ length: 75 }, async (_, n) => {
      const copy = copies[n % copies.length];
      if (!copy) throw new Error('no copy');
      return copy.run('PF', () =>
        copy.outbox.transaction(async (tx) => {
          attempts += 1;
          await numbers.hold(tx, 'PF', 2026);
          const taken = await numbers.next(tx, 'PF', 2026, 1 + (n % 3));
          if (n % 5 === 4) throw new Error('refused after the number was taken');
          return taken.map(({ sequence }) => sequence);
        }),
      );
    });
    const results = await Promise.allSettled(issued);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(60);
    const given = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
    expect(given.sort((a, b) => a - b)).toEqual(Array.from({ length: given.length }, (_, n) => n + 1));
    expect(attempts).toBeLessThan(150);
  });

  it('begin at 1 in each series and each year', async () => {
    const numbers = numberStore(database.connection);
    const [outbox] = outboxes;
    const take = (series: 'PF' | 'F', year: number) => outbox?.transaction((tx) => numbers.next(tx, series, year, 1));
    expect(await take('F', 2026)).toMatchObject([{ number: 'F-2026-000001' }]);
    expect(await take('PF', 2027)).toMatchObject([{ number: 'PF-2027-000001' }]);
  });
});
