import { addMonths, endOfDayAfter } from '@leerhuis/calendar';
import type { Order } from '../../../selling/ordering/domain/order.ts';
import type { Activation, ActivationSource } from './activation.ts';

export type ActivationRefusal =
  | { refused: 'order-withdrawn' }
  /** A line gives access once, and its time has passed. */
  | { refused: 'access-used'; used: Activation }
  | { refused: 'already-active'; current: Activation }
  | { refused: 'not-sold' };

/** What a learner has of a course, and of the line of an order that it came by. */
export interface Had {
  /** Access to the course that holds now. */
  current: Activation | null;
  /** What this line gave before. */
  used: Activation | null;
}

/** Whether a course of an order may be activated now, paid or not (V-15); null when it may. */
export function refusalOfLine(
  { standing }: Pick<Order, 'standing'>,
  { current, used }: Had,
  now: Date,
): ActivationRefusal | null {
  if (standing.state === 'withdrawn') return { refused: 'order-withdrawn' };
  if (used && used.accessUntil.getTime() <= now.getTime()) return { refused: 'access-used', used };
  return current ? { refused: 'already-active', current } : null;
}

/** Whether a learner has access that is no business of who ordered for them: another's, or what they got for themselves. */
export function isPrivate(
  current: Pick<Activation, 'accountId' | 'organisationId'>,
  { accountId, organisationId }: Pick<Order, 'accountId' | 'organisationId'>,
): boolean {
  return current.accountId !== accountId && current.organisationId !== organisationId;
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
