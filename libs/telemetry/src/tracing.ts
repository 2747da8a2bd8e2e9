import {
  type Attributes,
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

/** Headers of a message or request that carry W3C trace context (`traceparent`, `tracestate`). */
export type Carrier = Readonly<Record<string, unknown>>;

export interface SpanOptions {
  kind?: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  attributes?: Attributes;
  /** Where the span hangs when the work came over a wire; without it, the active span. */
  parent?: Carrier;
}

const kinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
};

/**
 * Runs `fn` inside a span, which ends with it. A throw marks the span failed with the error's name only,
 * for messages may hold personal data, and goes on to the caller.
 */
export async function withSpan<T>(name: string, options: SpanOptions, fn: (span: Span) => T | Promise<T>): Promise<T> {
  const { span, within } = begin(name, options);
  try {
    return await context.with(within, () => fn(span));
  } catch (error) {
    markFailed(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** A span that isn't the active one by itself: who started it carries it along. */
export class CarriedSpan {
  readonly #span: Span;
  readonly #within: Context;

  constructor(span: Span, within: Context) {
    this.#span = span;
    this.#within = within;
  }

  /** Adds `traceparent` (and `tracestate`) to the carrier. */
  inject(carrier: Record<string, string>): Record<string, string> {
    propagation.inject(this.#within, carrier);
    return carrier;
  }

  /** Runs `fn` as a part of the span: what it logs names the trace. */
  run<T>(fn: () => T): T {
    return context.with(this.#within, fn);
  }

  /** Marks the span failed with the error's name only, as `withSpan` does. */
  fail(error: unknown): void {
    markFailed(this.#span, error);
  }

  end(): void {
    this.#span.end();
  }
}

/**
 * Starts a span to be carried along and ended, for work that goes on in callbacks of connections that many requests share; also where
 * an active span would cost each of very many requests what few of them need.
 */
export function startSpan(name: string, options: SpanOptions): CarriedSpan {
  const { span, within } = begin(name, options);
  return new CarriedSpan(span, within);
}

function begin(name: string, options: SpanOptions): { span: Span; within: Context } {
  const parent = options.parent ? remoteContext(options.parent) : context.active();
  const span = trace
    .getTracer('leerhuis')
    .startSpan(name, { kind: kinds[options.kind ?? 'internal'], attributes: options.attributes ?? {} }, parent);
  return { span, within: trace.setSpan(parent, span) };
}

function markFailed(span: Span, error: unknown): void {
  const type = error instanceof Error ? error.name : typeof error;
  span.setAttribute('error.type', type).setStatus({ code: SpanStatusCode.ERROR, message: type });
}

/** Adds `traceparent` (and `tracestate`) of the active span to the carrier; leaves it as it is when there is none. */
export function injectTrace(carrier: Record<string, string> = {}): Record<string, string> {
  propagation.inject(context.active(), carrier);
  return carrier;
}

/** Runs `fn` as a part of the trace that the carrier names; of none at all when it names none or a malformed one. */
export function withRemoteParent<T>(carrier: Carrier, fn: () => T): T {
  return context.with(remoteContext(carrier), fn);
}

/** Ids for log lines; empty outside of a span. */
export function activeSpanIds(): { traceId?: string; spanId?: string } {
  const ids = trace.getActiveSpan()?.spanContext();
  return ids && trace.isSpanContextValid(ids) ? { traceId: ids.traceId, spanId: ids.spanId } : {};
}

const textGetter = {
  keys: (carrier: Carrier) => Object.keys(carrier),
  get: (carrier: Carrier, key: string) => {
    const value = carrier[key];
    // kafkajs and amqplib hand headers over as buffers
    return Buffer.isBuffer(value) ? value.toString() : typeof value === 'string' ? value : undefined;
  },
};

function remoteContext(carrier: Carrier) {
  return propagation.extract(ROOT_CONTEXT, carrier, textGetter);
}
