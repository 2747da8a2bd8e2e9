import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpAnswer, type HttpClient, type TestClock, testClock } from '@leerhuis/testkit';
import { anotherCopy, type GatewayUnderTest, gatewayUnderTest, type Tokens } from './gateway-under-test.ts';

let clock: TestClock;
let under: GatewayUnderTest;
let here: HttpClient;
beforeAll(async () => {
  clock = testClock(new Date());
  under = await gatewayUnderTest('refreshing', {}, clock);
  here = under.gateway.http;
  await under.confirmed('tabs@voorbeeld.be');
});
afterAll(() => under.stop());

const logIn = () => under.logIn('tabs@voorbeeld.be');
const refreshAt = (copy: HttpClient, refreshToken: string): Promise<HttpAnswer<Tokens>> =>
  copy.post<Tokens>('/api/v1/sessions/refresh', { refreshToken });
async function refreshed(token: string, copy = here): Promise<Tokens> {
  const answer = await refreshAt(copy, token);
  expect(answer.status).toBe(200);
  return answer.body;
}
const sessions = () => under.gateway.database.connection.collection<{ _id: string }>('sessions');

describe('a refresh token', () => {
  it('gives twenty who ask at once the same next one, and each an access token that counts', async () => {
    const { refreshToken } = await logIn();
    const answers = await Promise.all(Array.from({ length: 20 }, () => refreshed(refreshToken)));
    expect(new Set(answers.map((answer) => answer.refreshToken)).size).toBe(1);
    for (const { accessToken } of answers) expect((await here.as(accessToken).get('/api/v1/me')).status).toBe(200);
    const next = await refreshed(answers[0]?.refreshToken ?? '');
    expect(next.refreshToken).not.toBe(answers[0]?.refreshToken);
  });

  it('whose answer was lost gives the same next one for half a minute, and the session goes on from there', async () => {
    const { refreshToken } = await logIn();
    const lost = await refreshed(refreshToken);
    clock.advance(29_000);
    const again = await refreshed(refreshToken);
    expect(again.refreshToken).toBe(lost.refreshToken);
    await refreshed(again.refreshToken);
  });

  it('ends the session when it comes back later, for everybody', async () => {
    const { refreshToken } = await logIn();
    const next = await refreshed(refreshToken);
    clock.advance(30_000);
    expect((await refreshAt(here, refreshToken)).status).toBe(401);
    expect((await refreshAt(here, next.refreshToken)).status).toBe(401);
    expect((await here.as(next.accessToken).get('/api/v1/me')).status).toBe(401);
  });

  it('ends it at once when the next has been used already', async () => {
    const { refreshToken } = await logIn();
    const next = await refreshed((await refreshed(refreshToken)).refreshToken);
    expect((await refreshAt(here, refreshToken)).status).toBe(401);
    expect((await refreshAt(here, next.refreshToken)).status).toBe(401);
  });

  it('gives nothing once the session was ended, a moment after its use either', async () => {
    const { refreshToken } = await logIn();
    const { accessToken } = await refreshed(refreshToken);
    expect((await here.as(accessToken).delete('/api/v1/sessions/current')).status).toBe(204);
    expect((await refreshAt(here, refreshToken)).status).toBe(401);
  });

  it('gives the same after a restart, and from another copy of the gateway at the same moment', async () => {
    const { refreshToken } = await logIn();
    const first = await refreshed(refreshToken);
    await under.gateway.restart();
    expect((await refreshed(refreshToken)).refreshToken).toBe(first.refreshToken);
    const there = await anotherCopy(under, {}, clock);
    try {
      const copies = Array.from({ length: 20 }, (_, n) => (n % 2 ? here : there.http));
      const answers = await Promise.all(copies.map((copy) => refreshed(first.refreshToken, copy)));
      expect(new Set(answers.map((answer) => answer.refreshToken)).size).toBe(1);
    } finally {
      await there.stop();
    }
  });

  it('of a session that an earlier version began counts, and is followed by one that may be asked for again', async () => {
    const { refreshToken } = await logIn();
    const [_id = ''] = refreshToken.split('.');
    const before = 'a secret that was drawn by lot';
    const tokenHash = createHash('sha256').update(before).digest('base64url');
    await sessions().updateOne({ _id }, { $set: { tokenHash } });
    const answers = await Promise.all(Array.from({ length: 20 }, () => refreshed(`${_id}.${before}`)));
    expect(new Set(answers.map((answer) => answer.refreshToken)).size).toBe(1);
  });

  it('is kept by its hash alone, and never longer than its session', async () => {
    const { refreshToken } = await logIn();
    const next = await refreshed(refreshToken);
    const kept = JSON.stringify(await sessions().find({}).toArray());
    for (const token of [refreshToken, next.refreshToken]) expect(kept).not.toContain(token.split('.')[1]);
  });

  it.each(['', '.', 'x', 'x.y', `${'0'.repeat(36)}.${'a'.repeat(43)}`])(
    'that is none is refused: %j',
    async (token) => {
      expect([400, 401]).toContain((await refreshAt(here, token)).status);
    },
  );
});
