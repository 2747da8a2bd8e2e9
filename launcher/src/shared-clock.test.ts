import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createStopList, openTime, type Stops } from '@leerhuis/service-runtime';
import { type SharedClock, startSharedClock, wasMoved } from './shared-clock.ts';

const day = 86_400_000;
const quiet = { debug() {}, error() {} } as never;
const json = { 'content-type': 'application/json' };

let folder: string;
let file: string;
let clock: SharedClock;
let stops: Stops;
const start = () => startSharedClock({ file, port: 0, timeZone: 'Europe/Brussels' });
const follow = () => openTime('orders', { SHARED_CLOCK_URL: clock.url, HOST: '127.0.0.1' }, stops);
// not -0, a millisecond later
const ahead = (now: Date) => Math.round((now.getTime() - Date.now()) / day) + 0;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'leerhuis-clock-'));
  file = join(folder, 'clock.json');
  clock = await start();
  stops = createStopList();
});
afterEach(async () => {
  await stops.run(1_000, quiet);
  await clock.stop();
  rmSync(folder, { recursive: true });
});

describe('the shared clock', () => {
  it('is real time until it is moved', async () => {
    expect(ahead(clock.now())).toBe(0);
    expect(wasMoved(file)).toBe(false);
  });

  it('has every follower know before the move returns, and wakes them once', async () => {
    const [one, other] = [await follow(), await follow()];
    let looks = 0;
    for (const time of [one, other])
      time.onMoved(() => {
        looks += 1;
      });
    const answer = await fetch(clock.url, { method: 'POST', headers: json, body: '{"to":"+10d"}' });
    expect(await answer.json()).toMatchObject({ awaited: [] });
    expect([one, other].map((time) => ahead(time.now()))).toEqual([10, 10]);
    while (looks < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(looks).toBe(2);
  });

  it('names the follower that sleeps, and goes on without it', async () => {
    const url = `${clock.url}/shift?known=0&follower=sleeper`;
    const asleep = fetch(url).then((answer) => answer.json());
    // what is asked later is answered: the one that waits is there
    expect((await fetch(clock.url)).status).toBe(200);
    expect(await clock.move('+1d')).toMatchObject({ awaited: ['sleeper'] });
    expect(await asleep).toMatchObject({ version: 1 });
  });

  it('keeps how far it was moved over a start, for a part that starts later too', async () => {
    await clock.move('+30d');
    await clock.stop();
    expect(wasMoved(file)).toBe(true);
    clock = await start();
    expect(ahead(clock.now())).toBe(30);
    expect(ahead((await follow()).now())).toBe(30);
  });

  it('does not go back, nor to what is no time', async () => {
    await clock.move('+30d');
    await expect(clock.move(new Date(Date.now() + day).toISOString())).rejects.toThrow('Time moves forward only');
    await expect(clock.move('soon')).rejects.toThrow('"soon" is no time');
    await expect(clock.move('+99999y')).rejects.toThrow();
    expect(ahead(clock.now())).toBe(30);
  });

  it('refuses to guess from a file that says nothing', async () => {
    writeFileSync(file, '{"offsetMs":"yesterday"}');
    expect(() => wasMoved(file)).toThrow('--reset');
  });

  it('takes no move from a page in a browser: JSON only, and by its own name', async () => {
    const post = (headers: Record<string, string>) =>
      fetch(clock.url, { method: 'POST', headers, body: '{"to":"+1d"}' });
    expect((await post({ 'content-type': 'text/plain' })).status).toBe(415);
    expect((await fetch(`${clock.url}/other`)).status).toBe(404);
    expect((await fetch(clock.url, { method: 'DELETE' })).status).toBe(405);
    expect(ahead(clock.now())).toBe(0);
  });

  it('says in words what is wrong with a wish', async () => {
    const answer = await fetch(clock.url, { method: 'POST', headers: json, body: '{"to":"-1d"}' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ title: expect.stringContaining('"-1d" is no time') });
  });
});
