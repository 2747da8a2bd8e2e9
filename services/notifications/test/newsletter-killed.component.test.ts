import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  eventually,
  removeNamespace,
  serveTestKeys,
  type TestDatabase,
  testDatabase,
  testNamespace,
} from '@leerhuis/testkit';
import { type MailCatcher, startMailCatcher } from './under-test.ts';
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

const readers = 250;

/** Subscribers, and a newsletter whose moment has come, as they are kept. */
async function store(): Promise<string> {
  const { connection } = database;
  const docs = Array.from({ length: readers }, (_, n) => ({
    _id: randomUUID(),
    accountId: null,
    email: `reader-${n}@example.com`,
    subscribed: true,
    changedAt: new Date(),
    token: randomUUID(),
    formerTokens: [],
    locale: 'nl',
    professions: [],
    consent: null,
    revision: 0,
  }));
  await connection.collection<{ _id: string }>('newsletterSubscriptions').insertMany(docs);
  const id = randomUUID();
  const at = new Date();
  await connection.collection<{ _id: string }>('newsletters').insertOne({
    _id: id,
    revision: 2,
    state: 'scheduled',
    texts: { nl: { subject: 'Nieuw', blocks: [{ kind: 'paragraph', text: 'Dag' }] } },
    fallback: 'nl',
    audience: { professions: [], locales: [] },
    createdAt: at,
    createdBy: randomUUID(),
    createdByName: null,
    changedAt: at,
    scheduledFor: at,
    startedAt: null,
    endedAt: null,
    recipients: null,
  } as { _id: string });
  return id;
}

describe('a newsletter whose sender is killed (V-5)', () => {
  it('reaches everybody, a mail under way once more under the same Message-ID, and goes on without RabbitMQ', async () => {
    const id = await store();
    const start = async (more: Record<string, string> = {}) => {
      running = await startProcess({
        database,
        namespace,
        keysUrl: keys.url,
        smtpUrl: mails.smtpUrl,
        more: { NEWSLETTER_MAILS_PER_MINUTE: '6000', ...more },
      });
      return running;
    };
    const child = await start();
    await eventually(async () => (await mails.all()).length > 40, { within: 40_000, every: 5 });
    await killProcess(child, 'SIGKILL');
    const before = (await mails.all()).length;
    expect(before).toBeLessThan(readers);

    // nobody listens there: the newsletter needs no RabbitMQ
    await start({ RABBIT_URL: 'amqp://127.0.0.1:9' });
    const newsletters = database.connection.collection<{ _id: string }>('newsletters');
    await eventually(async () => (await newsletters.findOne({ _id: id, state: 'sent' } as never)) !== null, {
      within: 80_000,
      every: 200,
    });
    const deliveries = database.connection.collection('newsletterDeliveries');
    expect(await deliveries.countDocuments({ newsletterId: id, state: 'sent' })).toBe(readers);
    const caught = await mails.all();
    const addresses = new Set(caught.map(({ to }) => to[0]?.address));
    const ids = new Set(caught.map(({ messageId }) => messageId));
    expect([addresses.size, ids.size]).toEqual([readers, readers]);
    // those that were being handed over at the kill: no more than the lanes
    expect(caught.length - readers).toBeLessThanOrEqual(3);
  }, 150_000);
});
