/**
 * The full numbers of the promises: `tsx --conditions=source e2e/chaos.ts [orders] [times]`, 5,000 orders during which each
 * process is 20 times killed and 20 times suspended unless told, with backing services from the environment or started for it. Prints a table; exits with 1 when a promise is broken.
 */
import type { Journey } from '@leerhuis/demo/journey-context';
import type { PartName } from '@leerhuis/launcher';
import { audit } from './audit.ts';
import { openEventReplay } from './event-replay.ts';
import { coursesOnSale, killAndWait, load, makeBuyers, suspend } from './load.ts';
import { staffLogin, startSystemUnderTest } from './system.ts';

const [orders = 5_000, times = 20] = process.argv.slice(2).map(Number);
const victims: PartName[] = ['orders', 'gateway', 'learning', 'certification', 'notifications', 'catalog'];
const say = (line: string) => process.stdout.write(`${line}\n`);

const under = await startSystemUnderTest(say);
const rows: [string, string][] = [];
let broken = 1;
try {
  const courses = await coursesOnSale(under.api);
  const buyers: Journey[] = await makeBuyers(under, Math.ceil(orders / courses.length));
  say(`${buyers.length} buyers`);
  const misfortunes = Array.from({ length: times }, () =>
    [killAndWait, suspend].flatMap((misfortune) => victims.map((victim) => () => misfortune(under, victim))),
  ).flat();
  let met = 0;
  let underWay: Promise<void> | undefined;
  const began = Date.now();
  const done = await load(under, buyers, {
    ...{ orders, clients: 16, payEvery: 5, completed: orders / 50 },
    onPlaced(count) {
      const misfortune = misfortunes[met];
      if (underWay || !misfortune || count < (orders * met) / misfortunes.length) return;
      met += 1;
      underWay = misfortune().finally(() => {
        underWay = undefined;
      });
      if (met % victims.length === 0) say(`${count} orders, ${met} misfortunes`);
    },
  });
  await underWay;
  rows.push(['orders acknowledged', `${done.orders.length} in ${seconds(began)}`], ['kill -9 and SIGSTOP', `${met}`]);
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
