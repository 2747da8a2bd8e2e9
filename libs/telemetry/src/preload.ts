/** `node --import @leerhuis/telemetry/preload`: before anything else, so that instrumentation sees each module load. */
import { startTracing } from './start-tracing.ts';

if (process.env['OTEL_EXPORTER_OTLP_ENDPOINT']) {
  const { startExporting } = await import('./start-exporting.ts');
  startExporting();
} else {
  startTracing();
}
