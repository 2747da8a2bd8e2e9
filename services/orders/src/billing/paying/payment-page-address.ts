import type { PaymentParts } from './payment-parts.ts';
import { sameKey } from './same-key.ts';

type Of = { orderId: string; paymentId: string };

const keyOf = (parts: Pick<PaymentParts, 'pageKey'>, { orderId, paymentId }: Of) =>
  parts.pageKey(`payment ${orderId} ${paymentId}`);

/** Where who paid, or did not, is sent back to: shows how the payment stands, and its amount to who has the address. */
export function paymentPageOf(parts: Pick<PaymentParts, 'publicUrl' | 'pageKey'>, of: Of): string {
  const query = new URLSearchParams({ payment: of.paymentId, key: keyOf(parts, of) });
  return `${parts.publicUrl}/api/v1/orders/${of.orderId}/payment-page?${query}`;
}

export function isKeyOf(parts: Pick<PaymentParts, 'pageKey'>, of: Of, offered: string): boolean {
  return sameKey(offered, keyOf(parts, of));
}
