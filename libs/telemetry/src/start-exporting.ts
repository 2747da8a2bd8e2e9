import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { MongoDBInstrumentation } from '@opentelemetry/instrumentation-mongodb';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { startTracing } from './start-tracing.ts';

/**
 * Traces with export: batches over OTLP/HTTP to OTEL_EXPORTER_OTLP_ENDPOINT, MongoDB and undici instrumented.
 * Both only below a span of ours: polling and heartbeats make no traces.
 */
export function startExporting(service = process.env['OTEL_SERVICE_NAME'] ?? 'unknown'): void {
  startTracing({
    resource: resourceFromAttributes({ 'service.name': service, 'process.pid': process.pid }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  registerInstrumentations({
    instrumentations: [
      new MongoDBInstrumentation({
        requireParentSpan: true,
        dbStatementSerializer: (command) => Object.keys(command).join(' '),
      }),
      new UndiciInstrumentation({
        requireParentforSpans: true,
        // a request that names its trace already would name two, and so none
        ignoreRequestHook: ({ headers }) => [headers].flat(2).some((header) => /^traceparent\b/im.test(header)),
      }),
    ],
  });
}
