import { setTimeout as sleep } from 'node:timers/promises';

/** Rights end everywhere within five seconds of what was told; who takes them away waits so long for the telling, in ms. */
const patience = 3_000;
const lookEvery = 25;

/** Waits until an aggregate's facts have been told; false when that takes too long. */
export function untilTold(isTold: (subject: string) => Promise<boolean>) {
  return async (subject: string): Promise<boolean> => {
    for (const until = performance.now() + patience; performance.now() < until; await sleep(lookEvery))
      if (await isTold(subject)) return true;
    return false;
  };
}
