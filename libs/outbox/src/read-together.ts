import type { mongo } from 'mongoose';
import type { OutboxEntry, OutboxKind } from './collections.ts';

/** Entries are taken so many at a time; fewer mean that there were no more. */
export const batchSize = 500;

/** What is not tried again in this round. */
export interface HeldUp {
  keys: Set<string>;
  topicsOrQueues: Set<string>;
}

/** The oldest entries of a kind, at most `batchSize`, without those that are held up. */
export type ReadEntries = (kind: OutboxKind, heldUp: HeldUp) => Promise<OutboxEntry[]>;

/** Reads for the lanes; when both ask at once, as they do after a commit, one read serves them. */
export function readTogether(outbox: mongo.Collection<OutboxEntry>): ReadEntries {
  let asked: Set<OutboxKind> | undefined;
  let reading: Promise<OutboxEntry[]> | undefined;

  const find = (filter: mongo.Filter<OutboxEntry>) =>
    outbox
      .find(filter, { readConcern: { level: 'majority' } })
      .sort({ at: 1 })
      .limit(batchSize)
      .toArray();

  function alone(kind: OutboxKind, { keys, topicsOrQueues }: HeldUp): Promise<OutboxEntry[]> {
    const filter: mongo.Filter<OutboxEntry> = { kind };
    if (keys.size > 0) filter.key = { $nin: [...keys] };
    if (topicsOrQueues.size > 0) filter.topicOrQueue = { $nin: [...topicsOrQueues] };
    return find(filter);
  }

  function together(kind: OutboxKind): Promise<OutboxEntry[]> {
    asked ??= new Set();
    asked.add(kind);
    reading ??= Promise.resolve().then(() => {
      const kinds = [...(asked ?? [])];
      asked = undefined;
      reading = undefined;
      return find({ kind: { $in: kinds } });
    });
    return reading;
  }

  return async (kind, heldUp) => {
    if (heldUp.keys.size > 0) return alone(kind, heldUp);
    const entries = await together(kind);
    // one kind may have left no room for the other
    if (entries.length === batchSize) return alone(kind, heldUp);
    return entries.filter((entry) => entry.kind === kind);
  };
}
