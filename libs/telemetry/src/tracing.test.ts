import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { context, propagation, trace } from '@opentelemetry/api';
import { createLogger, startSpan, startTracing, withRemoteParent, withSpan } from './index.ts';
import { activeSpanIds, injectTrace } from './tracing.ts';

const remote = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
const remoteTrace = '0af7651916cd43dd8448eb211c80319c';

describe('before tracing is started', () => {
  it('spans run their work and carry nothing', async () => {
    expect(await withSpan('work', {}, () => Promise.resolve({ ...injectTrace(), done: true }))).toEqual({ done: true });
  });
});

describe('with tracing and no collector', () => {
  beforeAll(() => startTracing());
  afterAll(() => {
    trace.disable();
    context.disable();
    propagation.disable();
  });

  it('one trace id goes from a span over a wire into the next process', async () => {
    const seen: (string | undefined)[] = [];
    const carrier = await withSpan('HTTP POST', { kind: 'server' }, async () => {
      seen.push(activeSpanIds().traceId);
      await Promise.resolve();
      return withSpan('publish', { kind: 'producer' }, () => injectTrace());
    });
    await withRemoteParent(carrier, () =>
      withSpan('handle', { kind: 'consumer' }, async () => {
        await Promise.resolve();
        seen.push(activeSpanIds().traceId);
        const next = injectTrace({ other: 'kept' });
        expect(next).toMatchObject({ other: 'kept' });
        await withSpan('job', { parent: next }, () => seen.push(activeSpanIds().traceId));
      }),
    );
    expect(seen[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(seen).size).toBe(1);
    expect(seen).toHaveLength(3);
  });

  it('headers that come as bytes, as those of Kafka and RabbitMQ do, are understood', async () => {
    const headers = { traceparent: Buffer.from(remote.traceparent), reason: undefined, attempts: 2 };
    expect(withRemoteParent(headers, () => activeSpanIds().traceId)).toBe(remoteTrace);
    expect(await withSpan('handle', { parent: headers }, () => activeSpanIds().traceId)).toBe(remoteTrace);
  });

  it.each([{}, { traceparent: 'nonsense' }, { traceparent: `00-${'0'.repeat(32)}-b7ad6b7169203331-01` }])(
    'a carrier without a valid parent begins a trace of its own: %j',
    async (carrier) => {
      await withSpan('poll loop', {}, async () => {
        const outer = activeSpanIds().traceId;
        const inner = await withRemoteParent(carrier, () => withSpan('work', {}, () => activeSpanIds().traceId));
        expect(inner).toMatch(/^[0-9a-f]{32}$/);
        expect(inner).not.toBe(outer);
      });
    },
  );

  it('work at the same time keeps its own trace', async () => {
    const one = () =>
      withSpan('work', {}, async () => {
        const before = activeSpanIds().traceId;
        await new Promise((resolve) => setImmediate(resolve));
        expect(activeSpanIds().traceId).toBe(before);
        return before;
      });
    expect(new Set(await Promise.all(Array.from({ length: 20 }, one))).size).toBe(20);
    expect(activeSpanIds()).toEqual({});
  });

  it('a span that is carried along is active only where it is told to be, and goes over the wire', () => {
    const span = startSpan('GET catalog', { kind: 'server' });
    expect(activeSpanIds()).toEqual({});
    const { traceparent } = span.inject({});
    const seen = span.run(() => activeSpanIds().traceId);
    expect(seen).toMatch(/^[0-9a-f]{32}$/);
    expect(traceparent).toContain(`-${seen}-`);
    expect(activeSpanIds()).toEqual({});
    span.fail(new Error('no'));
    span.end();
  });

  it('an error goes through to the caller', async () => {
    await expect(withSpan('work', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('log lines bear the ids of the active span', async () => {
    const lines: string[] = [];
    const log = createLogger({ service: 'orders', destination: { write: (line) => lines.push(line) } });
    await withSpan('work', { parent: remote }, () => log.info('inside'));
    log.info('outside');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      traceId: remoteTrace,
      spanId: expect.stringMatching(/^\w{16}$/),
    });
    expect(JSON.parse(lines[1] ?? '')).not.toHaveProperty('traceId');
  });
});
