import { newId } from '@leerhuis/service-runtime';
import { eventually, tokenFor } from '@leerhuis/testkit';
import type { CleanUp } from '../clean-up.ts';
import { cpuSeconds } from '../cpu.ts';
import { openShop, type Shop } from '../orders/orders-shop.ts';
import type { PlacingTasks } from '../orders/placing.worker.ts';
import { type RecordedOrder, recordOrder } from '../orders/recorded-order.ts';
import type { Findings } from '../report.ts';
import { type Contestant, type Extent, type Figures, inRounds } from '../rounds.ts';
import { startWorker, type Worker } from '../worker.ts';
import type { AskingTasks } from './asking.worker.ts';
import { fillWithOrders, settledOrder } from './fill.ts';
import { type OwnMongod, startOwnMongod } from './own-mongod.ts';

const cacheGb = 4;
const customers = 500;
const clients = 16;
const few = 1_000;
const mostSeconds = 1_200;
/** What staff look at, and what slows lists down: everything, one state, and one order by its number. */
const lists = {
  'all orders': '/api/v1/admin/orders?limit=50',
  'unpaid orders': '/api/v1/admin/orders?limit=50&status=placed',
  'a number that is not there': '/api/v1/admin/orders?q=PF-1999-000001',
};

interface Filled {
  shop: Shop;
  placing: Worker<PlacingTasks>;
  there: number;
}

/** What an order costs, and what staff wait for, with a million orders in the database and with a thousand. */
export async function benchManyOrders(extent: Extent, undo: CleanUp): Promise<Findings> {
  const many = extent.rounds > 2 ? 1_000_000 : 20_000;
  const mongod = await startOwnMongod(cacheGb, undo);
  const asking = await startWorker<AskingTasks>(new URL('asking.worker.ts', import.meta.url));
  undo.add(asking.stop);
  const staff = await tokenFor({ accountId: newId(), roles: ['learner', 'staff'] });

  const small = await open(mongod, 'few', few, undo);
  const large = await open(mongod, 'many', many, undo);

  const placed = async ({ shop, placing }: Filled, clients: number): Promise<Figures> => {
    const end = await shop.layOutElsewhere();
    const pids = [shop.service.pid, mongod.pid];
    const used = () => pids.reduce((sum, pid) => sum + (cpuSeconds(pid) ?? Number.NaN), 0);
    try {
      const before = used();
      const figures = await placing.call('place', { clients, seconds: extent.seconds });
      const { 'orders/s': perSecond = Number.NaN } = figures;
      const cost = ((used() - before) / perSecond / extent.seconds) * 1e6;
      return { ...figures, 'ms/order': 1_000 / perSecond, ...(Number.isNaN(cost) ? {} : { 'CPU µs/order': cost }) };
    } finally {
      await end();
    }
  };
  const asked = ({ shop }: Filled, path: string) =>
    asking.call('ask', { url: shop.service.url, path, token: staff, clients: 1, seconds: extent.seconds / 4 });

  const both = [
    { title: 'few', filled: small },
    { title: 'many', filled: large },
  ];
  const contestants = both.flatMap(({ title, filled }): Contestant[] => [
    { name: `${title}, 1 client`, measure: () => placed(filled, 1) },
    { name: `${title}, ${clients} clients`, measure: () => placed(filled, clients) },
    ...Object.entries(lists).map(([list, path]) => ({
      name: `${title}, staff: ${list}`,
      measure: () => asked(filled, path),
    })),
  ]);
  const measured = await inRounds(contestants, extent.rounds);
  const asGood = { atMost: 1.1 };
  return {
    measured,
    questions: [
      ...['1 client', `${clients} clients`].flatMap((what) =>
        ['ms/order', 'CPU µs/order'].map((figure) => ({
          ...{ of: `many, ${what}`, against: `few, ${what}`, figure },
          ...asGood,
        })),
      ),
      ...Object.keys(lists).map((list) => ({
        ...{ of: `many, staff: ${list}`, against: `few, staff: ${list}`, figure: 'p50 ms' },
      })),
    ],
    remarks: [
      `few: ${small.there.toLocaleString('en')}, many: ${large.there.toLocaleString('en')} orders with their documents, without the PDFs themselves`,
      'lists tell how many there are: beside their first page, which is asked for here, 10,000 of the many are counted, of the few all',
      `on a mongod of their own with ${cacheGb} GB of cache; documents are laid out elsewhere; CPU: of the service and of mongod`,
    ],
  };
}

async function open(mongod: OwnMongod, name: string, orders: number, undo: CleanUp): Promise<Filled> {
  const database = await mongod.database(`bench-${name}`);
  const shop = await openShop(customers, undo, { name: `orders-${name}`, database });
  const placing = await startWorker<PlacingTasks>(new URL('../orders/placing.worker.ts', import.meta.url));
  undo.add(placing.stop);
  await placing.call('open', { url: shop.service.url, tokens: shop.tokens, body: shop.body });
  await placing.call('place', { clients, seconds: 2 });
  await laidOut(shop);
  const place = () => placing.call('place', { clients: 1, seconds: 0.001 }).then(() => undefined);
  const recorded: RecordedOrder = await recordOrder(database.connection, place);
  await laidOut(shop);
  const started = performance.now();
  const settled = await settledOrder(database.connection, recorded);
  const there = await fillWithOrders(database.connection, settled, orders, { seconds: mostSeconds });
  console.log(`   ${name}: ${there} orders inserted in ${Math.round((performance.now() - started) / 1_000)} s`);
  // what the insertion left to be written must not be charged to anybody
  await database.connection.getClient().db('admin').command({ fsync: 1 });
  return { shop, placing, there };
}

const laidOut = (shop: Shop) => eventually(async () => (await shop.unmailed()) === 0, { within: 120_000, every: 100 });
