/** How long another copy of the gateway may still take a token of a session that ended here, in milliseconds. */
const trustFor = 5_000;
const most = 50_000;
/** Longer than the transaction that ends a session: until it is committed, the database still says that it is open. */
const endingFor = 30_000;

/**
 * Remembers which sessions are open, or which partners have access, so that a request costs no query: tokens live for minutes, and a logout must count
 * at once (ASVS 7.4). Sessions that end in this process are dropped from it at once.
 */
export function stillOpen(look: (id: string, now: Date) => Promise<boolean>, clock: () => Date) {
  const openUntil = new Map<string, number>();
  const endingUntil = new Map<string, number>();
  const isRemembered = (id: string, now: Date) => (openUntil.get(id) ?? 0) > now.getTime();
  return {
    /** Whether it was open a moment ago; false when that has to be looked up. */
    isRemembered: (id: string): boolean => isRemembered(id, clock()),
    async isOpen(id: string): Promise<boolean> {
      const now = clock();
      if (isRemembered(id, now)) return true;
      openUntil.delete(id);
      if (!(await look(id, now))) return false;
      if ((endingUntil.get(id) ?? 0) > now.getTime()) return true;
      if (openUntil.size >= most) openUntil.clear();
      openUntil.set(id, now.getTime() + trustFor);
      return true;
    },
    forget(ids: string[]): void {
      const now = clock().getTime();
      for (const [id, until] of endingUntil) if (until <= now) endingUntil.delete(id);
      for (const id of ids) {
        openUntil.delete(id);
        endingUntil.set(id, now + endingFor);
      }
    },
  };
}
export type StillOpen = ReturnType<typeof stillOpen>;
