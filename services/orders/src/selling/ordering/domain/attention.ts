import { coveredOf, creditNoteDueOf, type OrderMoney, toGiveBackOf } from './entries.ts';

/** Why a person has to look at an order. */
export const attentionReasons = ['reopened', 'credit-note-due', 'to-give-back'] as const;
export type AttentionReason = (typeof attentionReasons)[number];

/**
 * What a person has to do about an order: get money again that was taken back, write a credit note for what was given back at
 * the payment provider's, or give back through the bank what came in by hand and was too much.
 */
export function attentionOf(order: OrderMoney): AttentionReason[] {
  const isDue: Record<AttentionReason, boolean> = {
    // also when more went out than came in for an order that has no invoice, or was withdrawn
    reopened: order.standing.state === 'reopened' || coveredOf(order) < 0,
    'credit-note-due': creditNoteDueOf(order.entries).amount > 0,
    'to-give-back': toGiveBackOf(order).amount > 0,
  };
  return attentionReasons.filter((reason) => isDue[reason]);
}
