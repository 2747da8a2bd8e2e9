import type { Filling } from '@leerhuis/event-bus';
import { localCopy } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { Item, LineKind } from '../ordering/domain/order.ts';

/** What is on sale, as the catalogue said last. A price that a client sends is never looked at. */
type Price = Omit<Item, 'kind' | 'itemId'> & { revision: number };

export type PriceStore = ReturnType<typeof priceStore>;

export function priceStore(connection: Connection) {
  const copies = {
    course: localCopy<Price>(connection, 'coursePrices'),
    'credit-package': localCopy<Price>(connection, 'creditPackagePrices'),
  };

  async function itemsOf(kind: LineKind, ids: readonly string[]): Promise<Item[]> {
    if (ids.length === 0) return [];
    const found = await copies[kind].many(ids);
    return found.map(({ id, revision, ...item }) => {
      return { kind, itemId: id, ...item };
    });
  }

  return {
    put: (tx: Filling, kind: LineKind, itemId: string, price: Price) => copies[kind].put(tx, itemId, price),

    /** Of what the catalogue told again. */
    refill: (tx: Filling, kind: LineKind, itemId: string, price: Price) => copies[kind].refill(tx, itemId, price),

    /** Takes it out of the shop; who has it keeps it. */
    withdraw: (tx: Tx, kind: LineKind, itemId: string, revision: number) => copies[kind].remove(tx, itemId, revision),

    /** Those of the wanted things that are on sale now, in no particular order. */
    async onSale(wanted: readonly { kind: LineKind; itemId: string }[]): Promise<Item[]> {
      const idsOf = (kind: LineKind) => wanted.filter((each) => each.kind === kind).map((each) => each.itemId);
      return [
        ...(await itemsOf('course', idsOf('course'))),
        ...(await itemsOf('credit-package', idsOf('credit-package'))),
      ];
    },
  };
}
