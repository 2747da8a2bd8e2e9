import { v7 } from 'uuid';

/** A new UUIDv7: unguessable enough to be an id, not a secret; later ones sort after earlier ones. */
export function newId(): string {
  return v7();
}

export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
