import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Api } from '@leerhuis/demo/api';
import type { Journey } from '@leerhuis/demo/journey-context';
import type { PartName } from '@leerhuis/launcher';
import { audit } from './audit.ts';
import { openEventReplay } from './event-replay.ts';
import { type Acknowledged, killAndWait, load, makeBuyers, suspend } from './load.ts';
import { localCopyTests } from './local-copy-tests.ts';
import { staffLogin } from './system.ts';
import { systemOfFile } from './system-of-file.ts';

const victims: PartName[] = ['orders', 'gateway', 'learning', 'certification', 'notifications', 'catalog'];
const orders = 200;
const attests = 8;
/** Long enough for the documents of all orders to be laid out and mailed on a machine that is busy with other things. */
const catchUpMs = 150_000;

const under = systemOfFile();

/** The promises of the design, held under load while processes die (bounded; `chaos.ts` has the full numbers). */
describe(`under ${orders} orders while each process is killed, and two sleep for a while`, () => {
  const misfortunes = [
    ...victims.map((victim) => () => killAndWait(under(), victim)),
    () => suspend(under(), 'orders'),
    () => suspend(under(), 'learning'),
  ];
  let staff: Api;
  let buyers: Journey[];
  let done: Acknowledged;

  beforeAll(async () => {
    staff = (await under().logIn(...staffLogin)).api;
    buyers = await makeBuyers(under(), 8);
  }, 120_000);

  async function faultsInTime(): Promise<string[]> {
    const end = Date.now() + catchUpMs;
    for (;;) {
      const faults = await audit(staff, buyers, done);
      if (faults.length === 0 || Date.now() > end) return faults;
      await delay(2_000);
    }
  }

  it('everything acknowledged is there once: orders, numbers, invoices, enrolments, attests, registrations, mails', async () => {
    const met: Promise<void>[] = [];
    done = await load(under(), buyers, {
      ...{ orders, clients: 16, payEvery: 5, completed: attests },
      onPlaced(count) {
        const due = Math.floor((count * (misfortunes.length + 1)) / orders);
        const misfortune = misfortunes[met.length];
        if (misfortune && due > met.length) met.push(misfortune());
      },
    });
    await Promise.all(met);
    expect(met).toHaveLength(misfortunes.length);
    expect(done.orders).toHaveLength(orders);
    expect(done.attests).toHaveLength(attests);
    expect(await faultsInTime()).toEqual([]);
  }, 400_000);

  it('webhooks told again and events delivered again change nothing', async () => {
    const contentType = 'application/x-www-form-urlencoded';
    for (const id of [...done.payments, ...done.payments])
      await under().api.post('/api/v1/webhooks/payments', { raw: { content: `id=${id}`, contentType }, expect: 200 });
    const replay = await openEventReplay(under());
    try {
      expect(await replay.publishAgain()).toBeGreaterThan(orders);
      const end = Date.now() + catchUpMs;
      while ((await replay.lag()) > 0 && Date.now() < end) await delay(250);
      expect(await replay.lag()).toBe(0);
    } finally {
      await replay.close();
    }
    expect(await faultsInTime()).toEqual([]);
  }, 300_000);
});

localCopyTests(under);
