import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigError } from './config.ts';
import { openTime } from './shared-clock.ts';
import { createStopList, type Stops } from './stop-list.ts';

const year = 365 * 86_400_000;
const HOST = '127.0.0.1';
const quiet = { debug() {}, error() {} } as never;

/** A launcher that answers what it is told to, at once or when time moves. */
let shift = { version: 0, offsetMs: 0, lookAt: 0 };
let open: (() => void)[] = [];
let asked: string[] = [];
let server: Server;
let url: string;
let stops: Stops;

function tell(next: typeof shift): void {
  shift = next;
  for (const answer of open.splice(0)) answer();
}

beforeEach(async () => {
  shift = { version: 0, offsetMs: 0, lookAt: 0 };
  open = [];
  asked = [];
  server = createServer((request, response) => {
    const known = new URL(request.url ?? '', 'http://x').searchParams.get('known');
    asked.push(`${known}`);
    const answer = () => response.end(JSON.stringify(shift));
    if (known === `${shift.version}`) open.push(answer);
    else answer();
  });
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stops = createStopList();
});
afterEach(async () => {
  await stops.run(1_000, quiet);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 5_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error('it did not come');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
const later = (now: Date) => now.getTime() - Date.now();

describe('the time that parts share', () => {
  it('is real time where nothing is said, and asks nobody', async () => {
    const time = await openTime('orders', { HOST: '0.0.0.0' }, stops);
    expect(Math.abs(later(time.now()))).toBeLessThan(1_000);
    expect(asked).toEqual([]);
  });

  it('is what the launcher says from the first moment on', async () => {
    shift = { version: 4, offsetMs: year, lookAt: 4 };
    let looks = 0;
    const time = await openTime('orders', { SHARED_CLOCK_URL: url, HOST }, stops);
    time.onMoved(() => {
      looks += 1;
    });
    expect(later(time.now())).toBeGreaterThan(year - 1_000);
    expect(looks).toBe(0);
  });

  it('moves when the launcher says so, and timers look once all parts know', async () => {
    let looks = 0;
    const time = await openTime('orders', { SHARED_CLOCK_URL: url, HOST }, stops);
    time.onMoved(() => {
      looks += 1;
    });
    await until(() => open.length === 1);
    tell({ version: 1, offsetMs: year, lookAt: 0 });
    await until(() => open.length === 1);
    expect(later(time.now())).toBeGreaterThan(year - 1_000);
    expect(looks).toBe(0);
    tell({ version: 2, offsetMs: year, lookAt: 2 });
    await until(() => looks === 1);
    expect(asked).toEqual(['-1', '0', '1', '2'].slice(0, asked.length));
  });

  it('never goes back, and goes on while the launcher is away', async () => {
    shift = { version: 1, offsetMs: year, lookAt: 0 };
    const time = await openTime('orders', { SHARED_CLOCK_URL: url, HOST }, stops);
    await until(() => open.length === 1);
    server.closeAllConnections();
    await until(() => asked.length >= 3);
    tell({ version: 2, offsetMs: 0, lookAt: 2 });
    await until(() => asked.includes('2'));
    expect(later(time.now())).toBeGreaterThan(year - 1_000);
  });

  it.each([
    ['http://clock.example:8099', HOST],
    ['http://10.0.0.7:8099', HOST],
    ['http://127.0.0.1:8099', '0.0.0.0'],
    ['http://127.0.0.1:8099', '192.168.1.20'],
    ['http://localhost.example:8099', HOST],
  ])('is refused at %s for a part that listens on %s', async (at, host) => {
    await expect(openTime('orders', { SHARED_CLOCK_URL: at, HOST: host }, stops)).rejects.toBeInstanceOf(ConfigError);
  });
});
