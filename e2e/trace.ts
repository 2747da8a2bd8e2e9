import { describe, expect, it } from '@jest/globals';
import { given, newJourney, type OrderView } from '@leerhuis/demo/journey-context';
import { confirm, confirmationMail, logIn, register } from '@leerhuis/demo/steps/account';
import { until } from '@leerhuis/demo/until';
import { coursesOnSale } from './load.ts';
import type { Span } from './span-collector.ts';
import type { SystemUnderTest } from './system.ts';

type Step = [service: string, name: string];
const granted: Step = ['learning', 'handle orders.activation.granted.v1'];
const steps: Step[] = [
  ['gateway', 'POST orders'],
  ['orders', 'POST /api/v1/orders'],
  granted,
  ['notifications', 'process notifications.send-message'],
];
const find = (trace: Span[], [service, name]: Step) =>
  trace.find((span) => span.service === service && span.name === name);

/** One trace from a click to its last effect, over HTTP, Kafka and RabbitMQ. */
export function traceTests(under: () => SystemUnderTest): void {
  describe('the trace of an order', () => {
    it('goes from the gateway through orders, by Kafka to learning and by RabbitMQ to notifications', async () => {
      const { demo, spans, api } = under();
      const buyer = newJourney(demo, { patience: 60_000, within: 60_000 });
      for (const { play } of [register, confirmationMail, confirm, logIn]) await play(buyer);
      const [course] = await coursesOnSale(api);
      const before = new Set(spans.traces().map(([first]) => first?.traceId));
      const { body: order } = await given(buyer, 'learner').post<OrderView>('/api/v1/orders', {
        body: { lines: [{ courseId: course?.id }], immediateAccessConsent: true, activateNow: true },
      });
      // other traces of this buyer reach as many services; spans of this one come in bit by bit
      const trace = await until(
        'the whole trace of the order',
        async () =>
          spans.traces().find((one) => !before.has(one[0]?.traceId) && steps.every((step) => find(one, step))),
        60_000,
      );
      expect(order.proForma.number).toMatch(/^PF-/);
      // what learning did hangs, step by step, from what the gateway was asked
      expect(wayUp(trace, find(trace, granted)).map(({ service }) => service)).toEqual(
        expect.arrayContaining(['gateway', 'orders', 'learning']),
      );
    }, 120_000);
  });
}

/** A span and those above it, up to the root. */
function wayUp(trace: Span[], span: Span | undefined): Span[] {
  if (!span) return [];
  return [
    span,
    ...wayUp(
      trace,
      trace.find(({ spanId }) => spanId === span.parentSpanId),
    ),
  ];
}
