/** Hours of one package that somebody bought, in minutes. */
export interface Lot {
  id: string;
  /** Minutes not spent yet; never below zero (V-7). */
  left: number;
  /** From this moment on nothing can be spent any more (V-6). */
  expiresAt: Date;
}

export interface Taking {
  lotId: string;
  minutes: number;
}

export type Spending = { takings: Taking[] } | { refused: 'not-enough-credit'; left: number; needed: number };

/** What can still be spent of these lots. */
function spendable(lots: readonly Lot[], now: Date): Lot[] {
  return lots.filter((lot) => lot.left > 0 && now.getTime() < lot.expiresAt.getTime());
}

/**
 * Which lots the minutes of a course come from: what expires first goes first (V-6); all of it or nothing (V-7).
 * @throws RangeError when nothing is to be spent.
 */
export function spend(lots: readonly Lot[], minutes: number, now: Date): Spending {
  if (!Number.isSafeInteger(minutes) || minutes <= 0) throw new RangeError(`${minutes} minutes cannot be spent`);
  const usable = [...spendable(lots, now)].sort(
    (a, b) => a.expiresAt.getTime() - b.expiresAt.getTime() || (a.id < b.id ? -1 : 1),
  );
  const takings: Taking[] = [];
  let needed = minutes;
  for (const lot of usable) {
    if (needed === 0) break;
    const taken = Math.min(lot.left, needed);
    takings.push({ lotId: lot.id, minutes: taken });
    needed -= taken;
  }
  return needed === 0 ? { takings } : { refused: 'not-enough-credit', left: minutes - needed, needed: minutes };
}
