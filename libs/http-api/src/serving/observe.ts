import type { httpMetrics, Logger } from '@leerhuis/telemetry';
import type { Serving } from './serving.ts';

/**
 * Rate, errors and duration by route pattern, and one line per request. No address, query or path goes to the log: they
 * can tell who somebody is.
 */
export function createObserver(metrics: ReturnType<typeof httpMetrics>, logger: Logger): Serving['observe'] {
  return (req, pattern, status, started) => {
    const labels = {
      method: knownMethods.has(req.method) ? req.method : 'other',
      route: pattern,
      status: String(status),
    };
    const ms = performance.now() - started;
    metrics.requests.inc(labels);
    metrics.duration.observe(labels, ms / 1000);
    logger.info({ ...labels, ms: Math.round(ms * 10) / 10 }, 'request');
  };
}

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
