import { databaseOf, isDuplicateKey } from '@leerhuis/mongo';
import type { Connection } from 'mongoose';
import type { Player, Turns } from './domain/players.ts';

/** `revision` grows with every write, so that none overwrites what it hasn't seen. */
interface PlayersDoc {
  _id: string;
  revision: number;
  players: readonly Player[];
}

export const playersIndexes = { players: [] };

export type PlayersStore = ReturnType<typeof playersStore>;

export function playersStore(connection: Connection) {
  const players = databaseOf(connection).collection<PlayersDoc>('players');
  return {
    async get(accountId: string): Promise<Turns> {
      const doc = await players.findOne({ _id: accountId });
      return doc ? storedOf(doc) : { accountId, revision: 0, players: [] };
    },

    async many(accountIds: readonly string[]): Promise<Map<string, Turns>> {
      const found = await players.find({ _id: { $in: [...accountIds] } }).toArray();
      return new Map(found.map((doc) => [doc._id, storedOf(doc)]));
    },

    /** Writes it unless somebody else did meanwhile; tells whether it did. */
    async save({ accountId, revision, players: next }: Turns): Promise<boolean> {
      if (revision > 0) {
        const change = { $set: { players: next }, $inc: { revision: 1 } };
        return (await players.updateOne({ _id: accountId, revision }, change)).matchedCount === 1;
      }
      try {
        await players.insertOne({ _id: accountId, revision: 1, players: next });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  };
}

function storedOf({ _id, revision, players }: PlayersDoc): Turns {
  return { accountId: _id, revision, players };
}
