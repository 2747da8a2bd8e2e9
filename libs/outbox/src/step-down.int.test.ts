import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type CloudEvent, defineEvent } from '@leerhuis/contracts';
import { isDatabaseTrouble } from '@leerhuis/mongo';
import { eventually, testLogger } from '@leerhuis/testkit';
import mongoose, { type Connection } from 'mongoose';
import { z } from 'zod';
import { startThreeNodes, type ThreeNodes } from '../test/three-nodes.ts';
import { createOutbox } from './index.ts';

const counted = defineEvent({
  type: 'orders.order.counted.v1',
  consumers: [],
  meaning: 'A test counted.',
  data: z.object({ n: z.int() }),
});

let nodes: ThreeNodes;
let connection: Connection;
beforeAll(async () => {
  nodes = await startThreeNodes();
  connection = await mongoose.createConnection(nodes.url).asPromise();
}, 90_000);
afterAll(async () => {
  await connection.close();
  await nodes.stop();
}, 60_000);

it('what was acknowledged is there and told once per consumer after the primary stepped down, twice', async () => {
  const outbox = createOutbox({
    ...{ connection, service: 'orders', clock: () => new Date(), newId: randomUUID, logger: testLogger },
  });
  const orders = connection.collection<{ _id: string; n: number }>('orders');
  const handled = connection.collection<{ _id: string }>('handled');
  const relay = outbox.startRelay({
    publishJobs: async () => undefined,
    async publishEvents(events: CloudEvent[]) {
      for (const { id, subject } of events)
        await outbox.once(id, 'learning', async ({ session }) => {
          await handled.insertOne({ _id: subject }, { session });
        });
    },
  });
  const acknowledged: string[] = [];
  let over = false;
  const writer = async (name: number) => {
    for (let n = 0; !over; n += 1) {
      const id = `${name}/${n}`;
      try {
        await outbox.transaction(async (tx) => {
          await orders.insertOne({ _id: id, n }, { session: tx.session });
          tx.publish(counted, id, { n });
        });
        acknowledged.push(id);
      } catch (error) {
        // told to come back: whether it was stored is unknown to the client
        if (!isDatabaseTrouble(error)) throw error;
      }
    }
  };
  const writing = Promise.all([1, 2, 3, 4].map(writer));
  for (let times = 0; times < 2; times += 1) {
    const before = acknowledged.length;
    await eventually(() => acknowledged.length > before + 50, { within: 30_000 });
    await nodes.stepDown();
  }
  const before = acknowledged.length;
  await eventually(() => acknowledged.length > before + 50, { within: 30_000 });
  over = true;
  await writing;
  await eventually(relay.isEmpty, { within: 30_000 });
  await relay.stop();

  const stored = (await orders.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
  const told = (await handled.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
  expect(stored).toEqual(expect.arrayContaining(acknowledged));
  expect(told).toEqual(stored);
}, 120_000);
