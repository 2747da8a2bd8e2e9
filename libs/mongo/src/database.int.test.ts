import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger, createMetrics } from '@leerhuis/telemetry';
import { backingServices, type Door, doorTo, eventually } from '@leerhuis/testkit';
import { type Connection, databaseAnswers, ensureIndexes, isDatabaseAway, openDatabase } from './index.ts';

const { mongoUrl: base } = await backingServices();
const name = `mongo-${randomUUID()}`;
const logger = createLogger({ service: 'test', level: 'silent' });

function urlOf(host?: string): string {
  const url = new URL(base);
  url.pathname = `/${name}`;
  if (host) {
    url.host = host;
    // through a proxy there is one way in: don't go looking for the members
    url.searchParams.delete('replicaSet');
    url.searchParams.set('directConnection', 'true');
  }
  return url.toString();
}

const doorToMongo = () => doorTo(new URL(base).hostname, Number(new URL(base).port));
const through = ({ port }: Door) => urlOf(`127.0.0.1:${port}`);

async function outcomeOf(work: Promise<unknown>) {
  const begin = performance.now();
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, tookMs: performance.now() - begin };
}

describe('a database connection', () => {
  let connection: Connection;
  beforeAll(async () => {
    connection = await openDatabase(urlOf(), { logger, metrics: createMetrics('test') });
  });
  afterAll(async () => {
    await connection.dropDatabase();
    await connection.close();
  });

  it('writes to a majority and its journal, and reads what a majority has', () => {
    const { writeConcern, readConcern } = connection.getClient().options;
    expect(writeConcern).toMatchObject({ w: 'majority', journal: true });
    expect(readConcern).toMatchObject({ level: 'majority' });
  });

  it('makes missing collections and indexes, again and at the same moment without harm', async () => {
    const indexes = { orders: [{ key: { buyer: 1 }, name: 'buyer' }], empty: [] };
    await Promise.all([ensureIndexes(connection, indexes), ensureIndexes(connection, indexes)]);
    await ensureIndexes(connection, indexes);
    const made = await connection.collection('orders').indexes();
    expect(made.map((index) => index.name)).toEqual(['_id_', 'buyer']);
    expect((await connection.listCollections()).map((collection) => collection.name).sort()).toEqual([
      'empty',
      'orders',
    ]);
  });

  it('says which collection has an index that was changed under its old name', async () => {
    await ensureIndexes(connection, { invoices: [{ key: { number: 1 }, name: 'number' }] });
    const changed = ensureIndexes(connection, { invoices: [{ key: { number: 1 }, name: 'number', unique: true }] });
    await expect(changed).rejects.toThrow(/invoices/);
  });

  it('tells a refused write from a database that is away', async () => {
    const items = connection.collection<{ _id: string }>('items');
    await items.insertOne({ _id: 'a' });
    const { error } = await outcomeOf(items.insertOne({ _id: 'a' }));
    expect(error).toMatchObject({ code: 11000 });
    expect(isDatabaseAway(error)).toBe(false);
    expect(isDatabaseAway(new Error('wrapped', { cause: new Error('other') }))).toBe(false);
    expect(isDatabaseAway(undefined)).toBe(false);
  });

  it('tells a write conflict from a database that is away', async () => {
    const items = connection.collection<{ _id: string; at?: number }>('items');
    await items.insertOne({ _id: 'conflict' });
    const [one, two] = [await connection.startSession(), await connection.startSession()];
    one.startTransaction();
    two.startTransaction();
    await items.updateOne({ _id: 'conflict' }, { $set: { at: 1 } }, { session: one });
    const { error } = await outcomeOf(items.updateOne({ _id: 'conflict' }, { $set: { at: 2 } }, { session: two }));
    await Promise.all([one.abortTransaction(), two.abortTransaction().catch(() => undefined)]);
    await Promise.all([one.endSession(), two.endSession()]);
    expect(error).toMatchObject({ code: 112 });
    expect(isDatabaseAway(error)).toBe(false);
  });
});

describe('a connection that is cut', () => {
  it('fails within seconds as a database that is away, and heals by itself', async () => {
    const door = await doorToMongo();
    const connection = await openDatabase(through(door), { logger });
    const items = connection.collection('items');
    expect(await items.countDocuments()).toBeGreaterThanOrEqual(0);
    await door.shut();
    for (let i = 0; i < 2; i++) {
      const { error, tookMs } = await outcomeOf(items.insertOne({ i }));
      expect(isDatabaseAway(error)).toBe(true);
      expect(isDatabaseAway(new Error('could not save', { cause: error }))).toBe(true);
      expect(tookMs).toBeLessThan(8_000);
    }
    await door.open();
    const { error } = await outcomeOf(items.insertOne({ back: true }));
    expect(error).toBeUndefined();
    await connection.close();
    await door.shut();
  });

  it('fails whoever asks at the moment when it closes, too', async () => {
    const door = await doorToMongo();
    const connection = await openDatabase(through(door), { logger });
    const { db } = connection;
    const ping = () => outcomeOf(db?.command({ ping: 1 }) ?? Promise.resolve());
    // as many connections as are asked for at once, idle afterwards
    await Promise.all(Array.from({ length: 15 }, ping));
    await door.shut();
    const asked: Promise<unknown>[] = [];
    // one at each turn of the loop: some of them get a connection that the server has ended and that is not closed yet
    for (let turn = 0; turn < 200; turn += 1) {
      asked.push(ping());
      await setImmediate();
    }
    let answered = 0;
    for (const one of asked) void one.then(() => (answered += 1));
    await eventually(() => answered === asked.length, { within: 20_000 });
    await connection.close(true);
  }, 40_000);

  it('that goes silent hangs nobody', async () => {
    const door = await doorToMongo();
    const connection = await openDatabase(through(door), { logger });
    const items = connection.collection('items');
    await items.countDocuments();
    expect(await databaseAnswers(connection)).toBe(true);
    door.silence(true);
    for (let asked = 0; asked < 2; asked += 1) {
      const silent = await outcomeOf(databaseAnswers(connection));
      expect(silent.error).toBeDefined();
      expect(silent.tookMs).toBeLessThan(2_500);
    }
    const { error, tookMs } = await outcomeOf(items.countDocuments());
    expect(isDatabaseAway(error)).toBe(true);
    expect(tookMs).toBeLessThan(20_000);
    await door.shut();
    await connection.close(true);
  }, 60_000);

  it('is waited for at the start, not for ever', async () => {
    const door = await doorToMongo();
    await door.shut();
    const never = await outcomeOf(openDatabase(through(door), { logger, waitMs: 0 }));
    expect(isDatabaseAway(never.error)).toBe(true);

    const opening = openDatabase(through(door), { logger, waitMs: 20_000 });
    const timer = setTimeout(() => void door.open(), 500);
    const connection = await opening;
    clearTimeout(timer);
    expect(connection.readyState).toBe(1);
    await connection.close();
    await door.shut();
  });
});
