import { setTimeout as sleep } from 'node:timers/promises';
import { backingServices, removeNamespace, testDatabase, testNamespace } from '@leerhuis/testkit';
import { startBuiltService } from '../built-service.ts';
import type { CleanUp } from '../clean-up.ts';
import { cpuSeconds } from '../cpu.ts';
import type { Findings } from '../report.ts';
import { type Contestant, type Extent, type Figures, inRounds } from '../rounds.ts';
import { percentile } from '../statistics.ts';
import { startWorker, type Worker } from '../worker.ts';
import type { ConsumingTasks } from './consuming.worker.ts';
import type { Door, Moments } from './counted.ts';
import type { PublishingTasks } from './publishing.worker.ts';

const perSecond = 100;
const pollEvery = 50;
const ours = 'outbox relay';
const idle = 'idle orders service';

/** From a commit in one process to its effect in another, through Kafka; then what a service costs that does nothing. */
export async function benchOutbox(extent: Extent, undo: CleanUp): Promise<Findings> {
  const own = await openProcesses(undo);
  const seconds = extent.seconds + 1;
  let next = 0;
  const turn = async (publisher: Worker<PublishingTasks>, length: number): Promise<Figures> => {
    const count = length * perSecond;
    const from = next;
    next += count;
    const collecting = own.consumer.call('collect', { count });
    const { committed, inKafka } = await publisher.call('publish', { from, count, perSecond });
    const { reached, handled } = await collecting;
    const delays = (until: Moments) => [...committed].map(([n, at]) => (until.get(n) ?? Number.NaN) - at);
    return {
      'in Kafka p50 ms': percentile(delays(inKafka), 50),
      'in Kafka p99 ms': percentile(delays(inKafka), 99),
      'at handler p50 ms': percentile(delays(reached), 50),
      'at handler p99 ms': percentile(delays(reached), 99),
      'handled p50 ms': percentile(delays(handled), 50),
      'handled p99 ms': percentile(delays(handled), 99),
    };
  };
  const peer = `polling every ${pollEvery} ms`;
  const contestants: Contestant[] = [
    { name: ours, measure: () => turn(own.relay, seconds) },
    { name: peer, measure: () => turn(own.polling, seconds) },
  ];
  await turn(own.relay, 2);
  await turn(own.polling, 2);
  const measured = await inRounds(contestants, extent.rounds);
  await Promise.all([own.relay.stop(), own.polling.stop(), own.consumer.stop()]);
  measured.set(idle, [await idleCost(extent.rounds > 2 ? 20 : 5, undo)]);
  return {
    measured,
    questions: [
      { of: ours, figure: 'in Kafka p50 ms', atMost: 100 },
      { of: ours, figure: 'at handler p50 ms', atMost: 10 },
      { of: ours, figure: 'at handler p99 ms', atMost: 100 },
      { of: ours, figure: 'handled p50 ms', against: peer },
      { of: idle, figure: '% of a core', atMost: 1 },
    ],
    remarks: [
      `${perSecond} events/s; "at handler": the consumer begins; "handled": its effect and inbox entry are committed`,
    ],
  };
}

async function openProcesses(undo: CleanUp) {
  const { kafkaBrokers: brokers } = await backingServices();
  const namespace = testNamespace();
  undo.add(() => removeNamespace(namespace));
  const door = async (name: string): Promise<Door> => {
    const database = await testDatabase(`bench-${name}`);
    undo.add(() => database.drop());
    return { databaseUrl: database.url, brokers, namespace };
  };
  const publisher = async (name: string, more: { pollEvery?: number }) => {
    const worker = await startWorker<PublishingTasks>(new URL('publishing.worker.ts', import.meta.url));
    undo.add(worker.stop);
    await worker.call('open', { ...(await door(name)), ...more });
    return worker;
  };
  const relay = await publisher('relay', {});
  const polling = await publisher('polling', { pollEvery });
  const consumer = await startWorker<ConsumingTasks>(new URL('consuming.worker.ts', import.meta.url));
  undo.add(consumer.stop);
  await consumer.call('open', await door('consumer'));
  return { relay, polling, consumer };
}

/** Processor time of a whole service, with relay, consumer, job queue and timers, while nothing happens. */
async function idleCost(seconds: number, undo: CleanUp): Promise<Figures> {
  const env = { PAYMENT_API_URL: 'http://127.0.0.1:9', PAYMENT_API_KEY: 'test_bench' };
  const service = await startBuiltService({ name: 'orders', folder: 'services/orders', env }, undo);
  // starting up, compiling and joining the group are over by then
  await sleep(15_000);
  const before = cpuSeconds(service.pid);
  await sleep(seconds * 1_000);
  const after = cpuSeconds(service.pid);
  if (before === undefined || after === undefined) return {};
  return { '% of a core': ((after - before) / seconds) * 100 };
}
