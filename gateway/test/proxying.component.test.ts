import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startTracing, stopTracing } from '@leerhuis/telemetry';
import { eventually, type ServiceUnderTest, serviceUnderTest } from '@leerhuis/testkit';
import { config } from '../src/config.ts';
import { startGateway } from '../src/service.ts';

/** Stands where the catalog service does: the gateway knows it by its address only. */
let behind: Server;
let gateway: ServiceUnderTest;
const echo = (incoming: IncomingMessage, response: ServerResponse) => {
  response.setHeader('content-type', 'application/json').setHeader('x-own', 'yes');
  response.end(JSON.stringify({ path: incoming.url, headers: incoming.headers }));
};
let answer: (incoming: IncomingMessage, response: ServerResponse) => void = echo;

beforeAll(async () => {
  startTracing();
  behind = createServer((incoming, response) => answer(incoming, response));
  await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
  gateway = await serviceUnderTest({
    name: 'proxy',
    config,
    start: startGateway,
    env: {
      KEY_ENCRYPTION_SECRET: 'a secret of at least thirty-two characters',
      CATALOG_URL: `http://127.0.0.1:${(behind.address() as AddressInfo).port}`,
      // nothing listens there: the port of a service that is down
      ORDERS_URL: 'http://127.0.0.1:9',
      REQUESTS_PER_SECOND: '50',
      DEMO_ACCOUNTS: 'true',
    },
  });
});
afterEach(() => {
  answer = echo;
});
afterAll(async () => {
  await gateway.stop();
  behind.closeAllConnections();
  behind.close();
  await stopTracing(1_000);
});

/** Every refusal names the trace that it can be looked up by. */
const traced = { body: { instance: expect.stringMatching(/^urn:trace:[0-9a-f]{32}$/) } };
type Echo = { path: string; headers: Record<string, string> };

describe('a request for a service', () => {
  it('arrives as it was sent, but for what only the gateway may say (ASVS 4.1.3)', async () => {
    const { body, headers } = await gateway.http.get<Echo>('/api/v1/courses?q=a%20b', {
      headers: { 'x-forwarded-for': '6.6.6.6', traceparent: '00-'.padEnd(55, 'a'), 'accept-language': 'fr' },
    });
    expect(body.path).toBe('/api/v1/courses?q=a%20b');
    expect(body.headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'accept-language': 'fr' });
    expect(body.headers['traceparent']).toMatch(/^00-(?!a{32})[0-9a-f]{32}-/);
    expect(headers.get('x-own')).toBe('yes');
  });

  it('is in the language of the account, where its reader wishes none of ours', async () => {
    const login = { email: 'comptable@demo.leerhuis.test', password: 'Chiffres-2026!' };
    const { accessToken } = (await gateway.http.post<{ accessToken: string }>('/api/v1/sessions', login)).body;
    const ask = (language: string | null, path = '/api/v1/courses') =>
      new Promise<{ text: string; vary: string | undefined }>((resolve, reject) => {
        const headers = { authorization: `Bearer ${accessToken}`, ...(language && { 'accept-language': language }) };
        request(`${gateway.url}${path}`, { headers }, async (received) => {
          resolve({ text: String(Buffer.concat(await received.toArray())), vary: received.headers['vary'] });
        })
          .on('error', reject)
          .end();
      });
    const told = async (language: string | null) =>
      (JSON.parse((await ask(language)).text) as Echo).headers['accept-language'];
    expect([await told(null), await told('*'), await told('de, *;q=0.5')]).toEqual(['fr', 'fr', 'fr']);
    expect([await told('en'), await told('nl, *')]).toEqual(['en', 'nl, *']);
    // refused by the gateway for a service that is away, and by a route of the gateway's own
    expect((await ask(null, '/api/v1/orders')).text).toContain('Momentanément indisponible');
    expect((await ask(null, '/api/v1/admin/accounts')).text).toContain('Non autorisé');
    const me = gateway.http.as(accessToken);
    await me.patch('/api/v1/me', { locale: 'en' });
    expect(await told(null)).toBe('en');
    await me.patch('/api/v1/me', { locale: 'fr' });
  });

  it('is answered as the service packed and tagged it', async () => {
    const list = brotliCompressSync(JSON.stringify({ items: ['a'] }));
    answer = (incoming, response) => {
      const known = incoming.headers['if-none-match'] === 'W/"tag"';
      response.writeHead(known ? 304 : 200, { etag: 'W/"tag"', 'content-encoding': 'br', vary: 'Accept-Encoding' });
      response.end(known ? undefined : list);
    };
    const url = `${gateway.url}/api/v1/courses`;
    const got = await fetch(url, { headers: { 'accept-encoding': 'br' } });
    expect(await got.json()).toEqual({ items: ['a'] });
    expect(['etag', 'vary'].map((name) => got.headers.get(name))).toEqual(['W/"tag"', 'Accept-Encoding']);
    const again = await fetch(url, { headers: { 'if-none-match': got.headers.get('etag') ?? '' } });
    expect([again.status, again.headers.get('etag')]).toEqual([304, 'W/"tag"']);
  });

  it('for the description is answered packed and tagged by the gateway itself', async () => {
    const got = await fetch(`${gateway.url}/api/openapi.json`, { headers: { 'accept-encoding': 'gzip' } });
    expect(await got.json()).toMatchObject({ openapi: expect.any(String) });
    expect([got.headers.get('content-encoding'), got.headers.get('etag')]).toEqual([
      'gzip',
      expect.stringMatching(/^W/),
    ]);
  });

  it('gets a clear 503 with Retry-After when the service is down', async () => {
    const refused = await gateway.http.get('/api/v1/orders');
    expect(refused).toMatchObject({ status: 503, body: { type: expect.stringContaining('service-unavailable') } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused).toMatchObject(traced);
  });

  it('takes its token however the header is spaced, as the gateway does for its own', async () => {
    const login = { email: 'staf@demo.leerhuis.test', password: 'Kantoor-2026!' };
    const { accessToken } = (await gateway.http.post<{ accessToken: string }>('/api/v1/sessions', login)).body;
    const statuses = async (authorization: string) => {
      const options = { headers: { authorization } };
      return Promise.all(
        ['/api/v1/me', '/api/v1/courses'].map(async (path) => (await gateway.http.get(path, options)).status),
      );
    };
    expect(await statuses(`Bearer  ${accessToken}`)).toEqual([200, 200]);
    expect(await statuses(`bearer ${accessToken}`)).toEqual([200, 200]);
    expect(await statuses(`Bearer ${accessToken} x`)).toEqual([401, 200]);
  });

  it.each(['Bearer not.a.token', 'Bearer a b', 'Basic dTpw', ''])(
    'with %j is that of a visitor, and the service is told so',
    async (authorization) => {
      const { body } = await gateway.http.get<Echo>('/api/v1/courses', { headers: { authorization } });
      expect(body.headers).toMatchObject({ 'leerhuis-token': 'expired' });
      expect(body.headers).not.toHaveProperty('authorization');
    },
  );

  it('whose client says itself that its token has expired is not believed', async () => {
    const headers = { 'leerhuis-token': 'expired' };
    const { body } = await gateway.http.get<Echo>('/api/v1/courses', { headers });
    expect(body.headers).not.toHaveProperty('leerhuis-token');
    const own = await gateway.http.get<{ type: string }>('/api/v1/me', { headers });
    expect(own).toMatchObject({ status: 401, body: { type: expect.stringMatching(/unauthorized$/) } });
    expect(own.headers.get('leerhuis-token')).toBeNull();
  });

  it('for the gateway itself is treated the same: refused where a person is needed, else a visitor', async () => {
    const visitor = gateway.http.as('not.a.token');
    const refused = await visitor.get('/api/v1/me');
    expect(refused).toMatchObject({ status: 401, body: { type: expect.stringMatching(/invalid-token$/) } });
    expect(refused.headers.get('www-authenticate')).toContain('Bearer');
    const shown = await visitor.get('/.well-known/jwks.json');
    expect([shown.status, shown.headers.get('leerhuis-token')]).toEqual([200, 'expired']);
  });

  it('gets a small answer byte for byte, whatever it holds, and one that came in pieces', async () => {
    const bytes = Buffer.from(Array.from({ length: 4_096 }, (_, at) => at % 256));
    answer = (_, response) => void response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
    expect((await gateway.http.get('/api/v1/courses')).bytes.equals(bytes)).toBe(true);
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 1_000));
      setImmediate(() => response.end(bytes.subarray(1_000)));
    };
    expect((await gateway.http.get('/api/v1/courses')).bytes.equals(bytes)).toBe(true);
  });

  it('that the service breaks off is refused under the trace that the service was told', async () => {
    let told = '';
    answer = (incoming) => {
      told = String(incoming.headers['traceparent']).split('-')[1] ?? '';
      incoming.socket.destroy();
    };
    const refused = await gateway.http.get<{ instance: string }>('/api/v1/courses');
    expect(refused).toMatchObject({ status: 503, body: { instance: `urn:trace:${told}` } });
  });

  it('streams both ways: a body of 5 MB and its answer', async () => {
    answer = (incoming, response) => void incoming.pipe(response);
    const content = Buffer.alloc(5 * 1024 * 1024, 'leerhuis ');
    const { bytes } = await gateway.http.post('/api/v1/courses', undefined, {
      raw: { content, contentType: 'application/octet-stream' },
    });
    expect(bytes.equals(content)).toBe(true);
  });

  it('ends at the service too when the client goes away', async () => {
    let ended = false;
    answer = (incoming, response) => {
      response.writeHead(200).write('first');
      incoming.socket.once('close', () => {
        ended = true;
      });
    };
    await new Promise<void>((resolve) => {
      const asked = request(`${gateway.url}/api/v1/courses`, (got) => {
        got.once('data', () => {
          asked.destroy();
          resolve();
        });
      });
      asked.on('error', () => {}).end();
    });
    expect(await eventually(() => ended)).toBe(true);
  });

  it('ends for the client when the service breaks off, instead of looking complete', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy());
    };
    await expect(gateway.http.get('/api/v1/courses')).rejects.toThrow();
  });

  it('keeps its connection when the service answers before it has read all of the body', async () => {
    answer = (_, response) => void response.writeHead(403).end('{}');
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { 'content-length': String(1 + 5 * 1024 * 1024) };
      const asked = request(`${gateway.url}/api/v1/courses`, { method: 'POST', headers });
      asked.on('error', reject).write(' ');
      asked.once('response', (got) => {
        asked.once('close', () => resolve(got.statusCode)).end(Buffer.alloc(5 * 1024 * 1024));
        got.resume();
      });
    });
    expect(status).toBe(403);
  });

  it('is refused when it says it is too large', async () => {
    const status = await new Promise<number | undefined>((resolve) => {
      const asked = request(`${gateway.url}/api/v1/courses`, {
        method: 'POST',
        headers: { 'content-length': String(200 * 1024 * 1024) },
      });
      asked.once('response', (got) => {
        resolve(got.statusCode);
        asked.destroy();
      });
      asked.on('error', () => {}).flushHeaders();
    });
    expect(status).toBe(413);
  });
});

describe('what the gateway shows', () => {
  it('says that it is ready while a service is down, and which that is', async () => {
    const { status, body } = await gateway.internal.get<{ late: string[]; checks: object }>('/health/ready');
    expect(status).toBe(200);
    expect(body.late).toContain('orders');
    expect(body.checks).toMatchObject({ mongodb: true, orders: false });
    expect((await gateway.internal.get('/health/live')).status).toBe(200);
  });

  it('is never its inside: figures, health and description are behind another port', async () => {
    for (const path of ['/metrics', '/health/ready', '/health/live', '/openapi.json']) {
      expect((await gateway.http.get(path)).status).toBe(404);
      expect([200, 503]).toContain((await gateway.internal.get(path)).status);
    }
  });

  it('has the API description with its own operations, their reference page, and the description of events', async () => {
    const { body } = await gateway.http.get<{ openapi: string; paths: Record<string, unknown> }>('/api/openapi.json');
    expect(body.openapi).toMatch(/^3\.1/);
    expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/api/v1/accounts', '/api/v1/me']));
    expect(String((await gateway.http.get('/api/docs/')).bytes)).toContain('swagger-ui');
    expect((await gateway.http.get('/api/asyncapi.json')).body).toMatchObject({
      asyncapi: expect.stringMatching(/^3/),
    });
  });
});

// last: it uses up what the address may ask
describe('an address', () => {
  it('is refused for a moment when an address asks too much', async () => {
    const answers = await Promise.all(Array.from({ length: 400 }, () => gateway.http.get('/api/v1/courses')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
    expect(refused[0]).toMatchObject(traced);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(50);
    await eventually(async () => (await gateway.http.get('/api/v1/courses')).status === 200);
  });
});
