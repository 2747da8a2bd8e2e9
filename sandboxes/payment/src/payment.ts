export const methods = ['bancontact', 'creditcard', 'paypal', 'banktransfer', 'ideal'] as const;
export type Method = (typeof methods)[number];

export const cards = ['Visa', 'Mastercard', 'Maestro'] as const;
export type Card = (typeof cards)[number];

export const paymentStatuses = ['open', 'pending', 'authorized', 'paid', 'canceled', 'expired', 'failed'] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

export const refundStatuses = ['queued', 'pending', 'processing', 'refunded', 'failed', 'canceled'] as const;
export type RefundStatus = (typeof refundStatuses)[number];

export interface Payment {
  id: string;
  createdAt: string;
  status: PaymentStatus;
  /** When it came into its status. */
  statusAt: string;
  expiresAt: string;
  /** Integer cents. */
  cents: number;
  description: string;
  /** What the payer may choose from. */
  allowed: Method[];
  method: Method | null;
  card: Card | null;
  locale: string | null;
  redirectUrl: string;
  cancelUrl: string | null;
  webhookUrl: string | null;
  metadata: unknown;
}

export interface Refund {
  id: string;
  paymentId: string;
  createdAt: string;
  status: RefundStatus;
  statusAt: string;
  cents: number;
  description: string;
  metadata: unknown;
}

/** The payer's bank took money back; it may think again. */
export interface Chargeback {
  id: string;
  paymentId: string;
  createdAt: string;
  cents: number;
  reversedAt: string | null;
}

/** All that went back, or was to go back, of a payment. */
export interface Gone {
  refunds: Refund[];
  chargebacks: Chargeback[];
}

const next: Record<PaymentStatus, readonly PaymentStatus[]> = {
  open: ['pending', 'authorized', 'paid', 'canceled', 'expired', 'failed'],
  pending: ['paid', 'canceled', 'expired', 'failed'],
  authorized: ['paid', 'canceled', 'expired', 'failed'],
  paid: [],
  canceled: [],
  expired: [],
  failed: [],
};

const nextRefund: Record<RefundStatus, readonly RefundStatus[]> = {
  queued: ['pending', 'processing', 'refunded', 'failed', 'canceled'],
  pending: ['processing', 'refunded', 'failed', 'canceled'],
  processing: ['refunded', 'failed'],
  // a bank may still send the money back
  refunded: ['failed'],
  failed: [],
  canceled: [],
};

/** The payment in its new status; null when it cannot come there. */
export function withStatus(
  payment: Payment,
  status: PaymentStatus,
  now: Date,
  chosen: { method?: Method | undefined; card?: Card | undefined } = {},
): Payment | null {
  if (!next[payment.status].includes(status)) return null;
  const method = chosen.method ?? payment.method ?? payment.allowed[0] ?? null;
  const card = method === 'creditcard' ? (chosen.card ?? payment.card ?? 'Visa') : null;
  return { ...payment, status, statusAt: now.toISOString(), method, card };
}

/** The refund in its new status; null when it cannot come there. */
export function withRefundStatus(refund: Refund, status: RefundStatus, now: Date): Refund | null {
  return nextRefund[refund.status].includes(status) ? { ...refund, status, statusAt: now.toISOString() } : null;
}

/** Cents given back, or on their way. */
export function refundedCents(refunds: Refund[]): number {
  const counted = refunds.filter(({ status }) => status !== 'failed' && status !== 'canceled');
  return counted.reduce((sum, { cents }) => sum + cents, 0);
}

/** Cents that a bank took back, and kept. */
export function chargedBackCents(chargebacks: Chargeback[]): number {
  return chargebacks.reduce((sum, { cents, reversedAt }) => (reversedAt === null ? sum + cents : sum), 0);
}

/** What can still go back. */
export function remainingCents(payment: Payment, { refunds, chargebacks }: Gone): number {
  if (payment.status !== 'paid') return 0;
  return payment.cents - refundedCents(refunds) - chargedBackCents(chargebacks);
}

/** Only a transfer waits long enough to be called off from outside, and what nobody has chosen a method for. */
export function isCancelable(payment: Payment): boolean {
  if (payment.status === 'authorized') return true;
  return payment.status === 'open' && (payment.method === 'banktransfer' || payment.method === null);
}

/** Mollie tells of these, and not of `open` and `pending`. */
export function isTold(status: PaymentStatus): boolean {
  return status !== 'open' && status !== 'pending';
}

/** Minutes that the payer has, by method. */
export function lifetimeMinutes(method: Method | null): number {
  const minutes = { bancontact: 60, creditcard: 30, paypal: 180, ideal: 15, banktransfer: 14 * 24 * 60 };
  return method ? minutes[method] : 60;
}

export function isFinal(status: PaymentStatus): boolean {
  return next[status].length === 0;
}
