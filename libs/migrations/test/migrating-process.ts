/** A copy of a service that migrates, in a process of its own, which a test kills: its database is the first argument. */

import { databaseOf, openDatabase } from '@leerhuis/mongo';
import { createOutbox } from '@leerhuis/outbox';
import { newId, systemClock } from '@leerhuis/service-runtime';
import { createLogger, createMetrics } from '@leerhuis/telemetry';
import { eachDocument, runMigrations } from '../src/index.ts';

const logger = createLogger({ service: 'migrating', level: 'silent' });
const connection = await openDatabase(process.argv[2] ?? '', { logger });
const metrics = createMetrics('migrating');
const { transaction } = createOutbox({ connection, service: 'migrating', clock: systemClock, newId, logger });

/** Each number is doubled, once: who repeats a step must leave alone what was doubled. */
const doubled = eachDocument<{ _id: string; count: number; isDoubled?: boolean }>({
  id: 'doubled',
  what: 'doubles each number',
  collection: 'numbers',
  batch: 7,
  change: async ({ _id, count, isDoubled }, context) => {
    if (isDoubled) return false;
    await context.transaction(async (tx) => {
      const { modifiedCount } = await context.db.collection<{ _id: string }>('numbers').updateOne(
        { _id, isDoubled: { $ne: true } },
        { $set: { count: 2 * count, isDoubled: true } },
        {
          session: tx.session,
        },
      );
      if (modifiedCount === 1)
        await context.db
          .collection('trail')
          .insertOne({ subject: _id, before: count, after: 2 * count }, { session: tx.session });
    });
    return true;
  },
});

const context = { connection, db: databaseOf(connection), transaction, newId, clock: systemClock, logger };
const migrating = runMigrations([doubled], { context, metrics, leaseMs: 1_000 });
await migrating.done;
await migrating.stop();
await connection.close();
