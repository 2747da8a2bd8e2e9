import { databaseOf, type PageWish, pageByTime } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';

/** A topic that somebody would like a course on (V-5). */
export interface Suggestion {
  name: string;
  email: string;
  profession?: string | undefined;
  topic: string;
  message?: string | undefined;
}

type SuggestionDoc = Suggestion & { _id: string; at: Date };
interface TurnDoc {
  _id: string;
  count: number;
  until: Date;
}

export const suggestionIndexes = {
  suggestions: [{ key: { at: -1 as const, _id: -1 as const }, name: 'newest' }],
  suggestionTurns: [{ key: { until: 1 as const }, name: 'until', expireAfterSeconds: 0 }],
};

export type SuggestionStore = ReturnType<typeof suggestionStore>;

export function suggestionStore(connection: Connection) {
  const db = databaseOf(connection);
  const suggestions = db.collection<SuggestionDoc>('suggestions', { ignoreUndefined: true });
  const turns = db.collection<TurnDoc>('suggestionTurns');
  return {
    async insert(tx: Tx, id: string, suggestion: Suggestion): Promise<void> {
      await suggestions.insertOne({ _id: id, at: tx.now, ...suggestion }, { session: tx.session });
    },

    /** Counts an attempt of `who` in a period that ends at `until`; gives how many that makes. */
    async countTurn(who: string, until: Date): Promise<number> {
      const turn = await turns.findOneAndUpdate(
        { _id: `${who}:${until.getTime()}` },
        { $inc: { count: 1 }, $setOnInsert: { until } },
        { upsert: true, returnDocument: 'after' },
      );
      return turn?.count ?? 1;
    },

    page: (wish: PageWish) => pageByTime(suggestions, 'at', {}, wish, (doc: SuggestionDoc) => doc, { counted: true }),
  };
}
