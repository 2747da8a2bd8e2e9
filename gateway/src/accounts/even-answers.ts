import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

/** Longer than what is done for a known address usually takes. */
const stepMs = 250;

/**
 * Answers, or refuses, after a whole number of steps only, so that the time taken doesn't tell what was done: for a known address
 * there is a mail to prepare, for an unknown one nothing. Real time, whatever a shared clock says.
 */
export async function evenly<T>(work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    return await work();
  } finally {
    await setTimeout(toNextStep(performance.now() - start));
  }
}

/** What is left of the step, in ms. */
export function toNextStep(took: number): number {
  return Math.max(1, Math.ceil(took / stepMs)) * stepMs - took;
}
