import { createRequire } from 'node:module';
import mongoose from 'mongoose';
import { injectTrace, stopTracing, withRemoteParent, withSpan } from '../src/index.ts';

/** A process for src/preload.int.test.ts: one piece of work over HTTP, MongoDB and a message; tells its trace as JSON. */
const { createConnection } = mongoose;
const connection = await createConnection(process.env['MONGO_URL'] ?? '', { bufferCommands: false }).asPromise();
const upstream = process.env['UPSTREAM_URL'] ?? '';

// outside of a span: must make no trace
await connection.collection('samples').findOne({ email: 'els@example.be' });

const carrier = await withSpan(
  'HTTP POST /orders',
  { kind: 'server', attributes: { 'http.route': '/orders' } },
  async () => {
    await connection.collection('samples').findOne({ email: 'els@example.be' });
    await fetch(`${upstream}/prices`).then((response) => response.text());
    return withSpan('publish orders.order', { kind: 'producer' }, () => injectTrace());
  },
);
await withRemoteParent(carrier, () =>
  withSpan('handle orders.order', { kind: 'consumer' }, () => Promise.reject(new TypeError('about els@example.be'))),
).catch(() => undefined);

await connection.close();
await stopTracing();
const loaded = Object.keys(createRequire(import.meta.url).cache).filter((file) =>
  /opentelemetry\/(instrumentation|exporter|otlp)|import-in-the-middle|require-in-the-middle/.test(file),
);
process.stdout.write(JSON.stringify({ carrier, loaded: loaded.length }), () => process.exit());
