import type { Writable } from 'node:stream';
import { type AddressLimits, addressPlaces } from './address-places.ts';

/** Files being sent. */
export interface OpenStreams {
  /** Takes a place for an answer, until it is closed. `address`, `total`: what has no place left. */
  take(address: string, answer: Writable): 'taken' | 'address' | 'total';
  taken(): number;
}

/**
 * Few to an address and few in all. When there is no place left, the one whose reader has taken nothing for the longest gives way: a
 * player asks again, by range, when it goes on, and nobody keeps others out by opening files and reading none.
 * @param idleMs a reader that has taken nothing for so long has enough for now, or is gone
 * @param onStalled one had to give way
 */
export function openStreams(
  limits: AddressLimits,
  idleMs: number,
  onStalled: () => void,
  now: () => number = () => performance.now(),
): OpenStreams {
  const places = addressPlaces(limits);
  const open = new Map<Writable, { address: string; movedAt: number }>();

  function giveBack(answer: Writable): void {
    const stream = open.get(answer);
    if (stream && open.delete(answer)) places.giveBack(stream.address);
  }

  /** @param address only among its own; null: among all */
  function makeWay(address: string | null): boolean {
    let idle: Writable | undefined;
    let since = now() - idleMs;
    for (const [answer, stream] of open) {
      if (address !== null && stream.address !== address) continue;
      if (!answer.writableNeedDrain || stream.movedAt > since) continue;
      idle = answer;
      since = stream.movedAt;
    }
    if (!idle) return false;
    onStalled();
    idle.destroy();
    giveBack(idle);
    return true;
  }

  return {
    take(address, answer) {
      let taken = places.take(address);
      if (taken !== 'taken' && makeWay(taken === 'address' ? address : null)) taken = places.take(address);
      if (taken !== 'taken') return taken;
      const stream = { address, movedAt: now() };
      open.set(answer, stream);
      answer.on('drain', () => {
        stream.movedAt = now();
      });
      answer.once('close', () => giveBack(answer));
      return 'taken';
    },
    taken: places.taken,
  };
}
