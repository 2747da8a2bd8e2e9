import { createHash } from 'node:crypto';
import type { Actor } from './actor.ts';

export interface VerifiedToken {
  actor: Actor;
  kid: string;
}

/**
 * The most recently used verified tokens, at most `size`, by their SHA-256 (a dump of the memory holds no usable
 * token). Checking a signature costs more than proxying a request, hence this.
 */
export function createVerifiedTokens(size: number) {
  const entries = new Map<string, VerifiedToken>();
  const keyOf = (token: string) => createHash('sha256').update(token).digest('base64');
  return {
    /** Never one past its expiry. */
    get(token: string, nowMs: number): VerifiedToken | undefined {
      const key = keyOf(token);
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      if (nowMs >= entry.actor.expiresAt.getTime()) return undefined;
      entries.set(key, entry);
      return entry;
    },
    put(token: string, entry: VerifiedToken): void {
      entries.set(keyOf(token), entry);
      const oldest = entries.keys().next();
      if (entries.size > size && !oldest.done) entries.delete(oldest.value);
    },
    size: () => entries.size,
  };
}
