import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBackingServices } from '@leerhuis/backing-services';
import { type CleanUp, cleanUp } from './clean-up.ts';
import { benchGateway } from './gateway/bench-gateway.ts';
import { benchOrders } from './orders/bench-orders.ts';
import { benchOutbox } from './outbox/bench-outbox.ts';
import { root } from './places.ts';
import { type Report, report } from './report.ts';
import type { Extent } from './rounds.ts';

const benchmarks: Record<string, (extent: Extent, undo: CleanUp) => Promise<Omit<Report, 'name'>>> = {
  gateway: benchGateway,
  outbox: benchOutbox,
  orders: benchOrders,
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { quick: { type: 'boolean' } } });
const unknown = positionals.filter((name) => !(name in benchmarks));
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
  for (const name of positionals.length > 0 ? positionals : Object.keys(benchmarks)) {
    console.log(`\n── ${name}`);
    const own = cleanUp();
    undo.add(() => own.run());
    const result = await benchmarks[name]?.(extent, own);
    await own.run();
    if (result) report({ name, ...result });
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
