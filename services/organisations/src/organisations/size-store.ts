import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection, mongo } from 'mongoose';
import { type Figures, type Size, sizeOf } from './domain/size.ts';

/** What was told of an enterprise, whatever its houses (K-2). */
export interface ToldSize extends Figures {
  size: Size;
  toldBy: string;
  toldAt: Date;
}

export type SizeDoc = Figures & { _id: string; toldBy: string; toldAt: Date };

export const sizeIndexes = { enterpriseSizes: [] };

export type SizeStore = ReturnType<typeof sizeStore>;

export function sizeStore(connection: Connection) {
  const sizes = databaseOf(connection).collection<SizeDoc>('enterpriseSizes');
  return {
    async get(enterprise: string, tx?: Tx): Promise<ToldSize | null> {
      const found = await sizes.findOne({ _id: enterprise }, tx ? { session: tx.session } : {});
      if (!found) return null;
      const { _id, ...told } = found;
      return { ...told, size: sizeOf(told) };
    },

    async put(tx: Tx, enterprise: string, told: Figures & { toldBy: string; toldAt: Date }): Promise<void> {
      await sizes.replaceOne({ _id: enterprise }, told, { upsert: true, session: tx.session });
    },
  };
}

/** Of each of these enterprises of which it was told. */
export async function sizesOf(
  sizes: mongo.Collection<SizeDoc>,
  enterprises: readonly string[],
): Promise<ReadonlyMap<string, Size>> {
  const found = await sizes.find({ _id: { $in: [...new Set(enterprises)] } }).toArray();
  return new Map(found.map((told) => [told._id, sizeOf(told)]));
}
