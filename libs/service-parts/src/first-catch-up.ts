import { type Connection, databaseOf } from '@leerhuis/mongo';

interface Mark {
  _id: 'facts';
  /** What the service has caught up with at least once. */
  topics: string[];
}

export const catchUpIndexes = { catchUps: [] } as const;

/**
 * Whether the service's copies of others' facts can be answered from: it has caught up with each of its topics once. Empty
 * copies would say of everything that it doesn't exist; later ones are late at most, as they are on any day.
 */
export function firstCatchUp(database: Connection, caughtUp: () => boolean) {
  const marks = databaseOf(database).collection<Mark>('catchUps');
  let wanted: string[] | undefined;
  let isDone = false;
  return {
    wants(topics: string[]): void {
      wanted = topics;
    },
    async isDone(): Promise<boolean> {
      if (isDone || wanted === undefined) return isDone;
      if (caughtUp()) {
        await marks.updateOne({ _id: 'facts' }, { $addToSet: { topics: { $each: wanted } } }, { upsert: true });
        isDone = true;
      } else {
        const topics = new Set((await marks.findOne({ _id: 'facts' }))?.topics);
        isDone = wanted.every((topic) => topics.has(topic));
      }
      return isDone;
    },
  };
}
