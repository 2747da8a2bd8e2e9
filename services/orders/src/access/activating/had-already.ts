import type { HadAlready } from '../../selling/cart/domain/price-cart.ts';
import type { Selling } from '../../selling/selling.ts';
import type { ActivationQueries } from './activation-queries.ts';

/** What somebody has of these courses, whether they may watch them now or can still activate them (V-17). */
export async function hadAlready(
  activations: ActivationQueries,
  { linesWith }: Selling['orderLists'],
  wish: { accountId: string; courseIds: readonly string[]; now: Date },
): Promise<HadAlready> {
  const { accountId, courseIds, now } = wish;
  const [active, lines] = await Promise.all([
    activations.activeOf(accountId, courseIds, now),
    linesWith(accountId, courseIds),
  ]);
  const activated = await activations.ofOrders([...new Set(lines.map(({ orderId }) => orderId))]);
  const isUsed = (line: (typeof lines)[number]) =>
    activated.some(({ orderId, lineId }) => orderId === line.orderId && lineId === line.lineId);
  return {
    active: new Set(active.map(({ courseId }) => courseId)),
    ordered: new Set(lines.filter((line) => !isUsed(line)).map(({ itemId }) => itemId)),
  };
}
