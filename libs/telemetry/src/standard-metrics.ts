import type { Counter, Gauge, Histogram } from 'prom-client';
import type { Metrics } from './metrics.ts';

// One place for the names that dashboards and alerts in deploy/observability rely on.

/** Rate, errors and duration of the HTTP server; `route` is the pattern (`/api/v1/orders/:id`), never the real path. */
export function httpMetrics(metrics: Metrics): {
  requests: Counter<'method' | 'route' | 'status'>;
  duration: Histogram<'method' | 'route' | 'status'>;
} {
  const labelNames = ['method', 'route', 'status'] as const;
  return {
    requests: metrics.counter({ name: 'http_requests_total', help: 'Requests answered', labelNames }),
    duration: metrics.histogram({
      name: 'http_request_duration_seconds',
      help: 'From the first byte of a request to the last of its answer',
      labelNames,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    }),
  };
}

/**
 * Clients that take or send too slowly, or more at once than is for them. `reason`: `stalled` (took nothing of an answer any
 * more: ended), `address` (too much at once for one address: refused), `slow-body` (sent too slowly: refused), `no-place` (all
 * places were taken, for whoever it was: refused).
 */
export function slowClientMetric(metrics: Metrics): Counter<'reason'> {
  return metrics.counter({
    name: 'http_slow_clients_total',
    help: 'Clients ended or refused: stalled, address, slow-body, no-place',
    labelNames: ['reason'],
  });
}

/** Files being sent; read at the scrape. */
export function streamsMetric(metrics: Metrics, count: () => number): Gauge {
  const gauge: Gauge = metrics.gauge({
    name: 'http_streams_open',
    help: 'Files being sent to readers',
    collect: () => gauge.set(count()),
  });
  return gauge;
}

/** Facts over Kafka. `outcome`: done, duplicate, retried, parked. `lag`: records not yet handled. */
export function eventMetrics(metrics: Metrics): {
  published: Counter<'type'>;
  handled: Counter<'type' | 'outcome'>;
  lag: Gauge<'group' | 'topic'>;
  deadLetters: Counter<'origin'>;
} {
  return {
    published: metrics.counter({
      name: 'events_published_total',
      help: 'Events that Kafka took',
      labelNames: ['type'],
    }),
    handled: metrics.counter({
      name: 'events_handled_total',
      help: 'Events by what became of them: done, duplicate, retried, parked',
      labelNames: ['type', 'outcome'],
    }),
    lag: metrics.gauge({
      name: 'consumer_lag',
      help: 'Records waiting for this group',
      labelNames: ['group', 'topic'],
    }),
    deadLetters: deadLetterCounter(metrics),
  };
}

/** Work over RabbitMQ. `outcome`: done, retried, parked. */
export function jobMetrics(metrics: Metrics): {
  handled: Counter<'queue' | 'outcome'>;
  depth: Gauge<'queue'>;
  deadLetters: Counter<'origin'>;
} {
  return {
    handled: metrics.counter({
      name: 'jobs_handled_total',
      help: 'Jobs by what became of them: done, retried, parked',
      labelNames: ['queue', 'outcome'],
    }),
    depth: metrics.gauge({ name: 'queue_depth', help: 'Jobs waiting in the queue', labelNames: ['queue'] }),
    deadLetters: deadLetterCounter(metrics),
  };
}

/** By check: whether calls can be answered, and what is late beside; `collect` sets both at the scrape. */
export function readinessMetrics(
  metrics: Metrics,
  collect: () => Promise<void>,
): { ready: Gauge<'check'>; late: Gauge<'check'> } {
  const labelNames = ['check'] as const;
  return {
    late: metrics.gauge({ name: 'service_late', help: 'What is late by check, 1 or 0', labelNames, collect }),
    ready: metrics.gauge({ name: 'service_ready', help: 'Readiness by check, 1 or 0', labelNames, collect }),
  };
}

/**
 * Promises of the platform that a service counts the breaches of, from time to time, in its own database: an order paid
 * without an invoice (`paid-without-invoice`), a payment that differs from its order (`payment-differs`)... 0 is well.
 */
export function invariantMetric(metrics: Metrics): Gauge<'invariant'> {
  return metrics.gauge({
    name: 'invariant_violations',
    help: 'Records that break a promise of the platform',
    labelNames: ['invariant'],
  });
}

function deadLetterCounter(metrics: Metrics): Counter<'origin'> {
  return metrics.counter({
    name: 'dead_letters_total',
    help: 'Messages parked, by topic or queue that they came from',
    labelNames: ['origin'],
  });
}
