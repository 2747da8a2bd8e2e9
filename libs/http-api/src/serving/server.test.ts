import { Agent, get as httpGet, IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { type ApiUnderTest, serve } from '../../test/api-under-test.ts';
import { createAppServer, html, listenOn, noContent, ok, problem, redirect, route } from '../index.ts';

const facts = { tags: ['orders'] as const, summary: 'Of a test', access: 'anyone' as const, method: 'get' as const };
const done = { 204: { description: 'Done' } };
const slow = (ms: number) =>
  route({
    ...facts,
    path: '/slow',
    operationId: 'slow',
    responses: done,
    handler: async () => {
      await sleep(ms);
      return noContent();
    },
  });
/** A route that answers when it is told to. */
function held() {
  let inside = 0;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const entered = (count: number) => until(() => inside >= count);
  const handler = async () => {
    inside += 1;
    await released;
    return noContent();
  };
  return { route: route({ ...facts, path: '/slow', operationId: 'slow', responses: done, handler }), entered, release };
}
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5);
}
let api: ApiUnderTest;
afterEach(() => api.close());

/** Sends bytes as they are and collects what comes back until the end. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(api.listening.port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

describe('the server', () => {
  it('gives requests and responses the prototypes of the app from the start', async () => {
    api = await serve([slow(1)]);
    const app = express();
    const server = createAppServer(app);
    let before: unknown[] = [];
    server.prependListener('request', (req: IncomingMessage, res: ServerResponse) => {
      before = [Object.getPrototypeOf(req), Object.getPrototypeOf(res)];
    });
    app.get('/', (req, res) => {
      const same = before[0] === Object.getPrototypeOf(req) && before[1] === Object.getPrototypeOf(res);
      res.json({ same, http: req instanceof IncomingMessage && res instanceof ServerResponse });
    });
    const listening = await listenOn(server, 0, '127.0.0.1');
    const body = await (await fetch(`http://127.0.0.1:${listening.port}/`)).json();
    expect(body).toEqual({ same: true, http: true });
    await listening.close();
  });

  it('protects what it sends and hides what it is made of', async () => {
    api = await serve([slow(1)]);
    const { headers } = await api.client.get('/slow');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'self'"),
      'strict-transport-security': expect.stringMatching(/^max-age=\d{8,}; includeSubDomains$/),
      'referrer-policy': 'no-referrer',
    });
    for (const policy of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"])
      expect(headers['content-security-policy']).toContain(policy);
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['etag']).toBeUndefined();
  });

  it.each([
    ['no HTTP', 'HELLO\r\n\r\n', 400],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
    ['two hosts', 'GET /slow HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 400],
    ['the same host twice', 'GET /slow HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n', 400],
    ['no host', 'GET /slow HTTP/1.1\r\n\r\n', 400],
    ['length and chunks', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', 400],
    ['huge headers', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('answers %s with a problem', async (_what, text, status) => {
    api = await serve([slow(1)]);
    const answer = await raw(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('application/problem+json');
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '').status).toBe(status);
  });

  it.each([
    ['its path', 'GET /slow'],
    ['its whole address', 'GET http://elsewhere:1/slow'],
    ['its whole address in capitals', 'GET HTTPS://a/slow'],
  ])('finds a route by %s', async (_what, line) => {
    api = await serve([slow(1)]);
    expect(await raw(`${line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 204 /);
  });

  it.each([
    ...[
      '/metrics',
      '//metrics',
      '/metrics/',
      '/METRICS',
      '/%6detrics',
      '/./metrics',
      '/x/../metrics',
      '/metrics.',
      '/metrics?x',
    ],
    ...[
      'http://x/metrics',
      'http://x//metrics',
      'http://metrics',
      'metrics',
      '*',
      '/health/ready',
      '/health/live',
      '/openapi.json',
    ],
  ])('shows nothing internal at %s', async (target) => {
    api = await serve([slow(1)]);
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS']) {
      const answer = await raw(`${method} ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1.1 40[04] /);
      expect(answer).not.toMatch(/http_requests_total|"ready"|"paths"/);
    }
  });

  it('lets nobody make a tunnel', async () => {
    api = await serve([slow(1)]);
    expect(await raw('CONNECT 127.0.0.1:27017 HTTP/1.1\r\nHost: a\r\n\r\n')).not.toMatch(/^HTTP\/1.1 2/);
  });

  it.each(['TRACE', 'PROPFIND', 'QUERY'])('refuses %s', async (method) => {
    api = await serve([slow(1)]);
    expect(await raw(`${method} /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 40[05] /);
  });

  it('takes no more at once than it can, and says when to come back', async () => {
    const two = held();
    api = await serve([two.route], { maxInFlight: 2 });
    const taken = [1, 2].map(() => fetch(`${api.url}/slow`));
    await two.entered(2);
    const refused = await fetch(`${api.url}/slow`);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('2');
    two.release();
    expect((await Promise.all(taken)).map(({ status }) => status)).toEqual([204, 204]);
    expect((await fetch(`${api.url}/slow`)).status).toBe(204);
  });
});

describe('a connection on which no request comes whole', () => {
  it.each([
    ['nothing was sent', '', ''],
    ['it began', 'GET / HTTP/1.1\r\n', 'HTTP/1.1 408 '],
  ])(
    'is ended when %s, and told so if anything was asked',
    async (_what, sent, answered) => {
      const server = createAppServer(express());
      server.headersTimeout = 100;
      const listening = await listenOn(server, 0, '127.0.0.1');
      const heard = await new Promise<string>((resolve) => {
        let text = '';
        const socket = connect(listening.port, '127.0.0.1', () => socket.write(sent));
        socket.on('data', (bytes) => {
          text += bytes.toString();
        });
        socket.once('close', () => resolve(text));
      });
      expect(heard.slice(0, 13)).toBe(answered);
      await listening.close();
    },
    10_000,
  );
});

describe('a client that still sends when it has its answer', () => {
  it('is read for a while, and then no more', async () => {
    const app = express();
    app.post('/refused', (_req, res) => void res.status(413).end());
    const listening = await listenOn(createAppServer(app, undefined, 300), 0, '127.0.0.1');
    const began = performance.now();
    const heard = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(listening.port, '127.0.0.1', () =>
        socket.write('POST /refused HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n'),
      );
      const drip = setInterval(() => socket.write('x'), 20);
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        text += bytes.toString();
      });
      socket.once('close', () => {
        clearInterval(drip);
        resolve(text);
      });
    });
    expect(heard).toContain('HTTP/1.1 413 ');
    expect(performance.now() - began).toBeGreaterThan(250);
    await listening.close();
  }, 10_000);
});

describe('a request whose answer is long in coming', () => {
  it('is given up within 5 s when the database does not answer, and the database is asked once for all of them', async () => {
    let asked = 0;
    const one = held();
    api = await serve([one.route], {
      databaseAnswers: async () => {
        asked += 1;
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        throw new Error('nothing came back');
      },
    });
    const begin = performance.now();
    const answers = await Promise.all([1, 2, 3].map(() => api.client.get('/slow')));
    expect(performance.now() - begin).toBeLessThan(5_000);
    for (const { status, body, headers } of answers) {
      expect([status, body.type]).toEqual([503, expect.stringContaining('temporarily-unavailable')]);
      expect(headers['retry-after']).toBeDefined();
    }
    expect(asked).toBe(1);
    one.release();
  }, 10_000);

  it('is waited for when the database does answer', async () => {
    const one = held();
    let asked = 0;
    api = await serve([one.route], {
      databaseAnswers: async () => {
        asked += 1;
        return true;
      },
    });
    const answer = api.client.get('/slow').then(({ status }) => status);
    await until(() => asked === 1);
    one.release();
    expect(await answer).toBe(204);
  }, 10_000);
});

describe('a stop', () => {
  it('finishes what is in flight, takes nothing new, and does not wait for idle connections', async () => {
    const one = held();
    api = await serve([one.route]);
    const agent = new Agent({ keepAlive: true });
    const request = (path: string) =>
      new Promise<IncomingMessage>((resolve, reject) => {
        httpGet(api.url + path, { agent }, (res) => resolve(res.resume())).on('error', reject);
      });
    await Promise.all([request('/none'), request('/none')]);
    const running = request('/slow');
    await one.entered(1);
    const begin = performance.now();
    const stopped = api.listening.close();
    await expect(fetch(`${api.url}/none`)).rejects.toThrow();
    one.release();
    const answer = await running;
    expect([answer.statusCode, answer.headers.connection]).toEqual([204, 'close']);
    await stopped;
    expect(performance.now() - begin).toBeLessThan(5_000);
    agent.destroy();
  });

  it('under load leaves no request without an answer', async () => {
    api = await serve([slow(5)]);
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    let answered = 0;
    let refused = 0;
    const failed: string[] = [];
    const client = async () => {
      while (refused === 0) {
        await new Promise<void>((resolve) => {
          httpGet(`${api.url}/slow`, { agent }, (res) => {
            answered += 1;
            res.resume().on('end', resolve);
          }).on('error', (error: Error & { code?: string }) => {
            if (error.code === 'ECONNREFUSED') refused += 1;
            else failed.push(error.message);
            resolve();
          });
        });
      }
    };
    const clients = [1, 2, 3, 4, 5, 6, 7, 8].map(client);
    await until(() => answered >= 100);
    await api.listening.close();
    await Promise.all(clients);
    expect(failed).toEqual([]);
    agent.destroy();
  });
});

describe('besides routes', () => {
  it('an api tells how it is', async () => {
    let ready = true;
    api = await serve([slow(1)], {
      readiness: { report: async () => ({ ready, checks: { database: ready }, late: ['kafka'] }) },
    });
    expect((await api.internal.get('/health/live')).status).toBe(200);
    expect((await api.internal.get('/health/ready')).body).toEqual({
      ready: true,
      checks: { database: true },
      late: ['kafka'],
    });
    ready = false;
    const away = await api.internal.get('/health/ready');
    expect([away.status, away.body]).toEqual([503, { ready: false, checks: { database: false }, late: ['kafka'] }]);
  });

  it('requests are counted and timed by pattern, and logged without who asked what', async () => {
    api = await serve([slow(1)]);
    await api.client.get('/slow?x=secret');
    await api.client.get('/slow');
    await api.client.get('/unknown/person@example.org');
    const { text } = await api.internal.get('/metrics');
    expect(text).toMatch(/http_requests_total\{method="GET",route="\/slow",status="204",service="sample"\} 1/);
    expect(text).toMatch(/http_request_duration_seconds_count\{.*route="\/slow",status="400"/);
    expect(text).toMatch(/http_requests_total\{.*route="unrouted",status="404"/);
    const logged = api.lines.join('');
    expect(logged).toContain('"route":"/slow","status":"204"');
    expect(logged).not.toMatch(/secret|person|127\.0\.0\.1/);
  });

  it('what a route cannot express can be added', async () => {
    api = await serve([slow(1)], {
      extend: (app) => {
        app.use('/extra', (_req, res) => void res.send('more'));
        app.get('/broken', () => {
          throw problem(429, 'slow-down', { retryAfter: 30 });
        });
      },
    });
    expect((await api.client.get('/extra')).text).toBe('more');
    const broken = await api.client.get('/broken');
    expect([broken.status, broken.headers['retry-after']]).toEqual([429, '30']);
    expect((await api.client.get('/nowhere')).status).toBe(404);
  });

  it('answers may be pages and redirects', async () => {
    const page = { description: 'A page', contentType: 'text/html' };
    api = await serve([
      route({
        ...facts,
        path: '/page',
        operationId: 'page',
        responses: { 200: page },
        handler: () => html('<p>a</p>'),
      }),
      route({
        ...facts,
        path: '/moved',
        operationId: 'moved',
        responses: { 303: { description: 'Elsewhere' } },
        handler: () => redirect('/page'),
      }),
      route({
        ...facts,
        path: '/json',
        operationId: 'json',
        responses: { 200: { description: 'x' } },
        handler: () => ok(undefined),
      }),
    ]);
    const got = await api.client.get('/page');
    expect([got.text, got.type]).toEqual(['<p>a</p>', 'text/html']);
    const moved = await api.client.get('/moved');
    expect([moved.status, moved.headers['location']]).toEqual([303, '/page']);
  });
});
