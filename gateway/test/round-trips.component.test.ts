import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { commandsOf, type HttpAnswer, type HttpClient } from '@leerhuis/testkit';
import { type GatewayUnderTest, gatewayUnderTest, password, registration, type Tokens } from './gateway-under-test.ts';

const email = 'lena@voorbeeld.be';
let under: GatewayUnderTest;
let nobody: HttpClient;
let me: HttpClient;
let tokens: Tokens;
beforeAll(async () => {
  under = await gatewayUnderTest('gateway');
  nobody = under.gateway.http;
  await under.confirmed(email);
  tokens = await under.logIn(email);
  me = nobody.as(tokens.accessToken);
});
afterAll(() => under.stop());

async function refresh() {
  const answer = await nobody.post<Tokens>('/api/v1/sessions/refresh', { refreshToken: tokens.refreshToken });
  tokens = answer.body;
  return answer;
}
const confirm = async () =>
  nobody.put(`/api/v1/email-confirmations/${await under.tokenMailedTo('bo@voorbeeld.be', 'confirm-email')}`);
const reset = async () => {
  const path = `/api/v1/password-resets/${await under.tokenMailedTo(email, 'reset-password')}`;
  return nobody.put(path, { password });
};

const operations: [operation: string, most: number, ask: () => Promise<HttpAnswer<unknown>>][] = [
  ['POST /accounts', 7, () => nobody.post('/api/v1/accounts', registration('bo@voorbeeld.be'))],
  ['PUT /email-confirmations/{token}', 6, confirm],
  ['POST /sessions', 5, () => nobody.post('/api/v1/sessions', { email, password })],
  ['POST /sessions/refresh', 4, refresh],
  ['GET /me', 2, () => me.get('/api/v1/me')],
  ['PATCH /me', 4, () => me.patch('/api/v1/me', { firstName: 'Helena' })],
  ['DELETE /sessions/current', 3, () => me.delete('/api/v1/sessions/current')],
  ['POST /password-resets', 6, () => nobody.post('/api/v1/password-resets', { email })],
  ['PUT /password-resets/{token}', 14, reset],
  ['GET /.well-known/jwks.json', 0, () => nobody.get('/.well-known/jwks.json')],
];

it.each(operations)('%s waits for the database %d times at most', async (_, most, ask) => {
  const sent = await commandsOf(ask);
  expect(String(sent.answer.status)).toMatch(/^2/);
  expect(sent.beyond(most)).toBe('');
});
