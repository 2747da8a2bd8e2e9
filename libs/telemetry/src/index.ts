export { createLogger, type Logger } from './logger.ts';
export { type Counter, createMetrics, type Gauge, type Metrics } from './metrics.ts';
export {
  eventMetrics,
  httpMetrics,
  invariantMetric,
  jobMetrics,
  readinessMetrics,
  slowClientMetric,
  streamsMetric,
} from './standard-metrics.ts';
export { startTracing, stopTracing } from './start-tracing.ts';
export {
  activeSpanIds,
  type CarriedSpan,
  injectTrace,
  startSpan,
  withRemoteParent,
  withSpan,
} from './tracing.ts';
