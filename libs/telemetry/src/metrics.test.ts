import { describe, expect, it } from '@jest/globals';
import { createMetrics } from './metrics.ts';
import { eventMetrics, httpMetrics, jobMetrics } from './standard-metrics.ts';

describe('metrics', () => {
  it('are scraped with the service as label', async () => {
    const metrics = createMetrics('orders');
    const { requests, duration } = httpMetrics(metrics);
    requests.inc({ method: 'GET', route: '/api/v1/orders/:id', status: 200 });
    duration.observe({ method: 'GET', route: '/api/v1/orders/:id', status: 200 }, 0.02);
    const text = await metrics.registry.metrics();
    expect(text).toContain(
      'http_requests_total{method="GET",route="/api/v1/orders/:id",status="200",service="orders"} 1',
    );
    expect(text).toMatch(/http_request_duration_seconds_bucket\{le="0.025",[^}]*\} 1/);
  });

  it('asked for twice are the same, so that two parts of a process may share one', () => {
    const metrics = createMetrics('orders');
    expect(eventMetrics(metrics).deadLetters).toBe(jobMetrics(metrics).deadLetters);
  });

  it('of two services in one process stay apart', async () => {
    const [orders, learning] = [createMetrics('orders'), createMetrics('learning')];
    eventMetrics(orders).published.inc({ type: 'orders.order.paid.v1' });
    eventMetrics(learning);
    expect(await learning.registry.metrics()).not.toContain('orders.order.paid.v1');
  });

  it('tell of the process, read at the scrape', async () => {
    const text = await createMetrics('orders').registry.metrics();
    for (const name of ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'nodejs_eventloop_utilization'])
      expect(text).toMatch(new RegExp(`^${name}\\{service="orders"\\} [0-9.e-]+$`, 'm'));
  });
});
