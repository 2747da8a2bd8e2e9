import { addMonths, endOfDayAfter } from '@leerhuis/calendar';
import type { Order } from '../../../selling/ordering/domain/order.ts';
import type { Activation, ActivationSource } from './activation.ts';

export type ActivationRefusal =
  | { refused: 'order-withdrawn' }
  /** A line gives access once, and its time has passed. */
  | { refused: 'access-used'; used: Activation }
  | { refused: 'already-active'; current: Activation }
  /** Who learns has the course already, which is no business of who asks. */
  | { refused: 'learns-otherwise' }
  /** Who is to learn has no account yet. */
  | { refused: 'no-account' }
  /** Who was to learn is no longer of the organisation. */
  | { refused: 'has-left' }
  | { refused: 'not-sold' };

/** What a learner has of a course, and of the line of an order that it came by. */
export interface Had {
  /** Access to the course that holds now. */
  current: Activation | null;
  /** What this line gave before. */
  used: Activation | null;
  /** Whether the access that holds now is no business of who asks. */
  isPrivate?: boolean;
}

/** Whether a course of an order may be activated now, paid or not (V-15); null when it may. */
export function refusalOfLine(
  { standing }: Pick<Order, 'standing'>,
  { current, used, isPrivate = false }: Had,
  now: Date,
): ActivationRefusal | null {
  if (standing.state === 'withdrawn') return { refused: 'order-withdrawn' };
  if (used && used.accessUntil.getTime() <= now.getTime()) return { refused: 'access-used', used };
  if (current && isPrivate) return { refused: 'learns-otherwise' };
  return current ? { refused: 'already-active', current } : null;
}

/** Whether somebody can learn by a line at all; null when they can. */
export function refusalOfLearner(learner: {
  accountId: string | null;
  isOfOrganisation: boolean;
}): ActivationRefusal | null {
  if (learner.accountId === null) return { refused: 'no-account' };
  return learner.isOfOrganisation ? null : { refused: 'has-left' };
}

/** Whether a course may be activated for hours of credit (V-7); null when it may. */
export function refusalForCredit(current: Activation | null, isOnSale: boolean): ActivationRefusal | null {
  if (current) return { refused: 'already-active', current };
  return isOnSale ? null : { refused: 'not-sold' };
}

/** Payment activates what the buyer did not activate before; a course that is active already is left for later (V-10). */
export function isDueOnPayment({ current, used }: Had): boolean {
  return current === null && used === null;
}

export function sourceOf({ standing }: Pick<Order, 'standing'>): ActivationSource {
  return standing.state === 'paid' ? 'payment' : 'before-payment';
}

/**
 * End of access for what is activated at this moment (V-17): the end of the day so many months later in the provider's zone, since
 * people are told a day.
 */
export function accessUntil(activatedAt: Date, terms: { accessMonths: number }, zone: string): Date {
  return endOfDayAfter(addMonths(activatedAt, terms.accessMonths, zone), 0, zone);
}
