import { request } from 'node:http';
import { BlockList, connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@leerhuis/testkit';
import { z } from 'zod';
import { type ApiUnderTest, serve } from '../../test/api-under-test.ts';
import { type ApiOptions, file, ok, route } from '../index.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);

const facts = { summary: 'Of a test', tags: ['orders'] as const, access: 'anyone' as const };
const piece = Buffer.alloc(64 * 1024, 'x');
let open = 0;
/** Bytes without end, as a long video: more than any buffer between us and the reader takes. */
function endless(): Readable {
  open += 1;
  const stream = new Readable({ read: () => void stream.push(piece) });
  return stream.once('close', () => {
    open -= 1;
  });
}
const routes = [
  route({
    ...facts,
    method: 'get',
    path: '/video',
    operationId: 'play',
    responses: { 200: { description: 'A video', contentType: 'video/mp4' } },
    handler: () => file({ content: endless, contentType: 'video/mp4' }),
  }),
  route({
    ...facts,
    method: 'get',
    path: '/list',
    operationId: 'list',
    responses: { 200: z.object({ text: z.string() }) },
    handler: () => ok({ text: 'x'.repeat(12_000_000) }),
  }),
  route({
    ...facts,
    method: 'post',
    path: '/texts',
    operationId: 'add',
    request: { body: z.strictObject({ name: z.string().max(10) }) },
    responses: { 200: z.object({}) },
    handler: () => ok({}),
  }),
  route({
    ...facts,
    tags: ['staff: orders'],
    access: { staff: ['finance'] },
    method: 'put',
    path: '/uploads',
    operationId: 'upload',
    bodyLimit: '50mb',
    request: { body: { raw: true, contentTypes: { 'video/mp4': { description: 'a video' } } } },
    responses: { 200: z.object({ bytes: z.int() }) },
    handler: ({ body }) => ok({ bytes: body.bytes.length }),
  }),
];

let api: ApiUnderTest;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await api.close();
});

async function started(options: Partial<ApiOptions> = {}): Promise<void> {
  api = await serve(routes, { patience: { bodyMs: 300, readerMs: 300 }, ...options });
}
/** Sends this and reads nothing. */
function send(text: string): Socket {
  const socket = connect(api.listening.port, '127.0.0.1', () => socket.write(text));
  sockets.push(socket.on('error', () => undefined));
  return socket.pause();
}
const stall = (path: string) => send(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
const until = (holds: () => boolean | Promise<boolean>) => eventually(holds, { within: 20_000 });
async function counted(reason: string): Promise<number> {
  const text = await api.metrics.registry.metrics();
  const [, count] = new RegExp(`http_slow_clients_total\\{.*reason="${reason}".*\\} (\\d+)`).exec(text) ?? [];
  return Number(count ?? 0);
}
const post = (text: string) => send(`POST /texts HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${text}`);
const answerOf = (socket: Socket) =>
  new Promise<string>((resolve) => {
    let answer = '';
    socket.on('data', (bytes) => {
      answer += bytes.toString();
    });
    socket.once('close', () => resolve(answer)).resume();
  });

describe('readers that take nothing any more', () => {
  it.each(['/video', '/list'])('of %s are ended by themselves, and counted', async (path) => {
    await started();
    for (let n = 0; n < 8; n += 1) stall(path);
    await until(async () => (await counted('stalled')) === 8);
    await until(() => open === 0);
  });

  it('of one address get few places, and leave those of others alone', async () => {
    await started({
      streams: { total: 5, perAddress: 3 },
      trusted: loopback,
      patience: { bodyMs: 1, readerMs: 60_000 },
    });
    for (let n = 0; n < 3; n += 1) stall('/video');
    await until(() => open === 3);
    const refused = await api.client.get('/video');
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '10']);
    const other = { headers: { 'x-forwarded-for': '192.0.2.7' } };
    const asked = await fetch(`${api.url}/video`, other);
    expect(asked.status).toBe(200);
    await asked.body?.cancel();
    await until(() => open === 3);
    // a request that needs no stream is answered as ever
    expect((await api.client.post('/texts').send({ name: 'a' })).status).toBe(200);
  });

  it('of many addresses together leave a 503 that says when to come back', async () => {
    await started({ streams: { total: 2, perAddress: 2 }, patience: { bodyMs: 1, readerMs: 60_000 } });
    for (let n = 0; n < 2; n += 1) stall('/video');
    await until(() => open === 2);
    expect((await api.client.get('/video')).status).toBe(429);
    expect((await api.client.head('/video')).status).toBe(200);
    for (const socket of sockets.splice(0)) socket.destroy();
    await until(() => open === 0);
    stall('/video');
    await until(() => open === 1);
  });

  it('but a slow one is served to the end', async () => {
    await started({ patience: { bodyMs: 300, readerMs: 2_000 } });
    const socket = stall('/list');
    let bytes = 0;
    socket.on('data', (chunk) => {
      bytes += chunk.length;
      socket.pause();
      setTimeout(() => socket.resume(), bytes < 2_000_000 ? 20 : 0);
    });
    socket.resume();
    await until(() => bytes > 12_000_000);
    expect(await counted('stalled')).toBe(0);
  });
});

describe('a body that comes slowly', () => {
  it.each([
    ['whose length is known', 'Content-Length: 20\r\n\r\n{"na'],
    ['in chunks', 'Transfer-Encoding: chunked\r\n\r\n4\r\n{"na\r\n'],
  ])('%s is refused with 408, and its connection ends', async (_what, text) => {
    await started();
    const answers = await Promise.all(Array.from({ length: 150 }, () => answerOf(post(text))));
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1.1 408 [\s\S]*Connection: close[\s\S]*too-slow/i);
    expect(await counted('slow-body')).toBe(150);
  });

  it('a byte at a time is refused too', async () => {
    await started();
    const socket = post('Content-Length: 90000\r\n\r\n');
    const drip = setInterval(() => socket.write(' '), 20);
    expect(await answerOf(socket)).toMatch(/^HTTP\/1.1 408 /);
    clearInterval(drip);
  });

  it('that came while our own process stood still is in time', async () => {
    await started();
    const socket = post('Content-Length: 12\r\n\r\n{"na');
    // what was sent later is answered: the first is being waited for
    await api.client.post('/texts').send({ name: 'a' });
    socket.write('me":"a"}');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    socket.once('data', () => socket.end());
    expect(await answerOf(socket)).toMatch(/^HTTP\/1.1 200 /);
  });

  it('keeps nobody else waiting', async () => {
    await started({ patience: { bodyMs: 60_000, readerMs: 60_000 } });
    for (let n = 0; n < 200; n += 1) post('Content-Length: 20\r\n\r\n{"na');
    const began = performance.now();
    expect((await api.client.post('/texts').send({ name: 'a' })).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('and that is large may take its time, as long as something comes; it is refused when nothing does', async () => {
    await started();
    const upload = (pieces: number) =>
      new Promise<number | undefined>((resolve, reject) => {
        const length = 300_000;
        const headers = { authorization: 'Bearer staff', 'content-type': 'video/mp4', 'content-length': length };
        const asked = request(`${api.url}/uploads`, { method: 'PUT', headers, agent: false });
        asked.once('response', (answer) => {
          resolve(answer.resume().statusCode);
          // the rest of it was not wanted
          answer.once('end', () => asked.destroy());
        });
        asked.on('error', reject);
        let sent = 0;
        const next = () => {
          if (sent < pieces) asked.write(Buffer.alloc(length / 5), () => setTimeout(next, 120));
          sent += 1;
        };
        next();
      });
    // five pieces at 120 ms each take twice as long as a small body may
    expect(await upload(5)).toBe(200);
    expect(await upload(3)).toBe(408);
  });
});

describe('large bodies', () => {
  it('are kept in memory for few at a time; nobody without the right takes a place', async () => {
    await started({ patience: { bodyMs: 30_000, readerMs: 30_000 } });
    const begin = (token: string) =>
      send(
        `PUT /uploads HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\nContent-Type: video/mp4\r\nContent-Length: 50000000\r\n\r\nx`,
      );
    for (let n = 0; n < 10; n += 1) begin('learner');
    const put = () =>
      api.client.put('/uploads').set('Authorization', 'Bearer staff').type('video/mp4').send(Buffer.alloc(2_000_000));
    expect((await put()).body).toEqual({ bytes: 2_000_000 });
    for (let n = 0; n < 3; n += 1) begin('staff');
    let refused = await put();
    // the three may need a moment to get there
    while (refused.status === 200) refused = await put();
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '2']);
    expect(await counted('no-place')).toBeGreaterThan(0);
  });
});
