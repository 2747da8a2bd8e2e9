import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createProgress } from './progress.ts';

describe('the progress of a group in a partition', () => {
  it('is the lowest unfinished record, else the next to come', () => {
    const progress = createProgress(5);
    expect(progress.position()).toBe(5);
    for (const offset of [5, 6, 8]) progress.add(offset);
    progress.finish(6);
    expect(progress.position()).toBe(5);
    progress.finish(5);
    expect(progress.position()).toBe(8);
    progress.finish(8);
    expect(progress.position()).toBe(9);
  });

  it('leaves out records that were fetched before', () => {
    const progress = createProgress(0);
    expect(progress.add(0)).toBe(true);
    expect(progress.add(0)).toBe(false);
    progress.finish(0);
    expect(progress.add(0)).toBe(false);
    expect(progress.position()).toBe(1);
  });

  it('goes past holes in the log', () => {
    const progress = createProgress(0);
    progress.reach(10);
    expect(progress.position()).toBe(10);
  });

  it('never passes an unfinished record, in whichever order the others are finished', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(Array.from({ length: 40 }, (_, n) => n)), (finished) => {
        const progress = createProgress(0);
        for (let offset = 0; offset < 40; offset += 1) progress.add(offset);
        const open = new Set(Array.from({ length: 40 }, (_, n) => n));
        for (const offset of finished) {
          progress.finish(offset);
          open.delete(offset);
          expect(progress.position()).toBe(Math.min(40, ...open));
        }
      }),
    );
  });
});
