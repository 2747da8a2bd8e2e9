import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type BackingServices, findCommand, startBackingServices } from '@leerhuis/backing-services';
import { eventually, type TestDatabase, testDatabase, testLogger } from '@leerhuis/testkit';
import {
  complete,
  counted,
  countedNumbers,
  countedSoFar,
  countingEvents,
  noteCounted,
  outboxOn,
} from '../test/counting.ts';
import { createEventBus } from './index.ts';

// A Kafka of its own, to kill: the shared one serves other tests. Where there is no Java, Kafka runs in containers only.
const withJava = (await findCommand('java')) ? describe : describe.skip;

withJava('a broker that is killed and comes back', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'leerhuis-broker-'));
  let services: BackingServices;
  let database: TestDatabase;

  beforeAll(async () => {
    database = await testDatabase('broker');
    const log = () => undefined;
    services = await startBackingServices({ needs: ['kafka'], ways: ['native'], auth: false, dataDir, log });
  }, 120_000);
  afterAll(async () => {
    await services.stop();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  }, 60_000);

  it('has lost nothing and doubles nothing, for publishers and consumers that never stopped', async () => {
    const { connection } = database;
    const brokers = services.kafka.brokers.split(',');
    const bus = createEventBus({ brokers, clientId: 'test', logger: testLogger });
    await bus.start([counted]);
    const outbox = outboxOn(connection);
    const relay = outbox.startRelay({ publishEvents: bus.publish, publishJobs: async () => undefined });
    await bus.subscribe({ group: 'learning', outbox, handlers: [noteCounted(connection)] });
    const subjects = ['a', 'b', 'c', 'd'];
    const tell = async (from: number, to: number) => {
      for (const { subject, data } of countingEvents(subjects, from, to)) {
        await outbox.transaction(async (tx) => tx.publish(counted, subject, data));
      }
    };
    await tell(0, 10);
    await eventually(async () => (await countedSoFar(connection)) === 40, { within: 30_000 });

    const pid = Number(readFileSync(join(dataDir, 'kafka', 'pid'), 'utf8').split(' ')[0]);
    expect(await bus.isThere()).toBe(true);
    const telling = tell(10, 30);
    process.kill(pid, 'SIGKILL');
    await telling;
    await eventually(async () => !(await bus.isThere()), { within: 15_000 });
    // who started it brings it back
    await eventually(() => relay.isEmpty(), { within: 60_000 });
    await eventually(async () => (await countedSoFar(connection)) >= 120, { within: 60_000 });
    expect(await countedNumbers(connection)).toEqual(complete(subjects, 30));
    await eventually(bus.isThere, { within: 15_000 });
    await relay.stop();
    await bus.stop();
  }, 180_000);
});
