import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { activationGrantedV1, enrolmentOpenedV1 } from '@leerhuis/contracts';
import { newId } from '@leerhuis/service-runtime';
import {
  backingServices,
  consumeEvents,
  type EventCollector,
  eventually,
  publishEvents,
  removeNamespace,
  serveTestKeys,
  type TestDatabase,
  testDatabase,
  testNamespace,
} from '@leerhuis/testkit';
import { activationOf, fact, mediaSigningKey } from './learning-under-test.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const namespace = testNamespace();
let database: TestDatabase;
let keys: Awaited<ReturnType<typeof serveTestKeys>>;
let events: EventCollector;
let running: ChildProcess | undefined;

beforeAll(async () => {
  database = await testDatabase('learning-crash');
  keys = await serveTestKeys();
  events = await consumeEvents(namespace, [enrolmentOpenedV1]);
});
afterAll(async () => {
  await end('SIGTERM');
  await events.stop();
  await keys.close();
  await removeNamespace(namespace);
  await database.drop();
}, 90_000);

async function start(): Promise<void> {
  const { kafkaBrokers, rabbitUrl } = await backingServices();
  running = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', 'services/learning/src/main.ts'], {
    cwd: root,
    stdio: process.env['TEST_LOG'] ? 'inherit' : 'ignore',
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      PORT: '0',
      INTERNAL_PORT: '0',
      // under an application name, by which the next copy finds and ends transactions that the kill left open
      MONGO_URL: `${database.url}&appName=${namespace}`,
      KAFKA_BROKERS: kafkaBrokers.join(','),
      RABBIT_URL: rabbitUrl,
      NAMESPACE: namespace,
      JWKS_URL: keys.url,
      MEDIA_SIGNING_KEY: mediaSigningKey,
    },
  });
}

async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const child = running;
  running = undefined;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}

it('killed again and again while activations come in, it loses no enrolment and doubles none', async () => {
  const enrolments = database.connection.collection('enrolments');
  const activations = Array.from({ length: 300 }, () => activationOf(newId(), newId()));
  const granted = activations.map((each) => fact(activationGrantedV1, each.activationId, each));
  await publishEvents(namespace, [activationGrantedV1], granted);

  for (const reached of [1, 150]) {
    await start();
    await eventually(async () => (await enrolments.countDocuments()) >= reached, { within: 60_000 });
    await end('SIGKILL');
  }
  await start();
  // MongoDB itself keeps the locks of transactions that a kill left open for a minute
  await eventually(async () => expect(await enrolments.countDocuments()).toBe(300), { within: 120_000 });
  const opened = () => new Set(events.all.map(({ id }) => id));
  await eventually(() => expect(opened().size).toBe(300), { within: 60_000 });
  // delivered again it is the same event: nobody is told twice
  const subjects = new Map(events.all.map(({ id, subject }) => [id, subject]));
  expect(new Set(subjects.values()).size).toBe(300);
}, 240_000);
