import { setTimeout as sleep } from 'node:timers/promises';
import { type CloudEvent, type EventContract, newEvent, type Part } from '@leerhuis/contracts';
import type { EventBus } from '@leerhuis/event-bus';
import { type Connection, databaseOf } from '@leerhuis/mongo';

type Db = ReturnType<typeof databaseOf>;

/** A fact about a thing as it stands now. */
export interface Told {
  contract: EventContract<unknown>;
  subject: string;
  data: unknown;
}

/** One kind of thing that a part owns, and how its present state is told again. */
export interface Retold {
  /** As its topic is named: `catalog.course`. */
  aggregate: string;
  collection: string;
  /**
   * All that others may have to know of these, of each in the order in which it came about; the same state gives the same facts.
   * @param now the same through a telling; for what is known to have been so by now, and no longer since when
   */
  facts(docs: Stored[], db: Db, now: Date): Told[] | Promise<Told[]>;
}

interface Stored {
  _id: string;
}

/** Ties data to a contract. */
export const told = <D>(contract: EventContract<D>, subject: string, data: NoInfer<D>): Told => ({
  contract: contract as EventContract<unknown>,
  subject,
  data,
});

/** Declares how things of a collection are told again. */
export function retold<D extends { _id: string }>(one: {
  aggregate: string;
  collection: string;
  facts: (docs: D[], db: Db, now: Date) => Told[] | Promise<Told[]>;
}): Retold {
  return one as unknown as Retold;
}

/** How far a telling is, by what is told and to whom. */
interface Position {
  _id: string;
  /** The last that was told; null once all were. */
  after: string | null;
  things: number;
  facts: number;
}

export interface Progress {
  /** Things that were told of, and facts, with those of a run that was cut off. */
  things: number;
  facts: number;
  /** Of this run. */
  resumed: boolean;
  byType: Record<string, number>;
}

export interface Republishing {
  connection: Connection;
  bus: Pick<EventBus, 'publishAgain'>;
  newId: () => string;
  clock: () => Date;
  to: Part;
  /** Facts per second at most. */
  rate: number;
  /** Counts, and tells nothing. */
  dryRun?: boolean;
  /** Begins anew where a run was cut off before. */
  fromStart?: boolean;
  /** Things looked at together. */
  batch?: number;
  onProgress?: (progress: Progress) => void;
  /** What stands in the way now: it is tried again until it works. */
  onTrouble?: (error: unknown) => void;
}

/** Tellings that were begun. */
const republishings = 'republishings';
const pauses = [500, 2_000, 5_000];

/**
 * Tells the state of everything of a kind again, for one part. It may be killed at any point, and goes on there when it is run again:
 * what was told twice by that does no harm.
 */
export async function republish(kind: Retold, options: Republishing): Promise<Progress> {
  const { connection, to, dryRun = false, batch = 200, rate, onProgress = () => {} } = options;
  const db = databaseOf(connection);
  const things = db.collection<Stored>(kind.collection);
  const positions = db.collection<Position>(republishings);
  const now = options.clock();
  const _id = `${kind.aggregate} to ${to}`;
  const wanted = (facts: Told[]) => facts.filter(({ contract }) => contract.consumers.includes(to));

  const before = dryRun || options.fromStart ? null : await persist(options, () => positions.findOne({ _id }));
  const resumed = typeof before?.after === 'string';
  const progress: Progress = {
    things: resumed ? (before?.things ?? 0) : 0,
    facts: resumed ? (before?.facts ?? 0) : 0,
    resumed,
    byType: {},
  };
  let after = resumed ? (before?.after ?? '') : '';

  for (;;) {
    const started = performance.now();
    const from = after;
    const next = async () => {
      const docs = await things
        .find({ _id: { $gt: from } })
        .sort({ _id: 1 })
        .limit(batch)
        .toArray();
      const facts = wanted(await kind.facts(docs, db, now));
      if (!dryRun) await tellUntilTrue(docs, facts);
      return { docs, facts };
    };
    const { docs, facts } = await persist(options, next);
    const last = docs.at(-1);
    progress.things += docs.length;
    progress.facts += facts.length;
    for (const { contract } of facts) progress.byType[contract.type] = (progress.byType[contract.type] ?? 0) + 1;
    const isEnd = !last || docs.length < batch;
    const position = { after: isEnd ? null : last._id, things: progress.things, facts: progress.facts };
    if (!dryRun) await persist(options, () => positions.updateOne({ _id }, { $set: position }, { upsert: true }));
    onProgress(progress);
    if (isEnd) return progress;
    after = last._id;
    if (!dryRun) await sleep(Math.max(0, (facts.length / rate) * 1_000 - (performance.now() - started)));
  }

  /**
   * What changes while it is told may be told in time before us: then ours would be the last word. So it is looked at once more after
   * Kafka has it, and told as it is by then.
   */
  async function tellUntilTrue(docs: Stored[], facts: Told[]): Promise<void> {
    let telling = facts;
    let known = bySubject(facts);
    while (telling.length > 0) {
      await options.bus.publishAgain(telling.map(eventOf), to);
      const ids = docs.map(({ _id: id }) => id);
      const found = await things
        .find({ _id: { $in: ids } })
        .sort({ _id: 1 })
        .toArray();
      const newest = wanted(await kind.facts(found, db, now));
      const standing = bySubject(newest);
      telling = newest.filter(({ subject }) => standing.get(subject) !== known.get(subject));
      known = standing;
    }
  }

  function eventOf({ contract, subject, data }: Told): CloudEvent {
    return newEvent(contract, { id: options.newId(), subject, time: options.clock(), data });
  }
}

function bySubject(facts: Told[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { contract, subject, data } of facts)
    texts.set(subject, `${texts.get(subject) ?? ''}${contract.type} ${JSON.stringify(contract.data.parse(data))}\n`);
  return texts;
}

/** Databases and brokers come back; what is told twice by that does no harm. */
async function persist<T>({ onTrouble = () => {} }: Republishing, attempt: () => Promise<T>): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      // data that breaks its contract does so each time
      if ((error as Error).name === 'ZodError') throw error;
      onTrouble(error);
      await sleep(pauses[failures] ?? 5_000);
    }
  }
}
