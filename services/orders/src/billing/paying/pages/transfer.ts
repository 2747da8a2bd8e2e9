import { epcQrPayload, type Money } from '@leerhuis/money';
import { type Order, outstanding } from '../../../selling/ordering/domain/order.ts';
import { paymentIdOf } from '../at-provider/start-payment.ts';
import type { Payment } from '../domain/payment.ts';
import type { Paying } from '../paying.ts';

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
export function transferFor(
  { provider, dayOf }: Pick<Paying, 'provider' | 'dayOf'>,
  order: Order,
  now: Date,
): Transfer {
  const { iban, bic, name } = provider.identityOn(dayOf(now));
  const { structuredCommunication: reference } = order.proForma;
  const amount = outstanding(order);
  const qrText = epcQrPayload({ name: name.slice(0, 70), iban, bic, amount, reference });
  return { iban, bic, beneficiary: name, reference, amount, qrText };
}

/** Address of the page that shows the same to who has no app of ours. */
function transferPageOf({ settings, pageKey }: Pick<Paying, 'settings' | 'pageKey'>, orderId: string): string {
  return `${settings.PUBLIC_URL}/api/v1/orders/${orderId}/transfer-page?key=${pageKey(`transfer ${orderId}`)}`;
}

/** The announced transfer as clients see payments; it is one once staff, or the bank's file, have booked it. */
export function announcedTransfer(paying: Paying, order: Order, now: Date): Payment & { transfer: Transfer } {
  const { id: orderId, accountId } = order;
  return {
    id: paymentIdOf(order, 'transfer'),
    orderId,
    accountId,
    providerPaymentId: '',
    method: 'banktransfer',
    amount: outstanding(order),
    status: 'open',
    checkoutUrl: transferPageOf(paying, orderId),
    createdAt: now,
    paidAt: null,
    transfer: transferFor(paying, order, now),
  };
}
