/**
 * A process of its own for tests to kill. `consume`: handles counted events. `relay`: publishes the outbox;
 * `relay-that-dies`: kills itself when Kafka has the first batch, before it is marked. Says "ready" on stdout.
 */

import { testLogger } from '@leerhuis/testkit';
import mongoose from 'mongoose';
import { createEventBus } from '../src/index.ts';
import { counted, noteCounted, outboxOn } from './counting.ts';

const [role, url, brokers, namespace] = process.argv.slice(2) as [string, string, string, string];
const connection = await mongoose.createConnection(url, { appName: namespace }).asPromise();
const outbox = outboxOn(connection);
const bus = createEventBus({ brokers: brokers.split(','), clientId: role, namespace, logger: testLogger });
await bus.start([counted]);

if (role === 'consume') {
  const subscription = await bus.subscribe({ group: 'learning', outbox, handlers: [noteCounted(connection)] });
  while (!subscription.ready()) await new Promise((resolve) => setTimeout(resolve, 50));
} else {
  outbox.startRelay({
    async publishEvents(events) {
      await bus.publish(events);
      if (role === 'relay-that-dies') process.kill(process.pid, 'SIGKILL');
    },
    publishJobs: async () => undefined,
  });
}
process.stdout.write('ready\n');
