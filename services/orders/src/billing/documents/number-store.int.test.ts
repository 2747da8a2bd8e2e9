import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensureIndexes } from '@leerhuis/mongo';
import { createOutbox, type Outbox } from '@leerhuis/outbox';
import { newId } from '@leerhuis/service-runtime';
import { type TestDatabase, testDatabase, testLogger } from '@leerhuis/testkit';
import { inTurn } from '@leerhuis/waiting';
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
    const copies = outboxes.map((outbox) => ({ outbox, run: inTurn(), numbers: numberStore(database.connection) }));
    let attempts = 0;
    const issued = Array.from({ length: 75 }, async (_, n) => {
      const copy = copies[n % copies.length];
      if (!copy) throw new Error('no copy');
      return copy.run('PF', () =>
        copy.outbox.transaction(async (tx) => {
          attempts += 1;
          const { numbers } = copy;
          const count = 1 + (n % 3);
          if (n % 2 === 0) await numbers.hold(tx, 'PF', 2026);
          const taken = await numbers[n % 2 === 0 ? 'next' : 'first'](tx, 'PF', 2026, count);
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

  it('are not kept from one copy by another that takes them without a pause', async () => {
    const [busy, other] = outboxes.map((outbox) => {
      const numbers = numberStore(database.connection);
      return () => outbox.transaction(async (tx) => (await numbers.first(tx, 'PF', 2030, 1))[0]?.sequence ?? 0);
    });
    if (!busy || !other) throw new Error('two copies are needed');
    let isOver = false;
    const taking = (async () => {
      let taken = 0;
      for (; !isOver; taken += 1) await busy();
      return taken;
    })();
    const ofOther: number[] = [];
    for (let n = 0; n < 20; n += 1) ofOther.push(await other());
    isOver = true;
    const ofBusy = await taking;
    const waits = ofOther.map((sequence, n) => sequence - (ofOther[n - 1] ?? 0));
    expect(new Set(ofOther).size).toBe(20);
    // how many the busy one took between two of the other's
    expect(Math.max(...waits.slice(1))).toBeLessThan(40);
    expect(await busy()).toBe(ofBusy + 21);
  });

  it('begin at 1 in each series and each year', async () => {
    const numbers = numberStore(database.connection);
    const [outbox] = outboxes;
    const take = (series: 'PF' | 'F', year: number) => outbox?.transaction((tx) => numbers.next(tx, series, year, 1));
    expect(await take('F', 2026)).toMatchObject([{ number: 'F-2026-000001' }]);
    expect(await take('PF', 2027)).toMatchObject([{ number: 'PF-2027-000001' }]);
  });
});
