import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveTasks } from '../worker.ts';

/** Two kilobytes of JSON, as a page of courses is. */
const course = { id: '0192f0c4-5b1e-7c3a-9d6f-2a4b6c8d0e1f', title: 'Woninghuur', minutes: 120, price: 9_500 };
const courses = Array.from({ length: 18 }, (_, index) => ({ ...course, code: `HUUR-${index}` }));
const padding = 2_048 - JSON.stringify({ items: courses, nextCursor: '' }).length;
const body = Buffer.from(JSON.stringify({ items: courses, nextCursor: 'x'.repeat(padding) }));
const description = JSON.stringify({ openapi: '3.1.0', info: { title: 'upstream', version: '1' }, paths: {} });

const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
  const content = request.url === '/openapi.json' ? description : body;
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': content.length }).end(content);
});
await once(server.listen(0, '127.0.0.1'), 'listening');

const tasks = { url: async () => `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
export type UpstreamTasks = typeof tasks;
serveTasks(tasks);
