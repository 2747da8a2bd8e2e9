import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensureIndexes } from '@leerhuis/mongo';
import { createOutbox, type Outbox } from '@leerhuis/outbox';
import { providerOn, seed } from '@leerhuis/provider';
import { newId } from '@leerhuis/service-runtime';
import { type TestClock, type TestDatabase, testClock, testDatabase, testLogger } from '@leerhuis/testkit';
import { accountStore } from '../../accounts/account-store.ts';
import { grantCredit, lapseCredit, spendCredit } from './credit-commands.ts';
import { creditQueries } from './credit-queries.ts';
import { type CreditStore, creditIndexes, creditStore } from './credit-store.ts';

let database: TestDatabase;
let outbox: Outbox;
let credit: CreditStore;
let clock: TestClock;
beforeAll(async () => {
  database = await testDatabase('credit');
  clock = testClock('2026-11-22T10:00:00Z');
  await ensureIndexes(database.connection, creditIndexes);
  const { connection } = database;
  outbox = createOutbox({ connection, service: 'orders', clock, newId, logger: testLogger });
  credit = creditStore(connection);
});
afterAll(() => database.drop());

const crediting = () => {
  const days = {
    provider: providerOn((kind) => seed[kind]),
    zone: 'Europe/Brussels',
    dayOf: (at: Date) => at.toISOString().slice(0, 10),
  };
  return { credit, newId, accounts: accountStore(database.connection), ...days };
};
const buy = (ownerId: string, minutes: number, orderedAt = clock()) =>
  outbox.transaction((tx) => {
    const order = { id: newId(), accountId: ownerId, placedAt: orderedAt };
    const price = { amount: 45_000, currency: 'EUR' as const };
    return grantCredit(crediting(), tx, order, { lineId: newId(), title: { nl: 'EDUC' }, quantity: 1, minutes, price });
  });
const spend = (accountId: string, minutes: number) =>
  outbox.transaction((tx) =>
    spendCredit(crediting(), tx, { accountId, minutes, activationId: newId(), courseId: 'course' }),
  );
const lotsOf = (ownerId: string) => creditQueries(database.connection).ofOwner(ownerId);

describe('hour credit', () => {
  it('never goes below zero, and nothing is lost, under 50 simultaneous activations over two lots (V-7)', async () => {
    const owner = newId();
    await buy(owner, 600);
    await buy(owner, 650);
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => spend(owner, 60)));
    const done = results.filter((result) => result.status === 'fulfilled');
    const refused = results.filter((result) => result.status === 'rejected');
    expect(done).toHaveLength(20);
    for (const { reason } of refused) expect(reason).toMatchObject({ slug: 'not-enough-credit', status: 422 });
    const lots = await lotsOf(owner);
    expect(lots.map((lot) => lot.left).sort((a, b) => a - b)).toEqual([0, 50]);
    for (const lot of lots) {
      expect(lot.movements.reduce((minutes, movement) => minutes + movement.minutes, 0)).toBe(lot.left);
    }
  });

  it('lapses once when its time has come, with a movement, whoever looks (V-6)', async () => {
    const owner = newId();
    await buy(owner, 600, new Date('2024-01-01T00:00:00Z'));
    await spend(owner, 90);
    clock.set('2027-01-01T23:00:00Z');
    const parts = { credit, outbox, newId, clock };
    await Promise.all([lapseCredit(parts), lapseCredit(parts), lapseCredit(parts)]);
    const [lot] = await lotsOf(owner);
    expect(lot?.left).toBe(0);
    expect(lot?.movements.map(({ kind, minutes }) => [kind, minutes])).toEqual([
      ['granted', 600],
      ['spent', -90],
      ['lapsed', -510],
    ]);
    await expect(spend(owner, 30)).rejects.toMatchObject({ slug: 'not-enough-credit' });
  });
});
