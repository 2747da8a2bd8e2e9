import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { Buyer } from '../ordering/domain/buyer.ts';
import type { WantedLine } from './domain/wanted-lines.ts';

interface CartDoc {
  /** The account's; for who acts for an organisation, with that before it. */
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

type Whose = Pick<Buyer, 'accountId' | 'organisationId'>;

const idOf = ({ accountId, organisationId }: Whose) =>
  organisationId === null ? accountId : `${organisationId}:${accountId}`;

/** One cart per account and whom it acts for, without prices: those are looked up each time it is shown. */
export function cartStore(connection: Connection) {
  const carts = databaseOf(connection).collection<CartDoc>('carts');
  return {
    async get(whose: Whose): Promise<Cart> {
      const cart = await carts.findOne({ _id: idOf(whose) });
      return cart ? { lines: cart.lines, changedAt: cart.changedAt } : { lines: [], changedAt: null };
    },

    async put(whose: Whose, lines: WantedLine[], changedAt: Date): Promise<void> {
      await carts.replaceOne({ _id: idOf(whose) }, { lines, changedAt }, { upsert: true });
    },

    async empty(whose: Whose): Promise<void> {
      await carts.deleteOne({ _id: idOf(whose) });
    },

    /** Empties the cart that was read; false when it has changed since, or somebody was first. */
    async take(tx: Tx, whose: Whose, { changedAt }: Cart): Promise<boolean> {
      if (!changedAt) return false;
      const { deletedCount } = await carts.deleteOne({ _id: idOf(whose), changedAt }, { session: tx.session });
      return deletedCount === 1;
    },
  };
}
