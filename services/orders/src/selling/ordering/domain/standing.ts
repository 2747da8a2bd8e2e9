import { euro, type Money } from '@leerhuis/money';

/** How an order stands, by its entries (`entries.ts`). Money beyond the total is never counted here: it goes back (V-13). */
export type Standing =
  | { state: 'placed' }
  | { state: 'partiallyPaid'; paid: Money }
  | { state: 'paid'; paid: Money; paidAt: Date }
  /** Was paid in full and invoiced; then money was taken back, and is owed again. */
  | { state: 'reopened'; paid: Money }
  | { state: 'withdrawn'; withdrawnAt: Date };

export type OrderState = Standing['state'];

/** How states are spelled in the API, in the order of an order's life. */
export const orderStates = ['placed', 'partially-paid', 'paid', 'reopened', 'withdrawn'] as const;
export type ShownState = (typeof orderStates)[number];

export const shownState = (state: OrderState): ShownState => (state === 'partiallyPaid' ? 'partially-paid' : state);
export const keptState = (shown: ShownState): OrderState => (shown === 'partially-paid' ? 'partiallyPaid' : shown);

/** Which state may follow which. A state that nothing follows is final. */
export const transitions: Record<OrderState, readonly OrderState[]> = {
  placed: ['partiallyPaid', 'paid', 'withdrawn'],
  // money may be taken back: by a charge-back, or because it was booked by mistake
  partiallyPaid: ['partiallyPaid', 'paid', 'placed'],
  paid: ['reopened'],
  reopened: ['reopened', 'paid'],
  withdrawn: [],
};

/**
 * The standing that comes next.
 * @throws RangeError when it may not follow the one before: a fault of ours
 */
export function follow(before: Standing, next: Standing): Standing {
  const isAllowed = before.state === next.state || transitions[before.state].includes(next.state);
  if (!isAllowed) throw new RangeError(`an order that is ${before.state} does not become ${next.state}`);
  return next;
}

export function paidOf(standing: Standing): Money {
  switch (standing.state) {
    case 'placed':
    case 'withdrawn':
      return euro(0);
    case 'partiallyPaid':
    case 'paid':
    case 'reopened':
      return standing.paid;
    default:
      return standing satisfies never;
  }
}

export type Withdrawal = { standing: Standing } | { refused: 'already-paid' | 'payment-under-way' | 'attest-issued' };

/** What else stands in the way of a withdrawal. */
export interface Surroundings {
  isPaymentUnderWay: boolean;
  /** Whether what was activated before payment (V-15) led to an attest. */
  isAttested: boolean;
}

/** Withdraws a pro-forma that nothing was paid on, and that gave no attest (V-14); doing it again changes nothing. */
export function withdraw(standing: Standing, { isPaymentUnderWay, isAttested }: Surroundings, now: Date): Withdrawal {
  if (standing.state === 'withdrawn') return { standing };
  if (!transitions[standing.state].includes('withdrawn')) return { refused: 'already-paid' };
  if (isAttested) return { refused: 'attest-issued' };
  if (isPaymentUnderWay) return { refused: 'payment-under-way' };
  return { standing: follow(standing, { state: 'withdrawn', withdrawnAt: now }) };
}
