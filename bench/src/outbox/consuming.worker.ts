import { setTimeout as sleep } from 'node:timers/promises';
import { createEventBus, on } from '@leerhuis/event-bus';
import { databaseOf, openDatabase } from '@leerhuis/mongo';
import { createOutbox, type Outbox } from '@leerhuis/outbox';
import { newId, systemClock } from '@leerhuis/service-runtime';
import { createLogger } from '@leerhuis/telemetry';
import { serveTasks } from '../worker.ts';
import { counted, type Door, type Moments, now } from './counted.ts';

const logger = createLogger({ service: 'bench', level: 'warn' });
const reached: Moments = new Map();
const handled: Moments = new Map();

const tasks = {
  /** Resolves when it listens. */
  async open({ databaseUrl, brokers, namespace }: Door): Promise<void> {
    const connection = await openDatabase(databaseUrl, { logger });
    const outbox = createOutbox({ connection, service: 'bench', clock: systemClock, newId, logger });
    const effects = databaseOf(connection).collection<{ _id: string; n: number }>('effects');
    await effects.createIndex({ n: 1 });
    const numbers = new Map<string, number>();
    const timed: Outbox = {
      ...outbox,
      async once(messageId, consumer, work) {
        const result = await outbox.once(messageId, consumer, work);
        handled.set(numbers.get(messageId) as number, now());
        numbers.delete(messageId);
        return result;
      },
    };
    const handler = on(counted, async ({ id, subject, data: { n } }, tx) => {
      if (!reached.has(n)) reached.set(n, now());
      numbers.set(id, n);
      await effects.insertOne({ _id: subject, n }, { session: tx.session });
    });
    const bus = createEventBus({ brokers, clientId: 'bench', namespace, logger });
    await bus.start([]);
    const subscription = await bus.subscribe({ group: 'learning', outbox: timed, handlers: [handler] });
    while (!subscription.ready()) await sleep(20);
  },
  /** Waits for so many events; gives when each came to its handler, and when its effect was committed. */
  async collect({ count }: { count: number }): Promise<{ reached: Moments; handled: Moments }> {
    while (handled.size < count) await sleep(10);
    const moments = { reached: new Map(reached), handled: new Map(handled) };
    reached.clear();
    handled.clear();
    return moments;
  },
};
export type ConsumingTasks = typeof tasks;
serveTasks(tasks);
