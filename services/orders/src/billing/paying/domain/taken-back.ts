import type { Money } from '@leerhuis/money';
import type { RefundStatus } from './payment.ts';

/** Money that was taken back, or came back, at the payment provider's without our doing. */
export interface TakenBack {
  /** The same for the same event, however often it is told. */
  id: string;
  kind: 'refund-at-provider' | 'refund-at-provider-failed' | 'charge-back' | 'charge-back-reversed';
  amount: Money;
  at: Date;
}

/**
 * What follows from a refund that somebody made in the provider's dashboard: nothing as long as it can still be called off;
 * and when the bank sends it back, it never was.
 */
export function refundEntries(refund: {
  id: string;
  status: RefundStatus;
  amount: Money;
  createdAt: Date;
}): TakenBack[] {
  const { id, status, amount, createdAt: at } = refund;
  const made: TakenBack = { id: `refund ${id}`, kind: 'refund-at-provider', amount, at };
  switch (status) {
    case 'processing':
    case 'refunded':
      return [made];
    case 'failed':
      return [made, { id: `refund ${id} failed`, kind: 'refund-at-provider-failed', amount, at }];
    case 'requested':
    case 'queued':
    case 'pending':
    case 'canceled':
      return [];
    default:
      return status satisfies never;
  }
}

/** What follows from a charge-back, and from its reversal. */
export function chargeBackEntries(chargeBack: {
  id: string;
  amount: Money;
  createdAt: Date;
  reversedAt: Date | null;
}): TakenBack[] {
  const { id, amount, createdAt, reversedAt } = chargeBack;
  const taken: TakenBack = { id: `charge-back ${id}`, kind: 'charge-back', amount, at: createdAt };
  if (!reversedAt) return [taken];
  return [taken, { id: `charge-back ${id} reversed`, kind: 'charge-back-reversed', amount, at: reversedAt }];
}
