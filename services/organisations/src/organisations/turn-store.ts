import { createHash } from 'node:crypto';
import { databaseOf } from '@leerhuis/mongo';
import type { Connection } from 'mongoose';

export const turnIndexes = { requestTurns: [{ key: { until: 1 as const }, name: 'until', expireAfterSeconds: 0 }] };

export type TurnStore = ReturnType<typeof turnStore>;

/** How often internet addresses asked for an organisation. */
export function turnStore(connection: Connection) {
  const turns = databaseOf(connection).collection<{ _id: string; count: number; until: Date }>('requestTurns');
  return {
    /** Counts one in a period that ends at `until`; gives how many that makes. */
    async count(ip: string, until: Date): Promise<number> {
      const who = createHash('sha256').update(ip).digest('base64url').slice(0, 22);
      const turn = await turns.findOneAndUpdate(
        { _id: `${who}:${until.getTime()}` },
        { $inc: { count: 1 }, $setOnInsert: { until } },
        { upsert: true, returnDocument: 'after' },
      );
      return turn?.count ?? 1;
    },
  };
}
