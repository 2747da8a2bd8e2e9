import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Api } from '@leerhuis/demo/api';
import type { Journey } from '@leerhuis/demo/journey-context';
import type { PartName } from '@leerhuis/launcher';
import { audit } from './audit.ts';
import { openEventReplay } from './event-replay.ts';
import { type Acknowledged, killAndWait, load, makeBuyers } from './load.ts';
import { type SystemUnderTest, staffLogin } from './system.ts';

const victims: PartName[] = ['orders', 'gateway', 'learning', 'certification', 'notifications', 'catalog'];
const orders = 300;
/** reliability: caught up within a minute after the last failure. */
const catchUpMs = 60_000;

/** The promises of the design, held under load while processes die (bounded; `chaos.ts` has the full numbers). */
export function failureTests(under: () => SystemUnderTest): void {
  describe(`under ${orders} orders while each process is killed`, () => {
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
      }
    }

    it('everything acknowledged is there once: orders, numbers, invoices, enrolments, attests, registrations, mails', async () => {
      const deaths: Promise<void>[] = [];
      done = await load(under(), buyers, {
        ...{ orders, clients: 16, payEvery: 5, completed: 12 },
        onPlaced(count) {
          const due = Math.floor((count * (victims.length + 1)) / orders);
          const victim = victims[deaths.length];
          if (victim && due > deaths.length) deaths.push(killAndWait(under(), victim));
        },
      });
      await Promise.all(deaths);
      expect(deaths).toHaveLength(victims.length);
      expect(done.orders).toHaveLength(orders);
      expect(done.attests).toHaveLength(12);
      expect(await faultsInTime()).toEqual([]);
    }, 240_000);

    it('webhooks told again and events delivered again change nothing', async () => {
      const contentType = 'application/x-www-form-urlencoded';
      for (const id of [...done.payments, ...done.payments])
        await under().api.post('/api/v1/webhooks/payments', { raw: { content: `id=${id}`, contentType }, expect: 200 });
      const replay = await openEventReplay(under());
      try {
        expect(await replay.publishAgain()).toBeGreaterThan(orders);
        const end = Date.now() + catchUpMs;
        while ((await replay.lag()) > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 250));
        expect(await replay.lag()).toBe(0);
      } finally {
        await replay.close();
      }
      expect(await faultsInTime()).toEqual([]);
    }, 180_000);
  });
}
