import { accountRegisteredV1, coursePublishedV1, issueDocument, newEvent, sendMessage } from '@leerhuis/contracts';
import { brokerName } from '@leerhuis/job-queue/names';
import { newId } from '@leerhuis/service-runtime';
import { backingServices, eventually, publishEvents, type TestDatabase, tokenFor } from '@leerhuis/testkit';
import { connect } from 'amqplib';
import { courseSnapshot } from '../../../services/orders/test/catalogue.ts';
import { type BuiltService, startBuiltService } from '../built-service.ts';
import type { CleanUp } from '../clean-up.ts';
import { accountSnapshot } from '../snapshots.ts';

export interface Shop {
  service: BuiltService;
  /** One for each customer. */
  tokens: string[];
  /** An order of two courses. */
  body: string;
  /** Documents that are issued but not laid out and mailed yet. */
  unmailed(): Promise<number>;
  /** Takes the laying out of documents away from the service, as a process for it would; gives how to end that. */
  layOutElsewhere(): Promise<() => Promise<void>>;
}

/** The built orders service, with a catalogue and customers. */
export async function openShop(
  customers: number,
  undo: CleanUp,
  { name = 'orders', database: own }: { name?: string; database?: TestDatabase } = {},
): Promise<Shop> {
  const env = { PAYMENT_API_URL: 'http://127.0.0.1:9', PAYMENT_API_KEY: 'test_bench' };
  const options = { name, folder: 'services/orders', env, ...(own ? { database: own } : {}) };
  const service = await startBuiltService(options, undo);
  const { namespace, database } = service;
  const courses = [courseSnapshot({ minutes: 120, price: 9_500 }), courseSnapshot({ minutes: 60, price: 4_999 })];
  const accounts = Array.from({ length: customers }, () => accountSnapshot());
  const time = new Date();
  await publishEvents(
    namespace,
    [coursePublishedV1, accountRegisteredV1],
    [
      ...courses.map((data) => newEvent(coursePublishedV1, { id: newId(), subject: data.courseId, time, data })),
      ...accounts.map((data) => newEvent(accountRegisteredV1, { id: newId(), subject: data.accountId, time, data })),
    ],
  );
  const { connection } = database;
  const count = (name: string) => connection.collection(name).countDocuments();
  await eventually(async () => (await count('accounts')) === customers && (await count('coursePrices')) === 2, {
    within: 60_000,
  });
  const lines = courses.map(({ courseId }) => ({ courseId }));
  await takeAll(brokerName(namespace, sendMessage.queue)).then((end) => undo.add(end));
  return {
    service,
    tokens: await Promise.all(accounts.map(({ accountId }) => tokenFor({ accountId }))),
    body: JSON.stringify({ lines, immediateAccessConsent: true }),
    unmailed: () => connection.collection('documents').countDocuments({ mailedAt: null }),
    layOutElsewhere: () => takeAll(brokerName(namespace, issueDocument.queue)),
  };
}

/** Takes every job off a queue before other consumers of it get one. */
async function takeAll(queue: string): Promise<() => Promise<void>> {
  const connection = await connect((await backingServices()).rabbitUrl);
  const channel = await connection.createChannel();
  await channel.prefetch(500);
  await channel.consume(queue, (message) => message && channel.ack(message), { priority: 10 });
  return () => connection.close();
}
