import { notFound } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import type { Learner, Order } from '../../selling/ordering/domain/order.ts';
import { type Activating, activateIfDue } from './activation-commands.ts';
import { substitutionOf } from './domain/substitution.ts';
import { cannotSubstitute } from './substitution-problems.ts';

/**
 * Gives the place of who has not activated to somebody else of the organisation.
 * @param order as this transaction holds it
 * @param wish.learner whom the organisation knows; null when it doesn't
 * @returns the order as it is then
 * @throws Problem 404, 409, 422
 */
export async function substitute(
  activating: Activating,
  tx: Tx,
  order: Order,
  wish: { lineId: string; learner: Learner | null; by: string },
): Promise<Order> {
  const line = order.lines.find(({ lineId }) => lineId === wish.lineId);
  if (!line?.learner) throw notFound();
  const isActivated = (await activating.activations.ofLine(tx, order.id, line.lineId)) !== null;
  const result = substitutionOf(order, line, { learner: wish.learner, isActivated });
  if ('refused' in result) throw cannotSubstitute(result.refused);
  const { line: changed } = result;
  await activating.orders.giveLine(tx, order, changed);
  const places = { before: { learner: line.learner.membershipId }, after: { learner: changed.learner.membershipId } };
  await activating.orders.note(tx, order.id, { by: wish.by, what: 'learner-changed', detail: line.code, ...places });
  await activateIfDue(activating, tx, order, changed);
  return { ...order, lines: order.lines.map((each) => (each.lineId === changed.lineId ? changed : each)) };
}
