import { setTimeout as sleep } from 'node:timers/promises';

/** Rights end everywhere within five seconds of what was told; who takes them away waits so long for the telling, in ms. */
const whoTakesWaits = 3_000;
/** Who gives them waits so long: they are of use at once, but do no harm when they come late. */
const whoGivesWaits = 1_000;
const lookEvery = 25;

/** Waits until the others have been told; false when that takes too long. */
export function untilTold(relay: { isTold: (subject: string) => Promise<boolean>; isEmpty: () => Promise<boolean> }) {
  async function until(holds: () => Promise<boolean>, patience: number): Promise<boolean> {
    for (const end = performance.now() + patience; performance.now() < end; await sleep(lookEvery))
      if (await holds()) return true;
    return false;
  }
  return {
    /** What became of somebody. */
    isTold: (membershipId: string) => until(() => relay.isTold(membershipId), whoTakesWaits),
    /** All that was done by now, so that who was taken in may act in a moment. */
    allTold: () => until(relay.isEmpty, whoGivesWaits),
  };
}
