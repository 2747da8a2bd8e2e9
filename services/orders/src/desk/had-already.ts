interface LineRef {
  orderId: string;
  lineId: string;
  itemId: string;
}

export interface HadAlreadyParts {
  activeOf(accountId: string, courseIds: readonly string[], now: Date): Promise<{ courseId: string }[]>;
  /** Of orders that were not withdrawn. */
  linesWith(accountId: string, courseIds: readonly string[]): Promise<LineRef[]>;
  activationsOf(orderIds: string[], now: Date): Promise<{ orderId: string | null; lineId: string | null }[]>;
}

/** Courses that somebody may watch now, and those that they ordered and can still activate (V-17). */
export interface HadAlready {
  active: ReadonlySet<string>;
  ordered: ReadonlySet<string>;
}

export type LookUpHad = (accountId: string, courseIds: readonly string[], now: Date) => Promise<HadAlready>;

export function hadAlready({ activeOf, linesWith, activationsOf }: HadAlreadyParts): LookUpHad {
  return async (accountId, courseIds, now) => {
    const [active, lines] = await Promise.all([activeOf(accountId, courseIds, now), linesWith(accountId, courseIds)]);
    const activated = await activationsOf([...new Set(lines.map(({ orderId }) => orderId))], now);
    const isUsed = (line: LineRef) =>
      activated.some(({ orderId, lineId }) => orderId === line.orderId && lineId === line.lineId);
    return {
      active: new Set(active.map(({ courseId }) => courseId)),
      ordered: new Set(lines.filter((line) => !isUsed(line)).map(({ itemId }) => itemId)),
    };
  };
}
