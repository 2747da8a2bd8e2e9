import type { ChildProcess } from 'node:child_process';
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
import { killProcess, startProcess } from './under-test-process.ts';

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
  if (running) await killProcess(running, 'SIGTERM');
  await removeNamespace(namespace);
  await database.drop();
  await keys.close();
  await mails.stop();
});

async function start(): Promise<ChildProcess> {
  running = await startProcess({ database, namespace, keysUrl: keys.url, smtpUrl: mails.smtpUrl });
  return running;
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
      const child = await start();
      await eventually(async () => (await mails.all()).length > seen, { within: 30_000, every: 5 });
      await killProcess(child, 'SIGKILL');
      seen = (await mails.all()).length;
    }
    await start();
    const messages = database.connection.collection('messages');
    await eventually(async () => (await messages.countDocuments({ state: 'sent' })) === 120, { within: 30_000 });

    expect(await messages.countDocuments()).toBe(120);
    const caught = await mails.all();
    expect(new Set(caught.map(({ to }) => to[0]?.address)).size).toBe(120);
    expect(new Set(caught.map(({ messageId }) => messageId)).size).toBe(120);
  }, 120_000);
});
