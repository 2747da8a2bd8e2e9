import type { Logger, Metrics } from '@leerhuis/telemetry';
import { Router } from 'express';
import type { OpenApiDocument } from './open-api.ts';

export interface ReadinessReport {
  ready: boolean;
  checks: Record<string, boolean>;
}

/** What operators and the gateway ask; not part of the public API, and the gateway doesn't forward it. */
export function internalRoutes(options: {
  readiness: { report(): Promise<ReadinessReport> };
  metrics: Metrics;
  openApi: OpenApiDocument;
  logger: Logger;
}): Router {
  const { readiness, metrics, openApi, logger } = options;
  const description = JSON.stringify(openApi);
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/health/live', (_req, res) => {
    res.json({ status: 'live' });
  });
  router.get('/health/ready', async (_req, res) => {
    const report = await readiness.report().catch((error: unknown): ReadinessReport => {
      logger.warn({ err: error }, 'readiness unknown');
      return { ready: false, checks: {} };
    });
    if (!report.ready) res.set('Retry-After', '2');
    res.status(report.ready ? 200 : 503).json(report);
  });
  router.get('/metrics', async (_req, res) => {
    res.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  router.get('/openapi.json', (_req, res) => {
    res.type('application/json').send(description);
  });
  return router;
}
