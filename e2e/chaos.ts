/**
 * The full numbers of the promises: `npm run chaos -- [orders] [times]`, 5,000 orders during which each process is 20 times
 * killed and 20 times suspended unless told, with backing services from the environment or started for it. However few the
 * orders, they last as long as the misfortunes. Prints what waits meanwhile, and a table; exits with 1 when a promise is broken.
 */
import type { Journey } from '@leerhuis/demo/journey-context';
import type { PartName } from '@leerhuis/launcher';
import { audit } from './audit.ts';
import { openEventReplay } from './event-replay.ts';
import { coursesOnSale, killAndWait, load, makeBuyers, suspend } from './load.ts';
import { copyFaultsInTime } from './local-copies.ts';
import { staffLogin, startSystemUnderTest } from './system.ts';
import { openWaitingWork } from './waiting-work.ts';

const [orders = 5_000, times = 20] = process.argv.slice(2).map(Number);
const victims: PartName[] = ['orders', 'gateway', 'learning', 'certification', 'notifications', 'catalog'];
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Within this, in ms, all mails have come. */
const promised = 60_000;
/** Pro-forma, access, invoice, test, attest and registration of each order, and what each buyer gets besides: with room to spare. */
const mailsPerOrder = 10;
const megabytesPerOrder = 0.3;
const catcher = {
  MAX_MAILS: `${orders * mailsPerOrder + 1_000}`,
  MAX_MEGABYTES: `${Math.ceil(orders * megabytesPerOrder) + 100}`,
};

/** Buyers log in once, and all misfortunes take some 25 minutes. */
const gateway = { ACCESS_TOKEN_SECONDS: '3600' };

const under = await startSystemUnderTest(say, { variables: { mail: catcher, gateway } });
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void under.stop().finally(() => process.exit(1)));
const waiting = await openWaitingWork(under);
const rows: [string, string][] = [];
let broken = 1;
try {
  const courses = await coursesOnSale(under.api);
  const buyers: Journey[] = await makeBuyers(under, Math.ceil(orders / courses.length));
  say(`${buyers.length} buyers`);
  const misfortunes = Array.from({ length: times }, () =>
    [killAndWait, suspend].flatMap((misfortune) => victims.map((victim) => () => misfortune(under, victim))),
  ).flat();
  const began = performance.now();
  const watch = setInterval(() => void tellWaiting(began), 5_000);

  // each misfortune has its share of the orders, which come as fast as they can while it is under way
  const share = orders / misfortunes.length;
  const gates = misfortunes.map(() => gate());
  const meetAll = async () => {
    for (const [n, misfortune] of misfortunes.entries()) {
      gates[n]?.open();
      await misfortune();
      if ((n + 1) % victims.length === 0) say(`${n + 1} of ${misfortunes.length} misfortunes`);
    }
  };
  const [done] = await Promise.all([
    load(under, buyers, {
      ...{ orders, clients: 16, payEvery: 5, completed: orders / 50 },
      mayPlace: async (n) => gates[Math.floor(n / share)]?.opened,
    }),
    meetAll(),
  ]);
  rows.push(['orders acknowledged', `${done.orders.length} in ${seconds(began)}`]);
  rows.push(['kill -9 and SIGSTOP', `${misfortunes.length}`]);
  rows.push(['payments', `${done.payments.length}`], ['attests', `${done.attests.length}`]);

  const { api: staff } = await under.logIn(...staffLogin);
  const after = performance.now();
  const loadEnded = Date.now();
  let faults = await audit(staff, buyers, done);
  while (faults.length > 0 && performance.now() - after < 2 * promised) {
    say(`${seconds(began).padStart(8)}  ${faults.length} faults: ${faults.slice(0, 2).join('; ')}`);
    faults = await audit(staff, buyers, done);
  }
  clearInterval(watch);
  const lastMail = (await lastMailAt()) - loadEnded;
  rows.push(['audited after', seconds(after)], ['last mail after', `${(lastMail / 1_000).toFixed(1)} s`]);
  rows.push(['faults', `${faults.length}`]);

  const replay = await openEventReplay(under);
  const again = await replay.publishAgain();
  while ((await replay.lag()) > 0) await new Promise((resolve) => setTimeout(resolve, 500));
  await replay.close();
  const doubled = await audit(staff, buyers, done);
  const copies = await copyFaultsInTime(under);
  rows.push(['events delivered again', `${again}`], ['faults after that', `${doubled.length}`]);
  rows.push(['copies not as their owner is', `${copies.length}`]);
  for (const fault of [...faults, ...doubled, ...copies].slice(0, 50)) say(fault);
  broken = faults.length + doubled.length + copies.length + (lastMail > promised ? 1 : 0);
} finally {
  for (const [what, value] of rows) say(`${what.padEnd(28)} ${value}`);
  await waiting.close();
  await under.stop();
}
process.exit(broken === 0 ? 0 : 1);

async function lastMailAt(): Promise<number> {
  const answer = await fetch(new URL('/messages?limit=1', under.demo.mailUrl));
  const { items } = (await answer.json()) as { items: { receivedAt: string }[] };
  return Date.parse(items[0]?.receivedAt ?? '');
}

async function tellWaiting(since: number): Promise<void> {
  const shown = await waiting.now().then(
    (now) => Object.entries(now).map(([queue, count]) => `${queue} ${count}`),
    (error: Error) => [error.message],
  );
  say(`${seconds(since).padStart(8)}  ${shown.join(', ') || 'nothing waits'}`);
}

function gate(): { opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1_000).toFixed(1)} s`;
}
