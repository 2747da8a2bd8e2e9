/** Tells orders again, in a process of its own that a test kills. Arguments: database, brokers, namespace. */

import { createEventBus } from '@leerhuis/event-bus';
import { openDatabase } from '@leerhuis/mongo';
import { newId, systemClock } from '@leerhuis/service-runtime';
import { createLogger } from '@leerhuis/telemetry';
import { republish } from '../src/republish.ts';
import { orders } from './telling.ts';

const [url = '', brokers = '', namespace = ''] = process.argv.slice(2);
const logger = createLogger({ service: 'republishing', level: 'silent' });
const connection = await openDatabase(url, { logger });
const bus = createEventBus({ brokers: brokers.split(','), clientId: 'republishing', namespace, logger });
await bus.start([]);
const progress = await republish(orders, {
  ...{ connection, bus, newId, clock: systemClock },
  ...{ to: 'learning', rate: 400, batch: 20 },
  onProgress: ({ things }) => process.stdout.write(`${things}\n`),
});
process.stdout.write(`done ${JSON.stringify(progress)}\n`);
await bus.stop();
await connection.close();
