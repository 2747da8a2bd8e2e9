import { v7 } from 'uuid';

/** A new UUIDv7: unguessable enough to be an id, not a secret; later ones sort after earlier ones. */
export function newId(): string {
  return v7();
}

export type Clock = () => Date;

/** As `newId`, for a clock that may be ahead: an id tells when it was made, and readers compare that with the same clock. */
export function idsBy(clock: Clock): () => string {
  let msecs = 0;
  let seq = 0;
  return () => {
    const now = clock().getTime();
    seq = now > msecs ? 0 : seq + 1;
    msecs = Math.max(msecs, now);
    return v7({ msecs, seq });
  };
}

export const systemClock: Clock = () => new Date();
