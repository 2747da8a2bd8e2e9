import type { Paying } from '../paying.ts';
import { sameKey } from './same-key.ts';

type Of = { orderId: string; paymentId: string };

const keyOf = ({ pageKey }: Pick<Paying, 'pageKey'>, { orderId, paymentId }: Of) =>
  pageKey(`payment ${orderId} ${paymentId}`);

/** Where who paid, or did not, is sent back to: shows how the payment stands, and its amount to who has the address. */
export function paymentPageOf(paying: Pick<Paying, 'settings' | 'pageKey'>, of: Of): string {
  const query = new URLSearchParams({ payment: of.paymentId, key: keyOf(paying, of) });
  return `${paying.settings.PUBLIC_URL}/api/v1/orders/${of.orderId}/payment-page?${query}`;
}

export function isKeyOf(paying: Pick<Paying, 'pageKey'>, of: Of, offered: string): boolean {
  return sameKey(offered, keyOf(paying, of));
}
