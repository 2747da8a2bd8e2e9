import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger, createMetrics } from '@leerhuis/telemetry';
import { backingServices } from '@leerhuis/testkit';
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

/** A TCP proxy in front of the real MongoDB, whose connections can be cut, or swallow everything without a word. */
async function cuttable() {
  const { hostname, port } = new URL(base);
  const sockets = new Set<Socket>();
  let isSilent = false;
  const server: Server = createServer((inner) => {
    const outer = connect(Number(port), hostname);
    for (const [from, to] of [[inner, outer] as const, [outer, inner] as const]) {
      sockets.add(from);
      from.on('data', (bytes) => isSilent || to.write(bytes));
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  const listen = async (at: number) => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const proxyPort = await listen(0);
  return {
    host: `127.0.0.1:${proxyPort}`,
    cut() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
    restore: () => listen(proxyPort),
    silence: (silent: boolean) => {
      isSilent = silent;
    },
  };
}

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
    const proxy = await cuttable();
    const connection = await openDatabase(urlOf(proxy.host), { logger });
    const items = connection.collection('items');
    expect(await items.countDocuments()).toBeGreaterThanOrEqual(0);
    proxy.cut();
    for (let i = 0; i < 2; i++) {
      const { error, tookMs } = await outcomeOf(items.insertOne({ i }));
      expect(isDatabaseAway(error)).toBe(true);
      expect(isDatabaseAway(new Error('could not save', { cause: error }))).toBe(true);
      expect(tookMs).toBeLessThan(8_000);
    }
    await proxy.restore();
    const { error } = await outcomeOf(items.insertOne({ back: true }));
    expect(error).toBeUndefined();
    await connection.close();
    proxy.cut();
  });

  it('that goes silent hangs nobody', async () => {
    const proxy = await cuttable();
    const connection = await openDatabase(urlOf(proxy.host), { logger });
    const items = connection.collection('items');
    await items.countDocuments();
    expect(await databaseAnswers(connection)).toBe(true);
    proxy.silence(true);
    for (let asked = 0; asked < 2; asked += 1) {
      const silent = await outcomeOf(databaseAnswers(connection));
      expect(silent.error).toBeDefined();
      expect(silent.tookMs).toBeLessThan(2_500);
    }
    const { error, tookMs } = await outcomeOf(items.countDocuments());
    expect(isDatabaseAway(error)).toBe(true);
    expect(tookMs).toBeLessThan(20_000);
    proxy.cut();
    await connection.close(true);
  }, 60_000);

  it('is waited for at the start, not for ever', async () => {
    const proxy = await cuttable();
    proxy.cut();
    const never = await outcomeOf(openDatabase(urlOf(proxy.host), { logger, waitMs: 0 }));
    expect(isDatabaseAway(never.error)).toBe(true);

    const opening = openDatabase(urlOf(proxy.host), { logger, waitMs: 20_000 });
    const timer = setTimeout(() => void proxy.restore(), 500);
    const connection = await opening;
    clearTimeout(timer);
    expect(connection.readyState).toBe(1);
    await connection.close();
    proxy.cut();
  });
});
