/**
 * Lets in who acts for an organisation, in a process of its own that a test stops, wakes and kills: an actor a line, and what became of
 * it. Arguments: database, brokers, namespace.
 */
import { createInterface } from 'node:readline';
import type { MemberActor } from '@leerhuis/auth';
import { createEventBus } from '@leerhuis/event-bus';
import { openDatabase } from '@leerhuis/mongo';
import { createLogger, createMetrics } from '@leerhuis/telemetry';
import { openActing } from '../src/acting.ts';

const [url = '', brokers = '', namespace = ''] = process.argv.slice(2);
const logger = createLogger({ service: 'acting', level: 'silent' });
const database = await openDatabase(url, { logger });
const bus = createEventBus({ brokers: brokers.split(','), clientId: 'acting', namespace, logger });
const acting = openActing({ database, metrics: createMetrics('acting') }, bus, 'orders');
await acting.start();
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const outcome = await acting.admit(JSON.parse(line) as MemberActor).then(
    () => 'admitted',
    (error: Error) => error.name,
  );
  process.stdout.write(`${outcome}\n`);
}
await bus.stop();
await database.close();
