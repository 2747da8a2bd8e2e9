import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  authorities,
  backingServices,
  brokerAsDoor,
  eventually,
  testLogger as logger,
  removeNamespace,
  type TlsDoor,
  testNamespace,
  tlsDoorTo,
} from '@leerhuis/testkit';
import { createKafka } from './kafka-client.ts';
import { createPublisher } from './publisher.ts';

let door: TlsDoor;
beforeAll(async () => {
  const [broker = ''] = (await backingServices()).kafkaBrokers;
  const [host = '', port = ''] = broker.split(':');
  door = await tlsDoorTo(host, Number(port), brokerAsDoor(host, Number(port)));
});
afterAll(() => door.close());

/** Shakes hands and asks the broker which versions of the protocol it speaks. */
async function connected(tls?: { ca?: string }): Promise<void> {
  const admin = createKafka({ brokers: [`localhost:${door.port}`], tls, clientId: 'tls', logger }).admin({
    retry: { retries: 0 },
  });
  try {
    await admin.connect();
  } finally {
    await admin.disconnect();
  }
}

it('a broker is spoken to over TLS, by a certificate that our authority vouches for', async () => {
  await connected({ ca: authorities.ours });
  expect(door.taken()).toBe(1);
});

it('facts are sent and received over TLS, and no other way', async () => {
  const namespace = testNamespace();
  const topic = `${namespace}.told`;
  const client = createKafka({
    ...{ brokers: [`localhost:${door.port}`], tls: { ca: authorities.ours }, clientId: 'tls', logger },
  });
  const [admin, consumer, publisher] = [client.admin(), client.consumer({ groupId: topic }), createPublisher(client)];
  const before = door.taken();
  try {
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: 1, replicationFactor: 1 }], waitForLeaders: true });
    await publisher.send([{ topic, message: { key: 'a', value: 'told over TLS' } }]);
    const heard: string[] = [];
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({ eachMessage: async ({ message }) => void heard.push(String(message.value)) });
    await eventually(() => heard.length === 1);
    expect(heard).toEqual(['told over TLS']);
    expect(door.taken()).toBeGreaterThan(before + 2);
  } finally {
    await Promise.all([admin.disconnect(), consumer.disconnect(), publisher.stop()]);
    await removeNamespace(namespace);
  }
});

it.each([
  ['another authority', { ca: authorities.other }],
  ['nobody that Node.js knows', {}],
  ['nobody, without TLS', undefined],
])('is not spoken to when %s vouches for it', async (_, tls) => {
  await expect(connected(tls)).rejects.toThrow();
});
