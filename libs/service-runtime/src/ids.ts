import { v7 } from 'uuid';

/** A new UUIDv7: unguessable enough to be an id, not a secret; later ones sort after earlier ones. */
export function newId(): string {
  return v7();
}

/** What ids that were made from this moment on are not before. */
export function firstIdOf(moment: Date): string {
  const digits = Math.max(0, moment.getTime()).toString(16).padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}-`;
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
