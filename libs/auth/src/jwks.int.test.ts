import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AuthUnavailable,
  createSigningKey,
  createTokenVerifier,
  publicJwks,
  type SigningKey,
  signAccessToken,
} from './index.ts';

const actor = { kind: 'account' as const, accountId: 'a', sessionId: 's', roles: [] };
const closers: (() => void)[] = [];
let key: SigningKey;

beforeAll(async () => {
  key = await createSigningKey();
});
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function issuerOver(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
}

const json =
  (body: unknown, status = 200) =>
  (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

describe('a key set over HTTP', () => {
  it('verifies the tokens of its keys', async () => {
    const verify = createTokenVerifier({ jwksUrl: await issuerOver(json(publicJwks([key]))) });
    expect(await verify(await signAccessToken(key, actor, 60))).toMatchObject({ accountId: 'a' });
  });

  it.each<[string, (request: IncomingMessage, response: ServerResponse) => void]>([
    ['an error', json({ keys: [] }, 500)],
    ['no JSON', (_request, response) => response.end('<html>')],
    ['null', json(null)],
    ['no keys', json({ keys: 'none' })],
    ['a redirect', (_request, response) => response.writeHead(302, { location: '/other' }).end()],
    ['a cut connection', (request) => request.socket.destroy()],
    ['nothing at all', () => undefined],
  ])('that answers %s leaves the question open', async (_what, answer) => {
    const verify = createTokenVerifier({ jwksUrl: await issuerOver(answer) });
    const token = await signAccessToken(key, actor, 60);
    const begin = performance.now();
    await expect(verify(token)).rejects.toBeInstanceOf(AuthUnavailable);
    expect(performance.now() - begin).toBeLessThan(8_000);
  });
});
