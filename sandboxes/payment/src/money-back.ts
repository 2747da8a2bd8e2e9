import type { Ledger } from './ledger.ts';
import { newId } from './new-id.ts';
import { type Chargeback, type Payment, type Refund, remainingCents } from './payment.ts';

export type NotBack = { refused: 'not-paid' | 'too-little' } | { refused: 'too-much'; remaining: number };

/** Sends money of a paid payment back, by whoever's doing; what goes back is never more than was paid. */
export interface MoneyBack {
  /** All that remains unless told how much. */
  refund(
    payment: Payment,
    wish: { cents?: number | undefined; description: string; metadata: unknown },
  ): Refund | NotBack;
  /** The payer's bank takes the money back: all that remains unless told how much. */
  chargeBack(payment: Payment, cents?: number): Chargeback | NotBack;
}

export function createMoneyBack(options: {
  ledger: Ledger;
  clock: () => Date;
  onRefund: (refund: Refund) => void;
}): MoneyBack {
  const { ledger, clock, onRefund } = options;

  function demand(payment: Payment, wanted: number | undefined): { cents: number } | NotBack {
    if (payment.status !== 'paid') return { refused: 'not-paid' };
    const remaining = remainingCents(payment, ledger.gone(payment.id));
    const cents = wanted ?? remaining;
    if (cents > remaining || remaining === 0) return { refused: 'too-much', remaining };
    return cents < 1 ? { refused: 'too-little' } : { cents };
  }

  return {
    refund(payment, { cents, description, metadata }) {
      const demanded = demand(payment, cents);
      if ('refused' in demanded) return demanded;
      const at = clock().toISOString();
      const facts = { id: newId('re'), paymentId: payment.id, createdAt: at, statusAt: at, ...demanded };
      const refund: Refund = { ...facts, status: 'queued', description, metadata: metadata ?? null };
      ledger.addRefund(refund);
      onRefund(refund);
      return refund;
    },
    chargeBack(payment, cents) {
      const demanded = demand(payment, cents);
      if ('refused' in demanded) return demanded;
      const createdAt = clock().toISOString();
      const chargeback = { id: newId('chb'), paymentId: payment.id, createdAt, ...demanded, reversedAt: null };
      ledger.addChargeback(chargeback);
      return chargeback;
    },
  };
}

/** The refusal for people. */
export function wordsOf(refusal: NotBack): string {
  switch (refusal.refused) {
    case 'not-paid':
      return 'The payment is not paid, so nothing of it can go back';
    case 'too-little':
      return 'The amount is lower than the minimum';
    case 'too-much':
      return `The amount is higher than what remains, ${(refusal.remaining / 100).toFixed(2)}`;
    default:
      return refusal satisfies never;
  }
}
