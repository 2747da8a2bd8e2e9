/** How long another copy of the gateway may still take a token of a session that ended here, in milliseconds. */
const trustFor = 5_000;
const most = 50_000;
/** Longer than the transaction that ends a session: until it is committed, the database still says that it is open. */
const endingFor = 30_000;

/**
 * Remembers which sessions are open, or which partners have access, and what is known of them, so that a request costs no query: tokens
 * live for minutes, and a logout must count at once (ASVS 7.4). Sessions that end in this process are dropped from it at once.
 * @param look what is known of an open one; null when it isn't
 */
export function stillOpen<Facts extends object>(
  look: (id: string, now: Date) => Promise<Facts | null>,
  clock: () => Date,
) {
  const open = new Map<string, { facts: Facts; until: number }>();
  const endingUntil = new Map<string, number>();
  const remembered = (id: string, now: Date): Facts | null => {
    const known = open.get(id);
    return known && known.until > now.getTime() ? known.facts : null;
  };
  return {
    /** What is known of one that was open a moment ago; null when that has to be looked up. */
    remembered: (id: string): Facts | null => remembered(id, clock()),
    async open(id: string): Promise<Facts | null> {
      const now = clock();
      const known = remembered(id, now);
      if (known) return known;
      open.delete(id);
      const facts = await look(id, now);
      if (!facts || (endingUntil.get(id) ?? 0) > now.getTime()) return facts;
      if (open.size >= most) open.clear();
      open.set(id, { facts, until: now.getTime() + trustFor });
      return facts;
    },
    /** What is known of it may have changed. */
    lookAgain: (id: string): void => void open.delete(id),
    forget(ids: string[]): void {
      const now = clock().getTime();
      for (const [id, until] of endingUntil) if (until <= now) endingUntil.delete(id);
      for (const id of ids) {
        open.delete(id);
        endingUntil.set(id, now + endingFor);
      }
    },
  };
}
export type StillOpen<Facts extends object> = ReturnType<typeof stillOpen<Facts>>;
