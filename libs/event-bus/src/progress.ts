/** How far a group is in one partition, while its records are handled out of order. */
export interface Progress {
  /** Notes a record as unfinished; false when it was seen before. */
  add(offset: number): boolean;
  /** All records below `offset` have been added, also where the log has holes. */
  reach(offset: number): void;
  finish(offset: number): void;
  /** The offset to commit: that of the lowest unfinished record, else the next to come. */
  position(): number;
  unfinished(): number;
}

export function createProgress(start: number): Progress {
  // records come in ascending order, and a Set keeps it: the first is the lowest
  const unfinished = new Set<number>();
  let next = start;
  return {
    add(offset) {
      if (offset < next) return false;
      unfinished.add(offset);
      next = offset + 1;
      return true;
    },
    reach(offset) {
      next = Math.max(next, offset);
    },
    finish(offset) {
      unfinished.delete(offset);
    },
    position() {
      for (const lowest of unfinished) return lowest;
      return next;
    },
    unfinished: () => unfinished.size,
  };
}
