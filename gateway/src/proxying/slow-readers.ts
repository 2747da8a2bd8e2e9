import type { ServerResponse } from 'node:http';
import { addressPlaces, endWhenStalled, usualPatience } from '@leerhuis/http-api';
import type { Lane } from './copies.ts';

export interface SlowReaders {
  /**
   * Takes note that a reader takes an answer slower than it comes, and sees to it that it is ended when nothing is taken any
   * more.
   * @returns whether what comes may be kept for the reader meanwhile, so that the connection to the service is free for others
   */
  mayKeep(response: ServerResponse, address: string, lane: Lane): boolean;
}

/** More than any list has; a file is sent as it is taken. */
const mostKept = 256 * 1024;

/** Answers that are kept for slow readers: few for each address, and 64 MB in all. */
export function slowReaders(onStalled: () => void, patienceMs = usualPatience.readerMs): SlowReaders {
  const kept = addressPlaces({ total: 256, perAddress: 32 });
  const known = new WeakMap<ServerResponse, boolean>();
  return {
    mayKeep(response, address, lane) {
      let hasPlace = known.get(response);
      if (hasPlace === undefined) {
        // a player's answer has a connection that is for players
        hasPlace = lane === 'calls' && kept.take(address) === 'taken';
        known.set(response, hasPlace);
        if (hasPlace) response.once('close', () => kept.giveBack(address));
        endWhenStalled(response, onStalled, patienceMs);
      }
      return hasPlace && response.writableLength < mostKept;
    },
  };
}
