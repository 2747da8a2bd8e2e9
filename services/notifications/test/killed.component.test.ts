import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sendMessage } from '@leerhuis/contracts';
import { createJobQueue } from '@leerhuis/job-queue';
import {
  backingServices,
  eventually,
  removeNamespace,
  serveTestKeys,
  type TestDatabase,
  testDatabase,
  testLogger,
  testNamespace,
} from '@leerhuis/testkit';
import { invoiceTo, type MailCatcher, newRecipient, startMailCatcher } from './under-test.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const namespace = testNamespace();
let mails: MailCatcher;
let database: TestDatabase;
let keys: Awaited<ReturnType<typeof serveTestKeys>>;
let running: ChildProcess | undefined;
beforeAll(async () => {
  mails = await startMailCatcher();
  database = await testDatabase('notifications');
  keys = await serveTestKeys();
});
afterAll(async () => {
  if (running) await kill(running, 'SIGTERM');
  await removeNamespace(namespace);
  await database.drop();
  await keys.close();
  await mails.stop();
});

async function startProcess(): Promise<ChildProcess> {
  const { kafkaBrokers, rabbitUrl } = await backingServices();
  const env = {
    PATH: process.env['PATH'],
    PORT: '0',
    INTERNAL_PORT: '0',
    MONGO_URL: database.url,
    KAFKA_BROKERS: kafkaBrokers.join(','),
    RABBIT_URL: rabbitUrl,
    NAMESPACE: namespace,
    JWKS_URL: keys.url,
    SMTP_URL: mails.smtpUrl,
    LOG_LEVEL: 'error',
  };
  running = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', main], { env, stdio: 'ignore' });
  return running;
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit');
  if (child.exitCode === null && child.kill(signal)) await ended;
}

describe('a service that is killed while it sends', () => {
  it('sends every mail at least once, under a stable Message-ID, and keeps each message once', async () => {
    const { rabbitUrl } = await backingServices();
    const queue = createJobQueue({ url: rabbitUrl, namespace, service: 'test', logger: testLogger });
    await queue.start([sendMessage]);
    const recipients = Array.from({ length: 120 }, () => newRecipient());
    const jobs = recipients.map((to) => ({ id: `job-of-${to.email}`, queue: sendMessage.queue, data: invoiceTo(to) }));
    await queue.publish(jobs);
    await queue.stop();

    let seen = 0;
    for (let kills = 0; kills < 2; kills++) {
      const child = await startProcess();
      await eventually(async () => (await mails.all()).length > seen, { within: 30_000, every: 5 });
      await kill(child, 'SIGKILL');
      seen = (await mails.all()).length;
    }
    await startProcess();
    const messages = database.connection.collection('messages');
    await eventually(async () => (await messages.countDocuments({ state: 'sent' })) === 120, { within: 30_000 });

    expect(await messages.countDocuments()).toBe(120);
    const caught = await mails.all();
    expect(new Set(caught.map(({ to }) => to[0]?.address)).size).toBe(120);
    expect(new Set(caught.map(({ messageId }) => messageId)).size).toBe(120);
  }, 120_000);
});
