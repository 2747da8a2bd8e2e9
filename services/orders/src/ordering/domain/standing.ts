import { add, compare, euro, type Money, subtract } from '@leerhuis/money';

/** How an order stands. Money that comes in beyond the total is never counted here: it is refunded (V-13). */
export type Standing =
  | { state: 'placed' }
  | { state: 'partiallyPaid'; paid: Money }
  | { state: 'paid'; paid: Money; paidAt: Date }
  | { state: 'withdrawn'; withdrawnAt: Date };

export type OrderState = Standing['state'];

/** Which state may follow which. A state that nothing follows is final. */
export const transitions: Record<OrderState, readonly OrderState[]> = {
  placed: ['partiallyPaid', 'paid', 'withdrawn'],
  partiallyPaid: ['partiallyPaid', 'paid'],
  paid: [],
  withdrawn: [],
};

export function paidOf(standing: Standing): Money {
  switch (standing.state) {
    case 'placed':
    case 'withdrawn':
      return euro(0);
    case 'partiallyPaid':
    case 'paid':
      return standing.paid;
    default:
      return standing satisfies never;
  }
}

/** What is still to be paid; nothing once the order is withdrawn. */
export function outstandingOf(standing: Standing, total: Money): Money {
  return standing.state === 'withdrawn' ? euro(0) : subtract(total, paidOf(standing));
}

export interface Receipt {
  standing: Standing;
  /** Counted towards the order. */
  accepted: Money;
  /** To be given back at once to where it came from (V-13). */
  excess: Money;
}

/**
 * Money came in for an order.
 * @throws RangeError for an amount that is not positive.
 */
export function receive(standing: Standing, total: Money, amount: Money, now: Date): Receipt {
  if (amount.amount <= 0) throw new RangeError(`received ${amount.amount} cents`);
  const due = outstandingOf(standing, total);
  const excess = compare(amount, due) > 0 ? subtract(amount, due) : euro(0);
  const accepted = subtract(amount, excess);
  if (accepted.amount === 0) return { standing, accepted, excess };
  const paid = add(paidOf(standing), accepted);
  const isComplete = compare(paid, total) === 0;
  return {
    standing: isComplete ? { state: 'paid', paid, paidAt: now } : { state: 'partiallyPaid', paid },
    accepted,
    excess,
  };
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
  switch (standing.state) {
    case 'withdrawn':
      return { standing };
    case 'partiallyPaid':
    case 'paid':
      return { refused: 'already-paid' };
    case 'placed':
      if (isAttested) return { refused: 'attest-issued' };
      if (isPaymentUnderWay) return { refused: 'payment-under-way' };
      return { standing: { state: 'withdrawn', withdrawnAt: now } };
    default:
      return standing satisfies never;
  }
}
