import {
  type Chargeback,
  chargedBackCents,
  type Gone,
  isCancelable,
  isFinal,
  type Method,
  type Payment,
  type PaymentStatus,
  type Refund,
  refundedCents,
  remainingCents,
} from './payment.ts';

/** How Mollie writes things down. */
export interface Representation {
  /** @param embedded what is told with it: names of Mollie's `embed` */
  payment(payment: Payment, gone: Gone, embedded?: readonly string[]): object;
  refund(refund: Refund): object;
  chargeback(chargeback: Chargeback): object;
  list(
    name: 'payments' | 'refunds' | 'chargebacks' | 'methods',
    items: object[],
    next: string | null,
    self: string,
  ): object;
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
    payment(payment, gone, embedded = []) {
      const { status } = payment;
      const { refunds, chargebacks } = gone;
      const chargedBack = chargedBackCents(chargebacks);
      const path = `/v2/payments/${payment.id}`;
      return {
        resource: 'payment',
        id: payment.id,
        mode: 'test',
        createdAt: payment.createdAt,
        amount: amount(payment.cents),
        ...(status === 'paid'
          ? { amountRefunded: amount(refundedCents(refunds)), amountRemaining: amount(remainingCents(payment, gone)) }
          : {}),
        ...(chargedBack > 0 ? { amountChargedBack: amount(chargedBack) } : {}),
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
        ...(embedded.length > 0 ? { _embedded: embeddedOf(gone, embedded) } : {}),
        _links: {
          self: link(path),
          ...(status === 'open' ? { checkout: { href: checkoutUrl(payment), type: 'text/html' } } : {}),
          ...(refunds.length > 0 ? { refunds: link(`${path}/refunds`) } : {}),
          ...(chargebacks.length > 0 ? { chargebacks: link(`${path}/chargebacks`) } : {}),
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
    chargeback: (chargeback) => ({
      resource: 'chargeback',
      id: chargeback.id,
      amount: amount(chargeback.cents),
      settlementAmount: { currency: 'EUR', value: `-${amount(chargeback.cents).value}` },
      createdAt: chargeback.createdAt,
      reason: null,
      reversedAt: chargeback.reversedAt,
      paymentId: chargeback.paymentId,
      _links: {
        self: link(`/v2/payments/${chargeback.paymentId}/chargebacks/${chargeback.id}`),
        payment: link(`/v2/payments/${chargeback.paymentId}`),
        documentation: { href: 'https://docs.mollie.com/reference/get-chargeback', type: 'text/html' },
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

  function embeddedOf({ refunds, chargebacks }: Gone, embedded: readonly string[]): object {
    return {
      ...(embedded.includes('refunds') ? { refunds: refunds.map(representation.refund) } : {}),
      ...(embedded.includes('chargebacks') ? { chargebacks: chargebacks.map(representation.chargeback) } : {}),
    };
  }
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
