import { type Money, multiply, type VatTotals, vatTotals } from '@leerhuis/money';
import type { Item } from '../../ordering/domain/order.ts';
import type { HadAlready } from './had-already.ts';
import type { WantedLine } from './wanted-lines.ts';

/** Of a course for several: whether one of them has it. */
interface Marks {
  alreadyActive: boolean;
  alreadyOrdered: boolean;
}

export interface PricedCart extends VatTotals {
  lines: (Item & Pick<WantedLine, 'quantity' | 'learners'> & { net: Money } & Marks)[];
  unavailable: Pick<WantedLine, 'kind' | 'itemId' | 'title'>[];
}

/**
 * What a cart costs: of what can be ordered only. A course that is active, or waits for its activation, may be bought again,
 * for after the access that runs; it is marked, since there will be no second attest (V-17).
 */
export function priceCart(wanted: readonly WantedLine[], items: readonly Item[], had: HadAlready): PricedCart {
  const lines: PricedCart['lines'] = [];
  const unavailable: PricedCart['unavailable'] = [];
  for (const { kind, itemId, quantity, title, learners } of wanted) {
    const item = items.find((each) => each.kind === kind && each.itemId === itemId);
    const isCourse = kind === 'course';
    if (!item) unavailable.push({ kind, itemId, ...(title ? { title } : {}) });
    else {
      const alreadyActive = isCourse && had.active.has(itemId);
      const alreadyOrdered = isCourse && had.ordered.has(itemId);
      const taken = { quantity, ...(learners ? { learners } : {}), net: multiply(item.price, quantity) };
      lines.push({ ...item, ...taken, alreadyActive, alreadyOrdered });
    }
  }
  return { lines, unavailable, ...vatTotals(lines.map(({ net, vatRate }) => ({ net, rate: vatRate }))) };
}
