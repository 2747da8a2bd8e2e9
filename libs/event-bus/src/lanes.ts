/** What became of a record: done with, or to be tried again after a while. */
export type LaneResult = 'finished' | { holdMs: number };

/** Runs the records of one key one after the other and those of different keys side by side. */
export interface Lanes<R> {
  add(key: string, record: R): void;
  /** How many records may be in hand at the same moment; 0 suspends. */
  setLimit(limit: number): void;
  /** True when nothing moves: every lane is held, or all are suspended. */
  stuck(): boolean;
  /** Drops what waits. Records in hand are finished, and nothing follows them. */
  clear(): void;
  /** Resolves when no record is in hand. */
  idle(): Promise<void>;
}

interface Lane<R> {
  key: string;
  records: R[];
  dropped: boolean;
  timer?: NodeJS.Timeout;
}

/** @param work must not reject */
export function createLanes<R>(work: (record: R) => Promise<LaneResult>, initialLimit: number): Lanes<R> {
  let limit = initialLimit;
  let inHand = 0;
  let waiting: Lane<R>[] = [];
  const lanes = new Map<string, Lane<R>>();
  const onIdle: (() => void)[] = [];

  function advance(): void {
    while (inHand < limit) {
      const lane = waiting.shift();
      if (!lane) return;
      void run(lane);
    }
  }

  async function run(lane: Lane<R>): Promise<void> {
    const [record] = lane.records;
    if (record === undefined) return;
    inHand += 1;
    const result = await work(record);
    inHand -= 1;
    if (!lane.dropped) settle(lane, result);
    if (inHand === 0) for (const resolve of onIdle.splice(0)) resolve();
    advance();
  }

  function settle(lane: Lane<R>, result: LaneResult): void {
    if (result !== 'finished') {
      if (result.holdMs === 0) waiting.unshift(lane);
      else lane.timer = setTimeout(release, result.holdMs, lane);
      return;
    }
    lane.records.shift();
    if (lane.records.length === 0) lanes.delete(lane.key);
    else waiting.push(lane);
  }

  function release(lane: Lane<R>): void {
    waiting.push(lane);
    advance();
  }

  return {
    add(key, record) {
      const lane = lanes.get(key);
      if (lane) {
        lane.records.push(record);
        return;
      }
      const created: Lane<R> = { key, records: [record], dropped: false };
      lanes.set(key, created);
      waiting.push(created);
      advance();
    },
    setLimit(value) {
      limit = value;
      advance();
    },
    stuck: () => inHand === 0 && (waiting.length === 0 || limit === 0),
    clear() {
      for (const lane of lanes.values()) {
        lane.dropped = true;
        clearTimeout(lane.timer);
      }
      lanes.clear();
      waiting = [];
    },
    idle: () => (inHand === 0 ? Promise.resolve() : new Promise((resolve) => onIdle.push(resolve))),
  };
}
