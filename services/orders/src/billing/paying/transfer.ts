import { epcQrPayload, type Money } from '@leerhuis/money';
import type { Payment } from './domain/payment.ts';
import type { OrderToPay, PaymentParts } from './payment-parts.ts';
import { paymentIdOf } from './start-payment.ts';

/** What somebody has to fill in at their bank. */
export interface Transfer {
  iban: string;
  bic: string;
  beneficiary: string;
  /** Structured communication as printed on the pro-forma. */
  reference: string;
  amount: Money;
  /** Text of the QR code that banks' apps read (EPC069-12). */
  qrText: string;
}

/** A transfer goes to the provider's own account, as the pro-forma says: the payment provider has no part in it. */
export function transferFor(parts: Pick<PaymentParts, 'account'>, order: OrderToPay, now: Date): Transfer {
  const { iban, bic, name } = parts.account(now);
  const { structuredCommunication: reference, outstanding: amount } = order;
  const qrText = epcQrPayload({ name: name.slice(0, 70), iban, bic, amount, reference });
  return { iban, bic, beneficiary: name, reference, amount, qrText };
}

/** Address of the page that shows the same to who has no app of ours. */
export function transferPageOf(parts: Pick<PaymentParts, 'publicUrl' | 'pageKey'>, orderId: string): string {
  return `${parts.publicUrl}/api/v1/orders/${orderId}/transfer-page?key=${parts.pageKey(`transfer ${orderId}`)}`;
}

/** The announced transfer as clients see payments; it is one once staff, or the bank's file, have booked it. */
export function announcedTransfer(parts: PaymentParts, order: OrderToPay, now: Date): Payment & { transfer: Transfer } {
  const { id: orderId, accountId, outstanding: amount } = order;
  return {
    id: paymentIdOf(order, 'transfer'),
    orderId,
    accountId,
    providerPaymentId: '',
    method: 'banktransfer',
    amount,
    status: 'open',
    checkoutUrl: transferPageOf(parts, orderId),
    createdAt: now,
    paidAt: null,
    transfer: transferFor(parts, order, now),
  };
}
