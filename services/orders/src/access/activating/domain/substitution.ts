import type { Learner, Order, OrderLine } from '../../../selling/ordering/domain/order.ts';

export type SubstitutionRefusal = 'order-withdrawn' | 'activated' | 'not-of-organisation' | 'learns-already';

/**
 * The line with somebody else who learns by it: what was activated is personal (V-16) and stays theirs.
 * @param facts.learner null when the organisation doesn't know them
 */
export function substitutionOf(
  { standing, lines }: Pick<Order, 'standing' | 'lines'>,
  line: OrderLine,
  { learner, isActivated }: { learner: Learner | null; isActivated: boolean },
): { line: OrderLine & { learner: Learner } } | { refused: SubstitutionRefusal } {
  if (standing.state === 'withdrawn') return { refused: 'order-withdrawn' };
  if (isActivated) return { refused: 'activated' };
  if (!learner) return { refused: 'not-of-organisation' };
  const { membershipId } = learner;
  const has = lines.some((each) => each.itemId === line.itemId && each.learner?.membershipId === membershipId);
  if (has) return { refused: 'learns-already' };
  return { line: { ...line, learner } };
}
