import { coursesByLearner, type HadAlready, type Whose } from '../../selling/cart/domain/had-already.ts';
import type { Selling } from '../../selling/selling.ts';
import type { ActivationQueries } from './activation-queries.ts';

/**
 * What learners have of these courses, whether they may watch them now or can still activate them (V-17), as far as it is the business
 * of who asks.
 */
export async function hadAlready(
  activations: ActivationQueries,
  { linesWith }: Selling['orderLists'],
  wish: Whose & { courseIds: readonly string[]; now: Date },
): Promise<(accountId: string) => HadAlready> {
  const { accountIds, by, courseIds, now } = wish;
  const [active, lines] = await Promise.all([
    activations.activeOf(accountIds, courseIds, now),
    linesWith(accountIds, courseIds),
  ]);
  const activated = await activations.ofOrders([...new Set(lines.map(({ orderId }) => orderId))]);
  const isUsed = (line: (typeof lines)[number]) =>
    activated.some(({ orderId, lineId }) => orderId === line.orderId && lineId === line.lineId);
  const actives = coursesByLearner(active, by);
  const ordered = coursesByLearner(
    lines.filter((line) => !isUsed(line)),
    by,
  );
  return (accountId) => ({
    active: actives.get(accountId) ?? new Set(),
    ordered: ordered.get(accountId) ?? new Set(),
  });
}
