import type { Logger, Metrics } from '@leerhuis/telemetry';
import express, { type Express } from 'express';
import type { OpenApiDocument } from '../describing/open-api.ts';

export interface ReadinessReport {
  ready: boolean;
  checks: Record<string, boolean>;
  /** Checks that don't hold and keep no call from being answered. */
  late: string[];
}

/** What operators and the other parts ask, on a port of its own that nobody else can reach. */
export function internalApp(options: {
  readiness: { report(): Promise<ReadinessReport> };
  metrics: Metrics;
  openApi: OpenApiDocument;
  logger: Logger;
}): Express {
  const { readiness, metrics, openApi, logger } = options;
  const description = JSON.stringify(openApi);
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.get('/health/live', (_req, res) => {
    res.json({ status: 'live' });
  });
  app.get('/health/ready', async (_req, res) => {
    const report = await readiness.report().catch((error: unknown): ReadinessReport => {
      logger.warn({ err: error }, 'readiness unknown');
      return { ready: false, checks: {}, late: [] };
    });
    if (!report.ready) res.set('Retry-After', '2');
    res.status(report.ready ? 200 : 503).json(report);
  });
  app.get('/metrics', async (_req, res) => {
    res.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  app.get('/openapi.json', (_req, res) => {
    res.type('application/json').send(description);
  });
  app.use((_req, res) => void res.status(404).json({ status: 404 }));
  return app;
}
