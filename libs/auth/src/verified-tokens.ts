import { hash } from 'node:crypto';
import type { Actor } from './actor.ts';

export interface VerifiedToken {
  actor: Actor;
  kid: string;
}

/**
 * The recently used verified tokens, at most `size`, by their SHA-256 (a dump of the memory holds no usable
 * token). Checking a signature costs more than proxying a request, hence this.
 */
export function createVerifiedTokens(size: number) {
  const entries = new Map<string, VerifiedToken & { movedAt: number }>();
  let uses = 0;
  const keyOf = (token: string) => hash('sha256', token, 'base64');
  return {
    /** Never one past its expiry. */
    get(token: string, nowMs: number): VerifiedToken | undefined {
      const key = keyOf(token);
      const entry = entries.get(key);
      if (!entry) return undefined;
      const hasExpired = nowMs >= entry.actor.expiresAt.getTime();
      uses += 1;
      // not at each use: a Map is rebuilt when as many were taken out as it holds
      const isOld = uses - entry.movedAt > size / 2;
      if (hasExpired || isOld) entries.delete(key);
      if (hasExpired) return undefined;
      if (isOld) entries.set(key, { ...entry, movedAt: uses });
      return entry;
    },
    put(token: string, entry: VerifiedToken): void {
      uses += 1;
      entries.set(keyOf(token), { ...entry, movedAt: uses });
      const oldest = entries.keys().next();
      if (entries.size > size && !oldest.done) entries.delete(oldest.value);
    },
    size: () => entries.size,
  };
}
