import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  backingServices,
  doorTo,
  eventually,
  removeNamespace,
  type TestDatabase,
  testDatabase,
  testLogger,
  testNamespace,
} from '@leerhuis/testkit';
import mongoose from 'mongoose';
import {
  complete,
  counted,
  countedNumbers,
  countedSoFar,
  countingEvents,
  noteCounted,
  outboxOn,
} from '../test/counting.ts';
import { listDeadLetters } from './dead-letters.ts';
import { createEventBus, type EventBus } from './index.ts';
import { createKafka } from './kafka-client.ts';
import { createNames } from './topics.ts';

let database: TestDatabase;
let brokers: string[];
let namespace: string;
const namespaces: string[] = [];
const buses: EventBus[] = [];

async function newBus(): Promise<EventBus> {
  const bus = createEventBus({ brokers, clientId: 'test', namespace, logger: testLogger });
  buses.push(bus);
  await bus.start([counted]);
  return bus;
}

beforeAll(async () => {
  brokers = (await backingServices()).kafkaBrokers;
});
beforeEach(async () => {
  database = await testDatabase('recovery');
  namespace = testNamespace();
  namespaces.push(namespace);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all(buses.splice(0).map((bus) => bus.stop()));
  await database.drop();
});
afterAll(async () => {
  for (const each of namespaces) await removeNamespace(each);
});

const deadLetters = () =>
  listDeadLetters(createKafka({ brokers, clientId: 'test', logger: testLogger }), createNames(namespace));

describe('a subscription', () => {
  it('waits while MongoDB is away, parks nothing, and goes on when it is back', async () => {
    const { hostname, port } = new URL(database.url);
    const door = await doorTo(hostname, Number(port));
    const url = `mongodb://127.0.0.1:${door.port}/${database.name}?directConnection=true`;
    const connection = await mongoose
      .createConnection(url, { serverSelectionTimeoutMS: 500, bufferCommands: false })
      .asPromise();
    try {
      const bus = await newBus();
      const handlers = [noteCounted(connection)];
      const outbox = outboxOn(connection);
      const relay = outbox.startRelay({ publishEvents: bus.publish, publishJobs: async () => undefined });
      const subscription = await bus.subscribe({ group: 'learning', outbox, handlers, maxHold: 300 });
      await bus.publish(countingEvents(['a', 'b', 'c'], 0, 10));
      await eventually(async () => (await countedSoFar(database.connection)) === 30);

      await door.shut();
      await bus.publish(countingEvents(['a', 'b', 'c'], 10, 30));
      await sleep(3_000); // far longer than an event may hold up its key
      expect(await countedSoFar(database.connection)).toBe(30);

      await door.open();
      await eventually(async () => (await countedSoFar(database.connection)) >= 90, { within: 15_000 });
      const tell = () => outbox.transaction(async (tx) => tx.publish(counted, 'a', { n: 30 }));
      await eventually(() => tell().then(() => true));
      await eventually(async () => (await countedSoFar(database.connection)) >= 91, { within: 15_000 });
      const { a = [], b, c } = await countedNumbers(database.connection);
      expect({ a: a.slice(0, 30), b, c }).toEqual(complete(['a', 'b', 'c'], 30));
      expect(await deadLetters()).toEqual([]);
      await subscription.stop();
      await relay.stop();
    } finally {
      await connection.close();
      await door.shut().catch(() => undefined);
    }
  });

  it('loses nothing and doubles nothing while copies come and go', async () => {
    const subjects = Array.from({ length: 24 }, (_, n) => `s${n}`);
    const { connection } = database;
    const publisher = await newBus();
    const join = async () => {
      const bus = await newBus();
      return bus.subscribe({ group: 'learning', outbox: outboxOn(connection), handlers: [noteCounted(connection)] });
    };
    const first = await join();
    const publishing = (async () => {
      for (let n = 0; n < 40; n += 1) {
        await publisher.publish(countingEvents(subjects, n, n + 1));
        await sleep(80);
      }
    })();
    await sleep(500);
    const second = await join();
    await eventually(() => second.ready(), { within: 40_000 });
    await first.stop();
    const third = await join();
    await eventually(() => third.ready(), { within: 40_000 });
    await second.stop();
    await publishing;
    await eventually(async () => (await countedSoFar(connection)) >= 24 * 40, { within: 60_000 });
    expect(await countedNumbers(connection)).toEqual(complete(subjects, 40));
  });

  it('comes back after its connections to Kafka were cut, and after Kafka was away for a while', async () => {
    const { connect } = net;
    const sockets = new Set<net.Socket>();
    let away = false;
    jest.spyOn(net, 'connect').mockImplementation(((options: net.NetConnectOpts, listener?: () => void) => {
      const isKafka = brokers.some((broker) => broker.endsWith(`:${(options as net.TcpNetConnectOpts).port}`));
      const socket = connect(isKafka && away ? { host: '127.0.0.1', port: 1 } : options, listener);
      if (isKafka) sockets.add(socket);
      return socket;
    }) as typeof net.connect);
    const cut = () => {
      for (const socket of sockets) socket.destroy(new Error('cut'));
      sockets.clear();
    };
    const { connection } = database;
    const bus = await newBus();
    await bus.subscribe({ group: 'learning', outbox: outboxOn(connection), handlers: [noteCounted(connection)] });
    const publish = (from: number, to: number) =>
      eventually(() => bus.publish(countingEvents(['a', 'b', 'c'], from, to)).then(() => true), { within: 20_000 });
    await publish(0, 10);
    await eventually(async () => (await countedSoFar(connection)) === 30);

    cut();
    await publish(10, 20);
    await eventually(async () => (await countedSoFar(connection)) === 60, { within: 20_000 });

    away = true;
    cut();
    await expect(bus.publish(countingEvents(['a', 'b', 'c'], 20, 30))).rejects.toThrow();
    away = false;
    await publish(20, 30);
    await eventually(async () => (await countedSoFar(connection)) >= 90, { within: 20_000 });
    expect(await countedNumbers(connection)).toEqual(complete(['a', 'b', 'c'], 30));
  }, 60_000);

  it('finishes what it has in hand when it stops, and begins nothing new', async () => {
    const { connection } = database;
    const bus = await newBus();
    let begun = 0;
    const handlers = [
      noteCounted(connection, () => {
        begun += 1;
      }),
    ];
    const subscription = await bus.subscribe({ group: 'learning', outbox: outboxOn(connection), handlers });
    await eventually(() => subscription.ready());
    await bus.publish(countingEvents(['a', 'b', 'c', 'd'], 0, 200));
    await eventually(() => begun > 50);
    await subscription.stop();
    const whenStopped = begun;
    const handled = await countedSoFar(connection);
    await sleep(300);
    expect(begun).toBe(whenStopped);
    expect(handled).toBeLessThan(800);

    const next = await newBus();
    await next.subscribe({ group: 'learning', outbox: outboxOn(connection), handlers: [noteCounted(connection)] });
    await eventually(async () => (await countedSoFar(connection)) >= 800, { within: 15_000 });
    expect(await countedNumbers(connection)).toEqual(complete(['a', 'b', 'c', 'd'], 200));
  });

  it('goes on with other keys while more records wait behind a bad one than it keeps in memory', async () => {
    const { connection } = database;
    const bus = await newBus();
    let broken = true;
    const handlers = [
      noteCounted(connection, (n, subject) => {
        if (broken && subject === 'bad' && n === 0) throw new Error('does not work');
      }),
    ];
    await bus.subscribe({ group: 'learning', outbox: outboxOn(connection), handlers });
    const others = Array.from({ length: 24 }, (_, n) => `s${n}`);
    await bus.publish(countingEvents(['bad'], 0, 1_600));
    await bus.publish(countingEvents(others, 0, 3));
    const handledOthers = async () => {
      const { bad = [], ...rest } = await countedNumbers(connection);
      expect(bad).toEqual([]);
      return Object.values(rest).flat().length;
    };
    // those in the partition of the bad one may have to wait behind it
    await eventually(async () => (await handledOthers()) >= 45);
    broken = false;
    await eventually(async () => (await countedSoFar(connection)) >= 1_600 + 72, { within: 25_000 });
    expect(await countedNumbers(connection)).toEqual({ ...complete(others, 3), ...complete(['bad'], 1_600) });
  }, 60_000);
});
