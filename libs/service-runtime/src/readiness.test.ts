import { describe, expect, it } from '@jest/globals';
import { createMetrics } from '@leerhuis/telemetry';
import { createReadiness } from './readiness.ts';

describe('readiness', () => {
  it('needs every check to hold', async () => {
    const readiness = createReadiness();
    let isConnected = false;
    readiness.add('mongodb', () => true);
    readiness.add('kafka', async () => isConnected);
    expect(await readiness.report()).toEqual({ ready: false, checks: { mongodb: true, kafka: false }, late: [] });
    isConnected = true;
    expect(await readiness.report()).toEqual({ ready: true, checks: { mongodb: true, kafka: true }, late: [] });
  });

  it('counts a check that throws, or that gives no answer in time, as not holding', async () => {
    const readiness = createReadiness();
    readiness.add('throws', () => {
      throw new Error('away');
    });
    readiness.add('rejects', () => Promise.reject(new Error('away')));
    readiness.add('hangs', () => new Promise(() => undefined));
    const checks = { throws: false, rejects: false, hangs: false };
    expect(await readiness.report()).toEqual({ ready: false, checks, late: [] });
  });

  it('does not need what is only late, and tells it beside', async () => {
    const readiness = createReadiness();
    readiness.add('mongodb', () => true);
    readiness.watch('kafka', () => new Promise(() => undefined));
    readiness.watch('rabbitmq', () => true);
    const checks = { mongodb: true, kafka: false, rabbitmq: true };
    const began = performance.now();
    expect(await readiness.report()).toEqual({ ready: true, checks, late: ['kafka'] });
    // whoever asks a service has itself no more than 2 s
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  it('is told at each scrape', async () => {
    const metrics = createMetrics('orders');
    const readiness = createReadiness(metrics);
    readiness.add('mongodb', () => true);
    readiness.add('copies', () => false);
    readiness.watch('kafka', () => false);
    const text = await metrics.registry.metrics();
    expect(text).toContain('service_ready{check="mongodb",service="orders"} 1');
    expect(text).toContain('service_ready{check="copies",service="orders"} 0');
    expect(text).toContain('service_late{check="kafka",service="orders"} 1');
    expect(text).not.toContain('service_ready{check="kafka"');
  });
});
