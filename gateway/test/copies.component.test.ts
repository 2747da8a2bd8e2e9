import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Socket,
  type Server as TcpServer,
} from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type ServiceUnderTest, serviceUnderTest } from '@leerhuis/testkit';
import { config } from '../src/config.ts';
import { startGateway } from '../src/service.ts';

/** A line to a server that can be cut without a word: whoever is connected, or connects, hears nothing any more. */
class Line {
  readonly #sockets = new Set<Socket>();
  readonly #server: TcpServer;
  #isCut = false;

  constructor(to: number) {
    this.#server = createTcpServer((near) => {
      const far = connect(to, '127.0.0.1');
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(one);
        one.on('data', (bytes) => this.#isCut || other.write(bytes));
        one.on('close', () => this.#isCut || other.destroy());
        one.on('error', () => {});
      }
    });
  }
  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
  cut(isCut: boolean): void {
    this.#isCut = isCut;
  }
  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}

type Handle = (incoming: IncomingMessage, response: ServerResponse) => void;
class Stub {
  readonly seen: string[] = [];
  handle: Handle = (_, response) => response.end('{}');
  readonly server: Server = createServer((incoming, response) => {
    // what asks whether somebody is there
    if (incoming.method === 'OPTIONS') return void response.end();
    let body = '';
    incoming.on('data', (bytes) => {
      body += bytes;
    });
    incoming.on('end', () => {
      this.seen.push(`${incoming.method} ${body}`);
      this.handle(incoming, response);
    });
  });
  async open(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }
}

const description = {
  openapi: '3.1.0',
  info: { title: 'orders', version: '1' },
  tags: [],
  components: { schemas: {}, responses: {}, parameters: {}, headers: {}, securitySchemes: {} },
  paths: {
    '/api/v1/orders': { post: { parameters: [{ name: 'Idempotency-Key' }] } },
    '/api/v1/orders/{id}/notes': { post: { parameters: [] } },
  },
};

const [one, two, single, slow] = [new Stub(), new Stub(), new Stub(), new Stub()];
const inside = createServer((_, response) =>
  response.setHeader('content-type', 'application/json').end(JSON.stringify(description)),
);
let line: Line;
let gateway: ServiceUnderTest;

beforeAll(async () => {
  const [first, second, third, fourth] = await Promise.all([one, two, single, slow].map((stub) => stub.open()));
  line = new Line(third as number);
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  gateway = await serviceUnderTest({
    name: 'copies',
    config,
    start: startGateway,
    env: {
      KEY_ENCRYPTION_SECRET: 'a secret of at least thirty-two characters',
      ORDERS_URL: `http://127.0.0.1:${first},http://127.0.0.1:${second}`,
      ORDERS_INTERNAL_URL: `http://127.0.0.1:${(inside.address() as AddressInfo).port}`,
      CATALOG_URL: await line.open(),
      LEARNING_URL: `http://127.0.0.1:${fourth}`,
    },
  });
  const described = async () =>
    Object.keys((await gateway.http.get<{ paths: object }>('/api/openapi.json')).body.paths).includes('/api/v1/orders');
  await eventually(described);
});
afterEach(() => {
  for (const stub of [one, two]) {
    stub.seen.length = 0;
    stub.handle = (_, response) => response.end('{}');
  }
});
afterAll(async () => {
  await gateway.stop();
  line.close();
  for (const { server } of [one, two, single, slow]) server.closeAllConnections();
  for (const { server } of [one, two, single, slow]) server.close();
  inside.closeAllConnections();
  inside.close();
});

const dies: Handle = (incoming) => incoming.socket.destroy();
const seen = () => [...one.seen, ...two.seen];
const many = <T>(count: number, ask: () => Promise<T>) => Promise.all(Array.from({ length: count }, ask));

describe('with two copies of a service', () => {
  it('both are asked in turn', async () => {
    await many(10, () => gateway.http.get('/api/v1/orders'));
    expect([one.seen.length, two.seen.length]).toEqual([5, 5]);
  });

  it('a read that met a dying one is answered by the other', async () => {
    one.handle = dies;
    const answers = await many(20, () => gateway.http.get('/api/v1/orders'));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(one.seen.length).toBeGreaterThan(0);
  });

  it('a post with its key is too, with the same body', async () => {
    one.handle = dies;
    const answers = await many(20, () =>
      gateway.http.post('/api/v1/orders', { course: 'A' }, { idempotencyKey: 'one and the same' }),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(new Set(seen())).toEqual(new Set(['POST {"course":"A"}']));
  });

  it('nothing is tried a third time', async () => {
    one.handle = dies;
    two.handle = dies;
    expect((await gateway.http.get('/api/v1/orders')).status).toBe(503);
    expect(seen()).toHaveLength(2);
  });

  it('a post without a key, one whose key counts for nothing there, and one too large to keep are never sent twice', async () => {
    one.handle = dies;
    two.handle = dies;
    const key = { idempotencyKey: 'a key' };
    expect((await gateway.http.post('/api/v1/orders', { course: 'A' })).status).toBe(503);
    expect((await gateway.http.post('/api/v1/orders/1/notes', { note: 'B' }, key)).status).toBe(503);
    expect((await gateway.http.post('/api/v1/orders', { note: 'x'.repeat(70_000) }, key)).status).toBe(503);
    expect(seen()).toHaveLength(3);
  });

  it('an answer that has begun is never begun again', async () => {
    const half: Handle = (incoming, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half', () => incoming.socket.destroy());
    };
    one.handle = half;
    two.handle = half;
    await expect(gateway.http.get('/api/v1/orders')).rejects.toThrow();
    expect(seen()).toHaveLength(1);
  });
});

describe('a service whose packets vanish', () => {
  it('costs the first calls less than 10 s, the next ones nothing, and is found again when it is back', async () => {
    expect((await gateway.http.get('/api/v1/courses')).status).toBe(200);
    line.cut(true);
    const began = performance.now();
    const first = await many(200, () => gateway.http.get('/api/v1/courses'));
    expect(new Set(first.map(({ status }) => status))).toEqual(new Set([503]));
    expect(performance.now() - began).toBeLessThan(10_000);
    const then = performance.now();
    const next = await gateway.http.get('/api/v1/courses');
    expect([next.status, next.headers.get('retry-after')]).toEqual([503, '2']);
    expect(performance.now() - then).toBeLessThan(2_000);
    expect((await gateway.http.get('/api/v1/orders')).status).toBe(200);
    line.cut(false);
    await eventually(async () => (await gateway.http.get('/api/v1/courses')).status === 200, { within: 15_000 });
  }, 60_000);

  it('is not confused with one that is slow to answer', async () => {
    slow.handle = (_, response) => void setTimeout(() => response.end('{}'), 7_500);
    expect((await gateway.http.get('/api/v1/enrolments')).status).toBe(200);
  }, 30_000);
});
