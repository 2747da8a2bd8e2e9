import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type ServiceUnderTest, serviceUnderTest } from '@leerhuis/testkit';
import { config } from '../src/config.ts';
import { startGateway } from '../src/service.ts';

/** Stands where all services do: without their limits on players, so that the gateway's own are seen. */
let behind: Server;
let gateway: ServiceUnderTest;
const arrived = { players: 0, posts: 0 };
const sockets: Socket[] = [];
const piece = Buffer.alloc(64 * 1024);

function serve(request: IncomingMessage, response: ServerResponse): void {
  if (/trailer|media/.test(request.url ?? '')) {
    arrived.players += 1;
    // like catalog not all at once: a turn of the loop takes one new connection, and those to come would wait
    const go = () => {
      if (response.destroyed) return;
      if (response.write(piece)) setTimeout(go, 20);
      else response.once('drain', () => setTimeout(go, 20));
    };
    go();
    return;
  }
  if (request.url?.startsWith('/api/v1/professions')) return void response.end(Buffer.alloc(200 * 1024, 'x'));
  if (request.method === 'POST') arrived.posts += 1;
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  request.on('end', () => response.end(JSON.stringify({ bytes })));
}

beforeAll(async () => {
  behind = createServer(serve);
  await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(behind.address() as AddressInfo).port}`;
  gateway = await serviceUnderTest({
    name: 'slow',
    config,
    start: startGateway,
    env: {
      KEY_ENCRYPTION_SECRET: 'a secret of at least thirty-two characters',
      CATALOG_URL: url,
      ORDERS_URL: url,
      REQUESTS_PER_SECOND: '2000',
    },
  });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  arrived.players = 0;
  arrived.posts = 0;
});
afterAll(async () => {
  await gateway.stop();
  behind.closeAllConnections();
  behind.close();
});

/** Sends this and reads nothing. */
function send(text: string): Socket {
  const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1', () => socket.write(text));
  sockets.push(socket.on('error', () => undefined));
  return socket.pause();
}
async function quickly(path: string): Promise<number> {
  const began = performance.now();
  const { status } = await gateway.http.get(path);
  expect(performance.now() - began).toBeLessThan(3_000);
  return status;
}
const connected = () =>
  Promise.all(sockets.map((socket) => socket.readyState === 'open' || eventually(() => socket.readyState === 'open')));

describe('two hundred clients who are slow', () => {
  it('to take a video leave calls alone; a player more is told within some 2 s to come back', async () => {
    for (let n = 0; n < 200; n += 1) send('GET /api/v1/media/one.mp4 HTTP/1.1\r\nHost: a\r\n\r\n');
    await eventually(() => arrived.players === 128);
    expect(await quickly('/api/v1/courses')).toBe(200);
    const began = performance.now();
    const refused = await gateway.http.get('/api/v1/courses/1/trailer');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
    expect(performance.now() - began).toBeLessThan(4_000);
    const { bytes } = await gateway.internal.get('/metrics');
    expect(String(bytes)).toMatch(/http_slow_clients_total\{reason="no-place".*\} \d+/);
  });

  it.each([
    ['with its length', 'Content-Length: 20\r\n\r\nid='],
    ['in chunks', 'Transfer-Encoding: chunked\r\n\r\n3\r\nid=\r\n'],
  ])('to send a small body %s hold no connection to a service', async (_what, text) => {
    for (let n = 0; n < 200; n += 1) send(`POST /api/v1/webhooks/payments HTTP/1.1\r\nHost: a\r\n${text}`);
    await connected();
    expect(await quickly('/api/v1/orders')).toBe(200);
    expect(arrived.posts).toBe(0);
  });

  it('to take a list hold no connection to a service either', async () => {
    for (let n = 0; n < 200; n += 1) send('GET /api/v1/professions HTTP/1.1\r\nHost: a\r\n\r\n');
    await connected();
    expect(await quickly('/api/v1/courses')).toBe(200);
  });
});

describe('a body', () => {
  const post = (content: Buffer | ReadableStream) =>
    fetch(`${gateway.url}/api/v1/orders`, {
      method: 'POST',
      body: Buffer.isBuffer(content) ? new Uint8Array(content) : content,
      duplex: 'half',
    } as RequestInit).then((answer) => answer.json());
  const inChunks = (count: number) =>
    new ReadableStream({
      start(controller) {
        for (let n = 0; n < count; n += 1) controller.enqueue(new Uint8Array(30_000));
        controller.close();
      },
    });

  it.each([0, 1, 102_400, 102_401, 5_000_000])('of %d bytes arrives whole', async (length) => {
    expect(await post(Buffer.alloc(length))).toEqual({ bytes: length });
  });

  it.each([1, 4, 100])('in %d chunks arrives whole', async (count) => {
    expect(await post(inChunks(count))).toEqual({ bytes: count * 30_000 });
  });

  it('that is small and slow is refused after 10 s, and its connection ends', async () => {
    const socket = send('POST /api/v1/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\nid=');
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (bytes) => {
        text += bytes.toString();
      });
      socket.once('close', () => resolve(text)).resume();
    });
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(answer).toContain('too-slow');
  });
});
