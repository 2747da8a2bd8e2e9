import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { auditStore } from '@leerhuis/audit';
import type { RegistrationMessage } from '@leerhuis/contracts';
import { createFileStore } from '@leerhuis/files';
import { ensureIndexes } from '@leerhuis/mongo';
import { createOutbox, type Outbox } from '@leerhuis/outbox';
import { type TestDatabase, testDatabase, testLogger } from '@leerhuis/testkit';
import { v7 as newId } from 'uuid';
import type { Registration } from './domain/registration.ts';
import { startRun } from './domain/run.ts';
import { resubmitRegistration } from './registration-commands.ts';
import { registrationIndexes, registrationStore } from './registration-store.ts';
import { fileIdOf, type Running, startMonthlyRun, workOnRuns } from './run-registrations.ts';
import { runIndexes, runStore } from './run-store.ts';

const now = new Date('2026-12-01T03:00:00Z');
let database: TestDatabase;
let outbox: Outbox;

beforeAll(async () => {
  database = await testDatabase('runs');
  await ensureIndexes(database.connection, { ...registrationIndexes, ...runIndexes });
  outbox = createOutbox({
    connection: database.connection,
    service: 'certification',
    clock: () => now,
    newId,
    logger: testLogger,
  });
});
afterAll(() => database.drop());
beforeEach(async () => {
  for (const name of ['registrations', 'registrationRuns', 'outbox'])
    await database.connection.collection(name).deleteMany({});
});

function running(change: Partial<Running> = {}): Running {
  return {
    registrations: registrationStore(database.connection),
    numbers: { holdOf: async () => null },
    note: auditStore(database.connection, newId).note,
    runs: runStore(database.connection),
    files: createFileStore(database.connection, 'documents'),
    transaction: outbox.transaction,
    people: { get: async () => null },
    attests: { byId: async () => null },
    dayOf: (instant) => instant.toISOString().slice(0, 10),
    monthOf: (instant) => instant.toISOString().slice(0, 7),
    clock: () => now,
    realTime: () => now,
    newId,
    holder: newId(),
    logger: testLogger,
    ...change,
  };
}

async function inLine(count: number, month: string): Promise<void> {
  const list = Array.from(
    { length: count },
    (_, index): Registration => ({
      id: newId(),
      attestId: newId(),
      accountId: newId(),
      federation: index % 2 === 0 ? 'OVB' : 'ITAA',
      memberNumber: `${month}-${index}`,
      firstName: 'Lena',
      lastName: '=HYPERLINK("x")',
      accreditationNumber: 'A-1',
      courseTitle: 'Huurrecht',
      activityDate: `${month}-20`,
      month,
      periodYear: 2026,
      minutes: 120,
      points: 2,
      mode: 'onDemand',
      state: 'waiting',
      attempts: 0,
      runId: null,
      sentAt: null,
      answeredAt: null,
      reason: null,
      createdAt: now,
    }),
  );
  await outbox.transaction((tx) => registrationStore(database.connection).insert(tx, list));
}

const start = (month: string) => {
  const started = startRun({ id: newId(), month, kind: 'manual', startedBy: null }, '2026-12', now);
  if ('refused' in started) throw new Error(started.refused);
  const { run } = started;
  return outbox.transaction((tx) => running().runs.insert(tx, run)).then(() => run.id);
};
const jobs = async () =>
  (await database.connection.collection<{ key: string; kind: string }>('outbox').find({ kind: 'job' }).toArray()).map(
    ({ key }) => key,
  );
const sentCount = () => database.connection.collection('registrations').countDocuments({ state: 'sent' });

describe('a monthly run (V-26)', () => {
  it('takes what was completed in its month or before, and leaves what came later', async () => {
    await inLine(3, '2026-10');
    await inLine(4, '2026-11');
    await inLine(2, '2026-12');
    const id = await start('2026-11');
    await workOnRuns(running());
    expect(await sentCount()).toBe(7);
    expect(await running().runs.byId(id)).toMatchObject({ state: 'done', sent: 7, perFederation: { OVB: 4, ITAA: 3 } });
    const files = ['OVB', 'NKN', 'BIV', 'ITAA'].map((federation) => running().files.stat(fileIdOf(id, federation)));
    expect((await Promise.all(files)).map(Boolean)).toEqual([true, false, false, true]);
  });

  it('goes on where it was broken off: nobody is left out, nobody sent twice, and the file has them all', async () => {
    await inLine(450, '2026-11');
    const id = await start('2026-11');
    let batches = 0;
    const broken = running({
      transaction: async (work) => {
        batches += 1;
        if (batches > 1) throw new Error('killed');
        return outbox.transaction(work);
      },
    });
    await expect(workOnRuns(broken)).rejects.toThrow('killed');
    expect(await sentCount()).toBe(200);
    await workOnRuns(running());
    expect((await running().runs.byId(id))?.state).toBe('running');
    const later = running({ realTime: () => new Date(now.getTime() + 20_000) });
    await workOnRuns(later);
    expect(await sentCount()).toBe(450);
    const keys = await jobs();
    expect(keys).toHaveLength(450);
    expect(new Set(keys).size).toBe(450);
    const file = await running().files.read(fileIdOf(id, 'OVB'));
    const text = Buffer.concat((await file?.toArray()) ?? []).toString();
    expect(text.trim().split('\n')).toHaveLength(226);
    expect(text).toContain("'=HYPERLINK");
  });

  it('sends each participation once when two copies of the service work at the same moment', async () => {
    await inLine(300, '2026-11');
    await start('2026-11');
    await start('2026-11');
    await Promise.all([workOnRuns(running()), workOnRuns(running())]);
    expect(await sentCount()).toBe(300);
    expect(new Set(await jobs()).size).toBe(300);
    expect(await jobs()).toHaveLength(300);
  });

  it('sends the number that stands, when staff correct it at the same moment (V-27)', async () => {
    await inLine(20, '2026-11');
    await start('2026-11');
    const stored = async () => (await running().registrations.page({}, { limit: 100 })).items;
    const corrections = (await stored()).map(({ id, federation }, n) =>
      outbox.transaction((tx) =>
        resubmitRegistration(running(), tx, id, `${federation === 'OVB' ? '' : '10'}${100_000 + n}`, 'staff'),
      ),
    );
    await Promise.all([...corrections, workOnRuns(running())]);
    const messages = await database.connection
      .collection<{ message: string; kind: string }>('outbox')
      .find({ kind: 'job' })
      .toArray();
    const sent = messages.map(({ message }) => (JSON.parse(message) as { data: RegistrationMessage }).data);
    const numbers = (list: { memberNumber: string }[]) => list.map(({ memberNumber }) => memberNumber).sort();
    expect(sent).toHaveLength(20);
    expect(numbers(sent)).toEqual(numbers(await stored()));
  });

  it('starts by itself for the month before, once, whatever number of copies tries', async () => {
    await inLine(1, '2026-11');
    await Promise.allSettled([1, 2, 3].map(() => startMonthlyRun(running())));
    await startMonthlyRun(running());
    expect(await database.connection.collection('registrationRuns').countDocuments({ month: '2026-11' })).toBe(1);
  });
});
