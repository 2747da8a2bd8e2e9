import { timingSafeEqual } from 'node:crypto';

/** Compares keys without telling by the time it takes how much of one is right. */
export function sameKey(offered: string, right: string): boolean {
  const [a, b] = [Buffer.from(offered), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
