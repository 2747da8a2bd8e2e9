/**
 * The full numbers of the promises: `tsx --conditions=source e2e/chaos.ts [orders] [kills]`, 5,000 orders and 20 kills of
 * each process unless told, with backing services from the environment or started for it. Prints a table; exits with 1 when a promise is broken.
 */
import type { Journey } from '@leerhuis/demo/journey-context';
import type { PartName } from '@leerhuis/launcher';
import { audit } from './audit.ts';
import { openEventReplay } from './event-replay.ts';
import { coursesOnSale, killAndWait, load, makeBuyers } from './load.ts';
import { staffLogin, startSystemUnderTest } from './system.ts';

const [orders = 5_000, kills = 20] = process.argv.slice(2).map(Number);
const victims: PartName[] = ['orders', 'gateway', 'learning', 'certification', 'notifications', 'catalog'];
const say = (line: string) => process.stdout.write(`${line}\n`);

const under = await startSystemUnderTest(say);
const rows: [string, string][] = [];
let broken = 1;
try {
  const courses = await coursesOnSale(under.api);
  const buyers: Journey[] = await makeBuyers(under, Math.ceil(orders / courses.length));
  say(`${buyers.length} buyers`);
  const deaths = Array.from({ length: kills }, () => victims).flat();
  let killed = 0;
  let dying: Promise<void> | undefined;
  const began = Date.now();
  const done = await load(under, buyers, {
    ...{ orders, clients: 16, payEvery: 5, completed: orders / 50 },
    onPlaced(count) {
      const victim = deaths[killed];
      if (dying || !victim || count < (orders * killed) / deaths.length) return;
      killed += 1;
      dying = killAndWait(under, victim).finally(() => {
        dying = undefined;
      });
      if (killed % victims.length === 0) say(`${count} orders, ${killed} kills`);
    },
  });
  await dying;
  rows.push(['orders acknowledged', `${done.orders.length} in ${seconds(began)}`], ['kill -9', `${killed}`]);
  rows.push(['payments', `${done.payments.length}`], ['attests', `${done.attests.length}`]);

  const { api: staff } = await under.logIn(...staffLogin);
  const after = Date.now();
  let faults = await audit(staff, buyers, done);
  while (faults.length > 0 && Date.now() - after < 120_000) faults = await audit(staff, buyers, done);
  rows.push(['caught up after', seconds(after)], ['faults', `${faults.length}`]);

  const replay = await openEventReplay(under);
  const again = await replay.publishAgain();
  while ((await replay.lag()) > 0) await new Promise((resolve) => setTimeout(resolve, 500));
  await replay.close();
  const doubled = await audit(staff, buyers, done);
  rows.push(['events delivered again', `${again}`], ['faults after that', `${doubled.length}`]);
  for (const fault of [...faults, ...doubled].slice(0, 50)) say(fault);
  broken = faults.length + doubled.length;
} finally {
  for (const [what, value] of rows) say(`${what.padEnd(24)} ${value}`);
  await under.stop();
}
process.exit(broken === 0 ? 0 : 1);

function seconds(since: number): string {
  return `${((Date.now() - since) / 1_000).toFixed(1)} s`;
}
