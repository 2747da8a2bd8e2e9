import { describe, expect, it } from '@jest/globals';
import { waitBriefly } from './wait-briefly.ts';

const stays = () => new AbortController();
const of = (who: string, what = 'x') => ({ who, what });
const looks = (isThere: (look: number) => boolean) => {
  const seen = { looks: 0 };
  const look = async () => {
    seen.looks += 1;
    return isThere(seen.looks);
  };
  return { seen, look };
};

describe('waiting for what was done a moment ago', () => {
  it('looks once when it is there, and again until it is', async () => {
    const there = looks(() => true);
    await waitBriefly(there.look, Boolean, stays(), of('an'));
    expect(there.seen.looks).toBe(1);
    const later = looks((look) => look === 4);
    await waitBriefly(later.look, Boolean, stays(), of('an'));
    expect(later.seen.looks).toBe(4);
  });

  it('ends after 2 seconds, with few looks', async () => {
    const began = performance.now();
    const never = looks(() => false);
    await waitBriefly(never.look, Boolean, stays(), of('an'));
    expect(performance.now() - began).toBeGreaterThanOrEqual(2_000);
    expect(never.seen.looks).toBeLessThan(20);
  });

  it('ends when the client is gone', async () => {
    const client = stays();
    const never = looks((look) => {
      if (look === 2) client.abort();
      return false;
    });
    await waitBriefly(never.look, Boolean, client, of('an'));
    expect(never.seen.looks).toBe(2);
  });

  it('is for 200 at a time; others get their answer at once', async () => {
    const clients = Array.from({ length: 200 }, stays);
    const crowd = clients.map((client, n) =>
      waitBriefly(async () => false, Boolean, client, { who: `learner ${n}`, what: 'x' }),
    );
    // each of them has looked by the time that this one has
    const late = looks(() => false);
    await waitBriefly(late.look, Boolean, stays(), of('an'));
    expect(late.seen.looks).toBe(1);
    for (const client of clients) client.abort();
    await Promise.all(crowd);
  });

  it('is for 4 things of one person at a time: ids are easily made up, and others must not wait for them', async () => {
    const clients = Array.from({ length: 4 }, stays);
    const crowd = clients.map((client, n) => waitBriefly(async () => false, Boolean, client, of('an', `made up ${n}`)));
    const late = looks(() => false);
    expect(await waitBriefly(late.look, Boolean, stays(), of('an'))).toBe(false);
    expect(late.seen.looks).toBe(1);
    const other = looks((look) => look === 3);
    expect(await waitBriefly(other.look, Boolean, stays(), of('bo'))).toBe(true);
    for (const client of clients) client.abort();
    await Promise.all(crowd);
    const again = looks((look) => look === 2);
    expect(await waitBriefly(again.look, Boolean, stays(), of('an'))).toBe(true);
  });

  it('is for one thing from many requests of a person: a page asks for what it shows at once', async () => {
    const all = Array.from({ length: 20 }, () => looks((look) => look === 3));
    const seen = await Promise.all(all.map(({ look }) => waitBriefly(look, Boolean, stays(), of('an', 'course'))));
    expect(seen).toEqual(all.map(() => true));
  });

  it('tells when looking fails', async () => {
    const failing = async () => {
      throw new Error('the database is away');
    };
    await expect(waitBriefly(failing, Boolean, stays(), of('an'))).rejects.toThrow('the database is away');
  });
});
