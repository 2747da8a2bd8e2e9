import { eventually, testDatabase } from '@leerhuis/testkit';
import { mongo } from 'mongoose';
import type { CleanUp } from '../clean-up.ts';
import type { Report } from '../report.ts';
import { type Contestant, type Extent, inRounds } from '../rounds.ts';
import { startWorker } from '../worker.ts';
import { openShop } from './orders-shop.ts';
import type { PlacingTasks } from './placing.worker.ts';
import type { RawTasks } from './raw.worker.ts';
import { recordOrder } from './recorded-order.ts';

const clients = 16;
/** Enough for all the orders that are placed, at most 50 unpaid each. */
const customers = 1_000;

/** Orders placed over HTTP, against the transaction of the same documents written by the driver alone. */
export async function benchOrders(extent: Extent, undo: CleanUp): Promise<Omit<Report, 'name'>> {
  const shop = await openShop(customers, undo);
  const { service, tokens, body } = shop;
  const placing = await startWorker<PlacingTasks>(new URL('placing.worker.ts', import.meta.url));
  undo.add(placing.stop);
  await placing.call('open', { url: service.url, tokens, body });

  // compiles the service's code, too; the documents' laying out after it is over before anything is measured
  await placing.call('place', { clients, seconds: 3 });
  await eventually(async () => (await shop.unmailed()) === 0, { within: 60_000, every: 100 });
  const recorded = await recordOrder(service.database.connection, async () => {
    await placing.call('place', { clients: 1, seconds: 0.001 });
  });

  const rawDatabase = await testDatabase('bench-raw');
  undo.add(() => rawDatabase.drop());
  const raw = await startWorker<RawTasks>(new URL('raw.worker.ts', import.meta.url));
  undo.add(raw.stop);
  await raw.call('open', {
    url: rawDatabase.url,
    like: service.database.name,
    recorded: mongo.BSON.EJSON.stringify(recorded, { relaxed: false }),
  });
  await raw.call('inTurn', { clients: 1, seconds: 2 });

  const seconds = extent.seconds * 0.6;
  const placed = async (clients: number) => {
    const before = await shop.unmailed();
    const figures = await placing.call('place', { clients, seconds });
    // the laying out goes on after the orders; it must not be charged to whoever comes next
    await eventually(async () => (await shop.unmailed()) <= before, { within: 120_000, every: 50 });
    return figures;
  };
  const placedAlone = async (clients: number) => {
    const end = await shop.layOutElsewhere();
    try {
      return await placing.call('place', { clients, seconds });
    } finally {
      await end();
    }
  };
  const contestants = [1, clients].flatMap((clients): Contestant[] => [
    { name: `service, ${clients}`, measure: () => placed(clients) },
    { name: `service, PDFs elsewhere, ${clients}`, measure: () => placedAlone(clients) },
    { name: `driver, ${clients}`, measure: () => raw.call('inTurn', { clients, seconds }) },
  ]);
  const retried = `driver, conflicts retried, ${clients}`;
  contestants.push({ name: retried, measure: () => raw.call('retried', { clients, seconds }) });

  const measured = await inRounds(contestants, extent.rounds);
  const count = recorded.inserts.reduce((sum, { documents }) => sum + documents.length, 0);
  return {
    measured,
    questions: [1, clients].flatMap((clients) => [
      { of: `service, ${clients}`, against: `driver, ${clients}`, figure: 'orders/s', atLeast: 0.8 },
      { of: `service, PDFs elsewhere, ${clients}`, against: `driver, ${clients}`, figure: 'orders/s', atLeast: 0.8 },
    ]),
    remarks: [
      `the transaction of an order: a counter and ${count} documents in ${recorded.inserts.length} collections`,
      '"service" lays out the PDF of each order in the same process meanwhile; the driver writes one order at a time',
    ],
  };
}
