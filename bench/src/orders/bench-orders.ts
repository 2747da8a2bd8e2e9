import { backingServices, eventually, removeNamespace, testDatabase, testNamespace } from '@leerhuis/testkit';
import { mongo } from 'mongoose';
import type { CleanUp } from '../clean-up.ts';
import type { Findings } from '../report.ts';
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
export async function benchOrders(extent: Extent, undo: CleanUp): Promise<Findings> {
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

  const openRaw = async (name: string, relayTo?: { brokers: string[]; rabbitUrl: string; namespace: string }) => {
    const database = await testDatabase(name);
    undo.add(() => database.drop());
    const worker = await startWorker<RawTasks>(new URL('raw.worker.ts', import.meta.url));
    undo.add(worker.stop);
    await worker.call('open', {
      url: database.url,
      like: service.database.name,
      recorded: mongo.BSON.EJSON.stringify(recorded, { relaxed: false }),
      ...(relayTo ? { relayTo } : {}),
    });
    await worker.call('inTurn', { clients: 1, seconds: 2 });
    return worker;
  };
  const raw = await openRaw('bench-raw');
  const { kafkaBrokers: brokers, rabbitUrl } = await backingServices();
  const namespace = testNamespace();
  undo.add(() => removeNamespace(namespace));
  const telling = await openRaw('bench-telling', { brokers, rabbitUrl, namespace });

  const seconds = extent.seconds * 0.6;
  const placed = async (clients: number) => {
    const before = await shop.unmailed();
    const figures = await placing.call('place', { clients, seconds });
    const ended = performance.now();
    // the laying out goes on after the orders; it must not be charged to whoever comes next
    await eventually(async () => (await shop.unmailed()) <= before, { within: 120_000, every: 50 });
    return { ...figures, 'mails behind s': (performance.now() - ended) / 1_000 };
  };
  const told = async (clients: number) => {
    const figures = await telling.call('inTurn', { clients, seconds });
    await telling.call('told', undefined as never);
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
    { name: `driver + relay, ${clients}`, measure: () => told(clients) },
    { name: `driver, ${clients}`, measure: () => raw.call('inTurn', { clients, seconds }) },
  ]);
  const retried = `driver, conflicts retried, ${clients}`;
  contestants.push({ name: retried, measure: () => raw.call('retried', { clients, seconds }) });

  const measured = await inRounds(contestants, extent.rounds);
  const count = recorded.inserts.reduce((sum, { documents }) => sum + documents.length, 0);
  return {
    measured,
    questions: [
      { of: `service, ${clients}`, against: `driver, ${clients}`, figure: 'orders/s', atLeast: 0.8 },
      { of: `service, ${clients}`, against: `driver + relay, ${clients}`, figure: 'orders/s' },
      { of: `service, ${clients}`, figure: 'mails behind s', atMost: 60 },
      { of: 'service, PDFs elsewhere, 1', against: 'driver, 1', figure: 'orders/s', atLeast: 0.5 },
      { of: 'service, PDFs elsewhere, 1', against: 'driver + relay, 1', figure: 'orders/s' },
      { of: 'service, 1', against: 'driver, 1', figure: 'orders/s', atLeast: 0.25 },
      { of: 'service, 1', against: 'driver + relay, 1', figure: 'orders/s' },
    ],
    remarks: [
      `the transaction of an order: a counter and ${count} documents in ${recorded.inserts.length} collections`,
      '"service" lays out the PDF of each order meanwhile; the driver writes one order at a time, and tells nobody of it',
      '"driver + relay" publishes what is told of an order, as every way of doing so has to',
      '"mails behind": from the last order until the document of each was laid out and its mail was asked for',
    ],
  };
}
