import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Span {
  service: string;
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
}

/** A tiny collector for OTLP over HTTP: keeps the newest spans. */
export interface SpanCollector {
  url: string;
  /** Whole traces, as far as they came in; the newest last. */
  traces(): Span[][];
  stop(): void;
}

interface Otlp {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] };
    scopeSpans: { spans: { name: string; traceId: string; spanId: string; parentSpanId?: string }[] }[];
  }[];
}

const mostTraces = 2_000;

export async function startSpanCollector(): Promise<SpanCollector> {
  const kept = new Map<string, Span[]>();
  function keep(span: Span): void {
    const trace = kept.get(span.traceId);
    if (trace) trace.push(span);
    else kept.set(span.traceId, [span]);
    const [oldest] = kept.keys();
    if (kept.size > mostTraces && oldest !== undefined) kept.delete(oldest);
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const sent = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Otlp;
    for (const { resource, scopeSpans } of sent.resourceSpans) {
      const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
      for (const { name, traceId, spanId, parentSpanId } of scopeSpans.flatMap(({ spans }) => spans))
        keep({ service, name, traceId, spanId, parentSpanId });
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    traces: () => [...kept.values()],
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
