import { describe, expect, it } from '@jest/globals';
import type { Api } from '@leerhuis/demo/api';
import { given, type Journey, newJourney } from '@leerhuis/demo/journey-context';
import { steps } from '@leerhuis/demo/steps';
import type { PartName } from '@leerhuis/launcher';
import type { SystemUnderTest } from './system.ts';

/** Which service is away while which steps are played, and an address of its own that then cannot be answered. */
const absences: { away: PartName; during: string[]; address?: string }[] = [
  { away: 'notifications', during: ['register'], address: '/api/v1/messages' },
  { away: 'gateway', during: [] },
  { away: 'catalog', during: ['cart', 'order'], address: '/api/v1/courses' },
  { away: 'learning', during: ['activate early'], address: '/api/v1/enrolments' },
  { away: 'orders', during: ['checkout'], address: '/api/v1/cart' },
  { away: 'organisations', during: ['activate by credit', 'my courses'], address: '/api/v1/memberships' },
  { away: 'certification', during: ['final test', 'other courses'], address: '/api/v1/attests' },
];
/** Where those with nothing to play are stopped and started. */
const between = 'refresh';

interface Page {
  items: { id: string; [field: string]: unknown }[];
}

/** The journey of `npm run demo`, with each service stopped and started once along the way. */
export function journeyTests(under: () => SystemUnderTest): void {
  describe('the journey from visitor to registered attest', () => {
    let journey: Journey;
    let failed = false;

    for (const [index, step] of steps.entries()) {
      const absence = absences.find(({ during }) => during.includes(step.name));
      const begins = absence?.during[0] === step.name;
      const ends = absence?.during.at(-1) === step.name;
      const title = `${index + 1}: ${step.name}${absence ? `, while ${absence.away} is away` : ''}`;
      it(title, async () => {
        if (failed) throw new Error('an earlier step failed');
        failed = true;
        const { system, demo } = under();
        if (index === 0) journey = newJourney(demo, { patience: 60_000, within: 60_000 });
        if (step.name === between)
          for (const { away, during } of absences) if (during.length === 0) await system.restart(away);
        if (absence && begins) {
          await system.stopService(absence.away);
          if (absence.address) await expectAway(journey.visitor, absence.address);
        }
        await step.play(journey);
        if (absence && ends) await system.startService(absence.away);
        failed = false;
        if (index === steps.length - 1) under().journey = journey;
      }, 120_000);
    }

    it('has left the same counts everywhere: nothing is lost, nothing is doubled', async () => {
      const learner = given(journey, 'learner');
      const staff = given(journey, 'staff');
      const { body: me } = await learner.get<{ id: string }>('/api/v1/me');
      const list = async (api: Api, path: string) => (await api.get<Page>(path)).body.items;
      const orders = await list(learner, '/api/v1/orders');
      expect(orders.map(({ status }) => status).sort()).toEqual(['paid', 'paid', 'paid', 'withdrawn']);
      for (const { id } of orders.filter(({ status }) => status === 'paid'))
        expect(await list(staff, `/api/v1/admin/payments?orderId=${id}`)).toHaveLength(1);
      expect(await list(learner, '/api/v1/invoices')).toHaveLength(3);
      const activations = await list(learner, '/api/v1/activations');
      const enrolments = await list(learner, '/api/v1/enrolments');
      const attests = await list(learner, '/api/v1/attests');
      expect(activations).toHaveLength(3);
      const courseIds = (items: Page['items']) => items.map(({ courseId }) => courseId).sort();
      expect(courseIds(enrolments)).toEqual(courseIds(activations));
      expect(courseIds(attests)).toEqual(courseIds(activations));
      expect(await list(staff, `/api/v1/admin/attests?accountId=${me.id}`)).toHaveLength(3);
      expect(await list(staff, `/api/v1/admin/enrolments?accountId=${me.id}`)).toHaveLength(3);
      const messageIds = (await journey.mailbox.of(journey.person.email)).map(({ messageId }) => messageId);
      expect(await list(learner, '/api/v1/messages?limit=100')).toHaveLength(new Set(messageIds).size);
    });
  });
}

/** A journey to its end: that of the tests above if they ran, else another. */
export async function playedJourney(under: SystemUnderTest): Promise<Journey> {
  if (under.journey) return under.journey;
  const journey = newJourney(under.demo, { patience: 60_000, within: 60_000 });
  for (const { play } of steps) await play(journey);
  under.journey = journey;
  return journey;
}

/** Whoever asks meanwhile gets a clean answer at once. */
async function expectAway(visitor: Api, path: string): Promise<void> {
  const impatient = { expect: 503 };
  const { headers, body } = await visitor.get<{ status: number; title: string }>(path, impatient);
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(body.status).toBe(503);
}
