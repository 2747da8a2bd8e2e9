import type { WantedLine } from '../../cart/domain/wanted-lines.ts';
import type { Buyer } from './buyer.ts';

/** What it takes for an order to bind an organisation. */
export interface BindingRules {
  /** Whether employees may order at its cost. */
  employeesMayBind: 'yes' | 'after-yes' | 'no';
}

/** Whether an order binds the organisation at once, or once a manager said yes to it. */
export type Binding = 'at-once' | 'after-yes';

export type BindingRefusal =
  | { refused: 'may-not-bind' }
  /** Of these lines, counted from 0, others learn, or they are packages of hours: a manager orders those. */
  | { refused: 'not-for-oneself'; lines: number[] };

/**
 * Whether and when somebody binds the organisation that they act for (C-8): a manager at once, for whom they like; an employee for
 * themselves, as the organisation says.
 * @param lines as they were typed; null for what could not be read
 */
export function bindingOf(
  organisation: BindingRules,
  buyer: Pick<Buyer, 'membershipId' | 'mayEnrol'>,
  lines: readonly (Pick<WantedLine, 'kind' | 'learners'> | null)[],
): Binding | BindingRefusal {
  if (buyer.mayEnrol) return 'at-once';
  if (organisation.employeesMayBind === 'no') return { refused: 'may-not-bind' };
  const isOwn = ({ kind, learners = [] }: Pick<WantedLine, 'kind' | 'learners'>) =>
    kind === 'course' && learners.every((membershipId) => membershipId === buyer.membershipId);
  const others = lines.flatMap((line, n) => (line === null || isOwn(line) ? [] : [n]));
  if (others.length > 0) return { refused: 'not-for-oneself', lines: others };
  return organisation.employeesMayBind === 'yes' ? 'at-once' : 'after-yes';
}
