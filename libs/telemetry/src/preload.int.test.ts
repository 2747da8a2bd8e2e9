import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { backingServices } from '@leerhuis/testkit';

const preload = fileURLToPath(new URL('./preload.ts', import.meta.url));
const program = fileURLToPath(new URL('../test/traced-program.ts', import.meta.url));

interface Span {
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  status: { code?: number; message?: string };
}
interface Export {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] };
    scopeSpans: { spans: Span[] }[];
  }[];
}

/** A collector that keeps what it gets, and an upstream that keeps the headers it was called with. */
let server: Server;
let base: string;
const exports: string[] = [];
const upstreamTraces: (string | undefined)[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    if (request.url === '/v1/traces') exports.push(body);
    else upstreamTraces.push(request.headers['traceparent'] as string | undefined);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function run(env: Record<string, string>) {
  exports.length = 0;
  upstreamTraces.length = 0;
  const { mongoUrl } = await backingServices();
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', '--import', preload, program],
    { env: { PATH: process.env['PATH'], MONGO_URL: mongoUrl, UPSTREAM_URL: base, ...env } },
  );
  return JSON.parse(stdout) as { carrier: Record<string, string>; loaded: number };
}

describe('the preload', () => {
  it('with a collector sends the spans of one piece of work as one trace', async () => {
    const { carrier } = await run({ OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_SERVICE_NAME: 'orders' });
    const resources = exports.flatMap((body) => (JSON.parse(body) as Export).resourceSpans);
    const spans = resources.flatMap((resource) => resource.scopeSpans.flatMap((scope) => scope.spans));
    const named = (name: RegExp) => spans.find((span) => name.test(span.name));
    const root = named(/^HTTP POST \/orders$/);

    expect(resources[0]?.resource.attributes).toContainEqual({ key: 'service.name', value: { stringValue: 'orders' } });
    expect(new Set(spans.map((span) => span.traceId))).toEqual(new Set([root?.traceId]));
    expect(spans.map((span) => span.name).sort()).toEqual([
      ...['GET', 'HTTP POST /orders', 'find samples', 'handle orders.order', 'publish orders.order'],
    ]);
    expect(named(/^find/)?.parentSpanId).toBe(root?.spanId);
    expect(named(/^GET/)?.parentSpanId).toBe(root?.spanId);
    expect(upstreamTraces).toEqual([`00-${root?.traceId}-${named(/^GET/)?.spanId}-01`]);
    expect(carrier['traceparent']).toBe(`00-${root?.traceId}-${named(/^publish/)?.spanId}-01`);
    expect(named(/^handle/)).toMatchObject({
      parentSpanId: named(/^publish/)?.spanId,
      status: { code: 2, message: 'TypeError' },
    });
    // neither queries nor messages of errors may carry personal data out
    expect(exports.join('')).not.toContain('els@example.be');
  });

  it('without one gives ids all the same, sends nothing and loads no instrumentation', async () => {
    const { carrier, loaded } = await run({});
    expect(carrier['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(loaded).toBe(0);
    expect(exports).toEqual([]);
  });

  it('does not keep a process up, nor fail it, when the collector is away', async () => {
    const begin = performance.now();
    const { carrier } = await run({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
    expect(carrier['traceparent']).toMatch(/-01$/);
    expect(performance.now() - begin).toBeLessThan(10_000);
  });
});
