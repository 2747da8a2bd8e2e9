import { context, ProxyTracerProvider, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { AlwaysOffSampler, BasicTracerProvider, type TracerConfig } from '@opentelemetry/sdk-trace-base';

/**
 * Makes this process take part in traces: spans get ids, which go on to logs, events and jobs.
 * Without a collector (no processors) nothing is recorded, so that it costs next to nothing.
 */
export function startTracing(config: Pick<TracerConfig, 'resource' | 'spanProcessors'> = {}): void {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  // with a collector, the sampler comes from OTEL_TRACES_SAMPLER; by default everything, as the caller decided
  const sampler = config.spanProcessors ? {} : { sampler: new AlwaysOffSampler() };
  trace.setGlobalTracerProvider(new BasicTracerProvider({ ...config, ...sampler }));
}

/** Sends what is still buffered to the collector and stops; to be called last. Waits at most `limitMs`. */
export async function stopTracing(limitMs = 2_000): Promise<void> {
  const provider = trace.getTracerProvider();
  const delegate = provider instanceof ProxyTracerProvider ? provider.getDelegate() : provider;
  if (!(delegate instanceof BasicTracerProvider)) return;
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  // a collector that is away must not fail a stop
  await Promise.race([delegate.shutdown().catch(() => undefined), limit]);
  clearTimeout(timer);
}
