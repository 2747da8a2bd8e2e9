import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MemberSnapshot, OrganisationSnapshot } from '@leerhuis/contracts';
import { type AccountSnapshot, type SendMessage, sendMessage } from '@leerhuis/contracts';
import { ensureIndexes, localCopy } from '@leerhuis/mongo';
import { createOutbox, type Outbox } from '@leerhuis/outbox';
import { providerOn, seed } from '@leerhuis/provider';
import { newId } from '@leerhuis/service-runtime';
import { type TestClock, type TestDatabase, testClock, testDatabase, testLogger } from '@leerhuis/testkit';
import { accountStore } from '../../accounts/account-store.ts';
import type { Settings } from '../../config.ts';
import { grantCredit, lapseCredit, spendCredit } from './credit-commands.ts';
import { creditQueries } from './credit-queries.ts';
import { type CreditStore, creditIndexes, creditStore } from './credit-store.ts';
import { openOffices } from './offices.ts';
import { warnOfLapse } from './warn-of-lapse.ts';

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
  const accounts = accountStore(database.connection);
  const copies = {
    members: localCopy<MemberSnapshot>(database.connection, 'memberCopies'),
    organisations: localCopy<OrganisationSnapshot>(database.connection, 'organisationCopies'),
  };
  return { credit, newId, accounts, offices: openOffices(copies, accounts), ...days };
};
const buy = (ownerId: string, minutes: number, orderedAt = clock()) =>
  outbox.transaction((tx) => {
    const order = { id: newId(), accountId: ownerId, organisationId: null, placedAt: orderedAt };
    const price = { amount: 45_000, currency: 'EUR' as const };
    return grantCredit(crediting(), tx, order, { lineId: newId(), title: { nl: 'EDUC' }, quantity: 1, minutes, price });
  });
const spend = (accountId: string, minutes: number) =>
  outbox.transaction((tx) =>
    spendCredit(crediting(), tx, { accountId, minutes, activationId: newId(), courseId: 'course' }),
  );
const lotsOf = (ownerId: string) => creditQueries(database.connection).ofOwner({ ownerId });

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

describe('a warning before hours lapse (V-6)', () => {
  const settings = { PUBLIC_URL: 'https://leerhuis.example' } as Settings;
  const sent: number[] = [];
  const look = () => warnOfLapse({ ...crediting(), outbox, clock, settings }, (days) => void sent.push(days));
  const mailsTo = async (owner: string) => {
    const filter = { topicOrQueue: sendMessage.queue };
    const jobs = await database.connection.collection('outbox').find(filter).sort({ _id: 1 }).toArray();
    const mails = jobs.map(({ message }) => (JSON.parse(String(message)) as { data: SendMessage }).data);
    return mails.filter(({ template, recipient }) => template === 'credit-lapses' && recipient.accountId === owner);
  };
  async function known(): Promise<string> {
    const accountId = newId();
    const person = {
      accountId,
      revision: 1,
      email: 'an@kantoor.example',
      firstName: 'An',
      lastName: 'Maes',
      locale: 'nl',
    };
    const snapshot = { ...person, company: null, address: null, memberships: [] } as unknown as AccountSnapshot;
    await outbox.transaction((tx) => accountStore(database.connection).keep(tx, snapshot));
    return accountId;
  }

  it('comes once per step, of what is left then, for all that ends at one moment, whoever looks', async () => {
    const owner = await known();
    clock.set('2026-11-22T10:00:00Z');
    const orderedAt = clock();
    await buy(owner, 600, orderedAt);
    await buy(owner, 300, orderedAt);
    clock.set('2029-09-22T10:00:00Z');
    await look();
    expect(await mailsTo(owner)).toEqual([]);
    clock.set('2029-09-24T10:00:00Z');
    await Promise.all([look(), look(), look()]);
    expect(await mailsTo(owner)).toMatchObject([{ data: { minutes: 900, packageTitle: 'EDUC' } }]);
    await spend(owner, 800);
    clock.set('2029-11-10T10:00:00Z');
    await look();
    await look();
    expect((await mailsTo(owner)).map(({ data }) => data['minutes'])).toEqual([900, 100]);
    expect(sent).toEqual([60, 14]);
  });

  it('is none where nothing is left, and the last step alone where the others have passed', async () => {
    const [spent, late] = [await known(), await known()];
    clock.set('2026-11-22T10:00:00Z');
    await buy(spent, 60);
    await spend(spent, 60);
    await buy(late, 60);
    clock.set('2029-11-20T10:00:00Z');
    await look();
    await look();
    expect(await mailsTo(spent)).toEqual([]);
    expect(await mailsTo(late)).toHaveLength(1);
  });

  it('of an organisation’s hours goes to who shares them out, at work and in their language', async () => {
    clock.set('2026-11-22T10:00:00Z');
    const [organisationId, membershipId] = [newId(), newId()];
    const manager = { membershipId, organisationId, revision: 1, accountId: null, firstName: 'Mia', lastName: 'Maes' };
    const rights = { roles: ['manager'], rights: ['enrol-people'], state: 'active', workEmail: 'mia@linde.example' };
    const members = localCopy<MemberSnapshot>(database.connection, 'memberCopies');
    const offices = localCopy<OrganisationSnapshot>(database.connection, 'organisationCopies');
    const office = { organisationId, revision: 1, name: 'De Linde', state: 'active', locale: 'fr', mergedInto: null };
    await outbox.transaction(async (tx) => {
      await members.put(tx, membershipId, { ...manager, ...rights } as unknown as MemberSnapshot);
      await offices.put(tx, organisationId, office as unknown as OrganisationSnapshot);
      const order = { id: newId(), accountId: newId(), organisationId, placedAt: clock() };
      const price = { amount: 45_000, currency: 'EUR' as const };
      const line = { lineId: newId(), title: { nl: 'EDUC' }, quantity: 1, minutes: 600, price };
      await grantCredit(crediting(), tx, order, line);
    });
    clock.set('2029-11-20T10:00:00Z');
    await Promise.all([look(), look()]);
    const filter = { topicOrQueue: sendMessage.queue };
    const jobs = await database.connection.collection('outbox').find(filter).toArray();
    const mails = jobs.map(({ message }) => (JSON.parse(String(message)) as { data: SendMessage }).data);
    expect(mails.filter(({ recipient }) => recipient.email === 'mia@linde.example')).toMatchObject([
      { template: 'credit-lapses', organisationId, recipient: { locale: 'fr' }, data: { minutes: 600 } },
    ]);
  });
});
