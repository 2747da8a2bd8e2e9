import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBackingServices } from '@leerhuis/backing-services';
import { benchAttestPdf } from './attest-pdf/bench-attest-pdf.ts';
import { benchCatchUp } from './catch-up/bench-catch-up.ts';
import { type CleanUp, cleanUp } from './clean-up.ts';
import { benchGateway } from './gateway/bench-gateway.ts';
import { benchManyOrders } from './many-orders/bench-many-orders.ts';
import { benchMonthlyRun } from './monthly-run/bench-monthly-run.ts';
import { benchOrders } from './orders/bench-orders.ts';
import { benchOutbox } from './outbox/bench-outbox.ts';
import { root } from './places.ts';
import { benchProgress } from './progress/bench-progress.ts';
import { type Findings, report } from './report.ts';
import type { Extent } from './rounds.ts';

const benchmarks: Record<string, (extent: Extent, undo: CleanUp) => Promise<Findings>> = {
  gateway: benchGateway,
  outbox: benchOutbox,
  orders: benchOrders,
  'many-orders': benchManyOrders,
  progress: benchProgress,
  'catch-up': benchCatchUp,
  'monthly-run': benchMonthlyRun,
  'attest-pdf': benchAttestPdf,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean' }, only: { type: 'string', multiple: true } },
});
const wanted = [...positionals, ...(values.only ?? []).flatMap((names) => names.split(','))];
const unknown = wanted.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(1);
}
const extent: Extent = values.quick ? { rounds: 2, seconds: 1 } : { rounds: 5, seconds: 4 };
const undo = cleanUp();
const breakOff = () => void undo.run().then(() => process.exit(130));
process.once('SIGINT', breakOff).once('SIGTERM', breakOff);

try {
  await provideBackingServices();
  for (const name of wanted.length > 0 ? wanted : Object.keys(benchmarks)) {
    console.log(`\n── ${name}`);
    const started = performance.now();
    const own = cleanUp();
    undo.add(() => own.run());
    const result = await benchmarks[name]?.(extent, own);
    await own.run();
    if (result) report({ name, seconds: (performance.now() - started) / 1_000, ...result });
  }
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await undo.run();
}
process.exit();

/** Named in the environment, else running, else started here; the testkit finds them in the environment. */
async function provideBackingServices(): Promise<void> {
  const dataDir = join(root, '.leerhuis/bench');
  const services = await startBackingServices({
    needs: ['mongodb', 'kafka', 'rabbitmq'],
    dataDir,
    auth: false,
    log: (line) => console.log(`   ${line}`),
  });
  undo.add(async () => {
    await services.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  process.env['MONGO_URL'] = services.mongodb.url('');
  process.env['KAFKA_BROKERS'] = services.kafka.brokers;
  process.env['RABBIT_URL'] = services.rabbitmq.url;
}
