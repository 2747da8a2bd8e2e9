import { describe, expect, it } from '@jest/globals';
import { type Pace, takeOne } from './pace.ts';

const noon = new Date('2026-03-02T12:00:00Z');
const after = (seconds: number) => new Date(noon.getTime() + seconds * 1_000);

/** How many of `times` are let through, one every `everySeconds`. */
function letThrough(perMinute: number, times: number, everySeconds: number): number {
  let pace: Pace | undefined;
  let through = 0;
  for (let n = 0; n < times; n += 1) {
    const taken = takeOne(pace, perMinute, after(n * everySeconds));
    if ('refused' in taken) continue;
    pace = taken;
    through += 1;
  }
  return through;
}

describe('a pace', () => {
  it('lets as many through at once as it allows in a minute, and no more', () => {
    expect(letThrough(30, 1_000, 0)).toBe(30);
  });

  it('holds over time, however hard it is pressed', () => {
    // ten minutes, a hundred a second: what was there, and what came in since
    expect(letThrough(30, 60_000, 0.01)).toBeGreaterThanOrEqual(329);
    expect(letThrough(30, 60_000, 0.01)).toBeLessThanOrEqual(330);
  });

  it('never keeps back who comes no faster than it', () => {
    expect(letThrough(30, 500, 2)).toBe(500);
  });

  it('says how long to wait for the next', () => {
    expect(takeOne({ left: 0, at: noon }, 30, noon)).toEqual({ refused: 'too-many', waitSeconds: 2 });
    expect(takeOne({ left: 0, at: noon }, 30, after(1))).toEqual({ refused: 'too-many', waitSeconds: 1 });
    expect(takeOne({ left: 0, at: noon }, 30, after(2))).toEqual({ left: 0, at: after(2) });
  });

  it('gives nothing for time that went back', () => {
    expect(takeOne({ left: 0, at: after(60) }, 30, noon)).toMatchObject({ refused: 'too-many' });
  });
});
