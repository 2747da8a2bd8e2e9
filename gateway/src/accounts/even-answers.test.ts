import { performance } from 'node:perf_hooks';
import { describe, expect, it } from '@jest/globals';
import { evenly, toNextStep } from './even-answers.ts';

describe('an even answer', () => {
  it.each([
    [0, 250],
    [1, 249],
    [93, 157],
    [250, 0],
    [251, 249],
    [600, 150],
  ])('that took %d ms waits %d ms more', (took, wait) => {
    expect(toNextStep(took)).toBe(wait);
  });

  it.each([
    ['gives', () => evenly(() => Promise.resolve('x')), 'x'],
    ['refuses', () => evenly(() => Promise.reject(new Error('x'))).catch(({ message }: Error) => message), 'x'],
  ])('%s what the work does, after a step', async (_, answer, outcome) => {
    const start = performance.now();
    expect(await answer()).toBe(outcome);
    expect(performance.now() - start).toBeGreaterThan(240);
  });
});
