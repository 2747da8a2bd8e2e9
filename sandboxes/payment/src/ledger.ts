import type { Journal } from './journal.ts';
import {
  type Chargeback,
  type Gone,
  isFinal,
  isTold,
  lifetimeMinutes,
  type Payment,
  type PaymentStatus,
  type Refund,
  type RefundStatus,
  withRefundStatus,
  withStatus,
} from './payment.ts';

/** All payments, refunds and charge-backs. Each change is in the journal before anybody is told. */
export interface Ledger {
  payments(): Payment[];
  payment(id: string): Payment | undefined;
  refunds(paymentId?: string): Refund[];
  refund(id: string): Refund | undefined;
  chargeback(id: string): Chargeback | undefined;
  /** What went back of a payment. */
  gone(paymentId: string): Gone;
  add(payment: Payment): void;
  addRefund(refund: Refund): void;
  addChargeback(chargeback: Chargeback): void;
  /** The payer will transfer the money: the payment stays open until it is received. */
  awaitTransfer(id: string): void;
  /** The changed payment; null when it cannot come into that status. */
  change(id: string, status: PaymentStatus, chosen?: Parameters<typeof withStatus>[3]): Payment | null;
  changeRefund(id: string, status: RefundStatus): Refund | null;
  /** The bank thought again: the money is the merchant's after all; null when it was so already. */
  reverseChargeback(id: string): Chargeback | null;
  /** Ends payments whose time is up. */
  expire(): void;
}

export function createLedger(options: {
  journal: Journal;
  records: Map<string, unknown[]>;
  clock: () => Date;
  /** The payment's webhook is due. */
  tell: (payment: Payment) => void;
}): Ledger {
  const { journal, records, clock, tell } = options;
  const payments = new Map((records.get('payment') ?? []).map((one) => [(one as Payment).id, one as Payment]));
  const refunds = new Map((records.get('refund') ?? []).map((one) => [(one as Refund).id, one as Refund]));
  const chargebacks = new Map(
    (records.get('chargeback') ?? []).map((one) => [(one as Chargeback).id, one as Chargeback]),
  );

  let checkedAt = '';

  function put(payment: Payment): void {
    journal.write('payment', payment);
    payments.set(payment.id, payment);
  }
  function putRefund(refund: Refund): void {
    journal.write('refund', refund);
    refunds.set(refund.id, refund);
  }
  function putChargeback(chargeback: Chargeback): void {
    journal.write('chargeback', chargeback);
    chargebacks.set(chargeback.id, chargeback);
    const payment = payments.get(chargeback.paymentId);
    if (payment) tell(payment);
  }

  const ledger: Ledger = {
    payments: () => [...payments.values()].reverse(),
    payment: (id) => payments.get(id),
    refunds: (paymentId) =>
      [...refunds.values()].filter((refund) => paymentId === undefined || refund.paymentId === paymentId).reverse(),
    refund: (id) => refunds.get(id),
    chargeback: (id) => chargebacks.get(id),
    gone: (paymentId) => ({
      refunds: ledger.refunds(paymentId),
      chargebacks: [...chargebacks.values()].filter((one) => one.paymentId === paymentId).reverse(),
    }),
    add: put,
    addRefund: putRefund,
    addChargeback: putChargeback,
    awaitTransfer(id) {
      const payment = payments.get(id);
      if (payment?.status !== 'open') return;
      const expiresAt = new Date(clock().getTime() + lifetimeMinutes('banktransfer') * 60_000).toISOString();
      put({ ...payment, method: 'banktransfer', expiresAt });
    },
    change(id, status, chosen) {
      const payment = payments.get(id);
      const changed = payment && withStatus(payment, status, clock(), chosen);
      if (!changed) return null;
      put(changed);
      if (isTold(status)) tell(changed);
      return changed;
    },
    changeRefund(id, status) {
      const refund = refunds.get(id);
      const changed = refund && withRefundStatus(refund, status, clock());
      if (!changed) return null;
      putRefund(changed);
      const payment = payments.get(changed.paymentId);
      if (payment && (status === 'processing' || status === 'refunded' || status === 'failed')) tell(payment);
      return changed;
    },
    reverseChargeback(id) {
      const chargeback = chargebacks.get(id);
      if (chargeback?.reversedAt !== null) return null;
      const reversed = { ...chargeback, reversedAt: clock().toISOString() };
      putChargeback(reversed);
      return reversed;
    },
    expire() {
      const now = clock().toISOString();
      if (now.slice(0, 19) === checkedAt) return; // this second
      checkedAt = now.slice(0, 19);
      for (const payment of payments.values()) {
        if (!isFinal(payment.status) && payment.expiresAt <= now) ledger.change(payment.id, 'expired');
      }
    },
  };
  return ledger;
}
