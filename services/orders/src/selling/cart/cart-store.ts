import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { WantedLine } from './domain/wanted-lines.ts';

interface CartDoc {
  _id: string;
  lines: WantedLine[];
  changedAt: Date;
}

/** A cart as it was read, to be sure that it is this one that is ordered. */
export interface Cart {
  lines: WantedLine[];
  changedAt: Date | null;
}

export type CartStore = ReturnType<typeof cartStore>;

/** One cart per account, without prices: those are looked up each time it is shown. */
export function cartStore(connection: Connection) {
  const carts = databaseOf(connection).collection<CartDoc>('carts');
  return {
    async get(accountId: string): Promise<Cart> {
      const cart = await carts.findOne({ _id: accountId });
      return cart ? { lines: cart.lines, changedAt: cart.changedAt } : { lines: [], changedAt: null };
    },

    async put(accountId: string, lines: WantedLine[], changedAt: Date): Promise<void> {
      await carts.replaceOne({ _id: accountId }, { lines, changedAt }, { upsert: true });
    },

    async empty(accountId: string): Promise<void> {
      await carts.deleteOne({ _id: accountId });
    },

    /** Empties the cart that was read; false when it has changed since, or somebody was first. */
    async take(tx: Tx, accountId: string, { changedAt }: Cart): Promise<boolean> {
      if (!changedAt) return false;
      const { deletedCount } = await carts.deleteOne({ _id: accountId, changedAt }, { session: tx.session });
      return deletedCount === 1;
    },
  };
}
