import {
  isCancelable,
  isFinal,
  type Method,
  type Payment,
  type PaymentStatus,
  type Refund,
  refundableCents,
  refundedCents,
} from './payment.ts';

/** How Mollie writes things down. */
export interface Representation {
  payment(payment: Payment, refunds: Refund[], embedRefunds?: boolean): object;
  refund(refund: Refund): object;
  list(name: 'payments' | 'refunds' | 'methods', items: object[], next: string | null, self: string): object;
  checkoutUrl(payment: Payment): string;
}

export function amount(cents: number): { currency: 'EUR'; value: string } {
  return { currency: 'EUR', value: `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}` };
}

export function createRepresentation(publicUrl: string): Representation {
  const link = (path: string, type = 'application/hal+json') => ({ href: `${publicUrl}${path}`, type });
  const checkoutUrl = (payment: Payment) => `${publicUrl}/checkout/${payment.id}`;
  const representation: Representation = {
    checkoutUrl,
    payment(payment, refunds, embedRefunds = false) {
      const { status } = payment;
      const refunded = refundedCents(refunds);
      const path = `/v2/payments/${payment.id}`;
      return {
        resource: 'payment',
        id: payment.id,
        mode: 'test',
        createdAt: payment.createdAt,
        amount: amount(payment.cents),
        ...(status === 'paid'
          ? { amountRefunded: amount(refunded), amountRemaining: amount(refundableCents(payment, refunds)) }
          : {}),
        description: payment.description,
        method: payment.method,
        metadata: payment.metadata,
        status,
        ...(isFinal(status) ? {} : { isCancelable: isCancelable(payment), expiresAt: payment.expiresAt }),
        ...(stamps[status] ? { [stamps[status]]: payment.statusAt } : {}),
        locale: payment.locale,
        profileId: 'pfl_sandbox',
        sequenceType: 'oneoff',
        redirectUrl: payment.redirectUrl,
        ...(payment.cancelUrl === null ? {} : { cancelUrl: payment.cancelUrl }),
        webhookUrl: payment.webhookUrl,
        details: details(payment),
        ...(embedRefunds ? { _embedded: { refunds: refunds.map(representation.refund) } } : {}),
        _links: {
          self: link(path),
          ...(status === 'open' ? { checkout: { href: checkoutUrl(payment), type: 'text/html' } } : {}),
          ...(refunds.length > 0 ? { refunds: link(`${path}/refunds`) } : {}),
          dashboard: link('/', 'text/html'),
          documentation: { href: 'https://docs.mollie.com/reference/get-payment', type: 'text/html' },
        },
      };
    },
    refund: (refund) => ({
      resource: 'refund',
      id: refund.id,
      mode: 'test',
      amount: amount(refund.cents),
      settlementAmount: { currency: 'EUR', value: `-${amount(refund.cents).value}` },
      status: refund.status,
      createdAt: refund.createdAt,
      description: refund.description,
      metadata: refund.metadata,
      paymentId: refund.paymentId,
      _links: {
        self: link(`/v2/payments/${refund.paymentId}/refunds/${refund.id}`),
        payment: link(`/v2/payments/${refund.paymentId}`),
        documentation: { href: 'https://docs.mollie.com/reference/get-refund', type: 'text/html' },
      },
    }),
    list: (name, items, next, self) => ({
      count: items.length,
      _embedded: { [name]: items },
      _links: {
        self: link(self),
        previous: null,
        next: next === null ? null : link(next),
        documentation: { href: 'https://docs.mollie.com', type: 'text/html' },
      },
    }),
  };
  return representation;
}

const stamps: Partial<Record<PaymentStatus, string>> = {
  paid: 'paidAt',
  canceled: 'canceledAt',
  expired: 'expiredAt',
  failed: 'failedAt',
  authorized: 'authorizedAt',
};

function details({ id, method, status, card }: Payment): object | null {
  const reference = id.slice(-12).toUpperCase();
  const payer = { consumerName: 'T. TEST', consumerAccount: 'BE68539007547034', consumerBic: 'KREDBEBB' };
  if (method === 'banktransfer') {
    const bank = { bankName: 'Sandbox Bank', bankAccount: 'BE71096123456769', bankBic: 'GKCCBEBB' };
    return { ...bank, transferReference: reference, ...(status === 'paid' ? payer : {}) };
  }
  if (status !== 'paid' || method === null) return null;
  const byMethod: Record<Exclude<Method, 'banktransfer'>, object> = {
    bancontact: { cardNumber: '7034', ...payer },
    creditcard: { cardLabel: card, cardHolder: 'T. TEST', cardNumber: '6787', cardSecurity: 'normal' },
    paypal: { consumerName: 'Test Payer', consumerAccount: 'payer@example.org', paypalReference: reference },
    ideal: payer,
  };
  return byMethod[method];
}

const names: Record<Method, string> = {
  bancontact: 'Bancontact',
  creditcard: 'Card',
  paypal: 'PayPal',
  banktransfer: 'Bank transfer',
  ideal: 'iDEAL',
};

export function methodJson(method: Method): object {
  return {
    resource: 'method',
    id: method,
    description: names[method],
    minimumAmount: amount(2),
    maximumAmount: amount(largestCents(method)),
    status: 'activated',
  };
}

export function largestCents(method: Method | null): number {
  return method === 'banktransfer' ? 100_000_000 : 5_000_000;
}
