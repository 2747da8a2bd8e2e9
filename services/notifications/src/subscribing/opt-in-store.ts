import { type Connection, databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { OptIn } from './domain/opt-in.ts';
import { idOfAddress } from './subscription-store.ts';

type OptInDoc = OptIn & { _id: string };
interface TurnDoc {
  _id: string;
  count: number;
  until: Date;
}

export const optInIndexes = {
  newsletterOptIns: [
    { key: { tokens: 1 as const }, name: 'tokens' },
    { key: { expiresAt: 1 as const }, name: 'expiresAt' },
  ],
  newsletterTurns: [{ key: { until: 1 as const }, name: 'until', expireAfterSeconds: 0 }],
};

export type OptInStore = ReturnType<typeof optInStore>;

export function optInStore(connection: Connection) {
  const db = databaseOf(connection);
  const optIns = db.collection<OptInDoc>('newsletterOptIns');
  const turns = db.collection<TurnDoc>('newsletterTurns');
  return {
    async ofAddress(tx: Tx, email: string): Promise<OptIn | null> {
      return optIns.findOne({ _id: idOfAddress(email) }, { session: tx.session, projection: { _id: 0 } });
    },

    async ofToken(hash: string, tx?: Tx): Promise<OptIn | null> {
      const options = { projection: { _id: 0 }, ...(tx && { session: tx.session }) };
      return optIns.findOne({ tokens: hash }, options);
    },

    async save(tx: Tx, optIn: OptIn): Promise<void> {
      await optIns.replaceOne({ _id: idOfAddress(optIn.email) }, optIn, { upsert: true, session: tx.session });
    },

    /** Those whose time is up, so many at most. */
    async ended(now: Date): Promise<(OptIn & { id: string })[]> {
      const found = await optIns
        .find({ expiresAt: { $lte: now } })
        .limit(500)
        .toArray();
      return found.map(({ _id, ...optIn }) => ({ id: _id, ...optIn }));
    },

    /** Unless it was asked for anew meanwhile. */
    async forget(id: string, now: Date): Promise<void> {
      await optIns.deleteOne({ _id: id, expiresAt: { $lte: now } });
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
  };
}
