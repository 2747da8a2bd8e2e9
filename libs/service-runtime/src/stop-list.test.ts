import { describe, expect, it } from '@jest/globals';
import { createLogger } from '@leerhuis/telemetry';
import { createStopList } from './stop-list.ts';

const logger = createLogger({ service: 'test', level: 'silent' });

describe('stops', () => {
  it('run one after the other, the last started first', async () => {
    const stops = createStopList();
    const seen: string[] = [];
    for (const name of ['database', 'consumer', 'http'])
      stops.add(name, async () => {
        seen.push(`${name} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        seen.push(`${name} ends`);
      });
    expect(await stops.run(1_000, logger)).toBe(true);
    expect(seen).toEqual([
      ...['http begins', 'http ends', 'consumer begins', 'consumer ends', 'database begins', 'database ends'],
    ]);
  });

  it('that throw or hang do not keep the others from their turn', async () => {
    const stops = createStopList();
    const seen: string[] = [];
    stops.add('database', () => seen.push('database'));
    stops.add('hangs', () => new Promise(() => undefined), 20);
    stops.add('throws', () => {
      throw new Error('no');
    });
    expect(await stops.run(1_000, logger)).toBe(false);
    expect(seen).toEqual(['database']);
  });

  it('are cut off when all together take too long', async () => {
    const stops = createStopList();
    const seen: string[] = [];
    stops.add('database', () => seen.push('database'));
    stops.add('hangs', () => new Promise(() => undefined), 60_000);
    const begin = performance.now();
    expect(await stops.run(50, logger)).toBe(false);
    expect(performance.now() - begin).toBeLessThan(5_000);
    // there was no time left to wait for it, but it had its turn
    expect(seen).toEqual(['database']);
  });
});
