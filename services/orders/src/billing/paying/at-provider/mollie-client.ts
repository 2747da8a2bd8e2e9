import { readJsonBytes } from '@leerhuis/contracts/read-json';
import type { Locale } from '@leerhuis/language';
import { type Money, toDecimalString } from '@leerhuis/money';
import {
  BrokenCircuitError,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleType,
  retry,
  wrap,
} from 'cockatiel';
import type { z } from 'zod';
import type { PaymentMethod } from '../domain/payment.ts';
import {
  methodsAnswer,
  type ProviderMethod,
  type ProviderPayment,
  type ProviderRefund,
  paymentAnswer,
  refundAnswer,
} from './mollie-answers.ts';

/** The payment provider can't be reached, or can't answer now: the same request may be repeated later. */
export class ProviderUnavailable extends Error {
  override name = 'ProviderUnavailable';
}

/** The payment provider understood, and refuses. */
export class ProviderRefused extends Error {
  override name = 'ProviderRefused';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface NewPayment {
  amount: Money;
  description: string;
  method: PaymentMethod;
  locale: Locale;
  redirectUrl: string;
  webhookUrl: string;
  metadata: { orderId: string; paymentId: string };
}

/** The Mollie API, version 2, as far as we use it. */
export interface PaymentProvider {
  /** The same key again gives the payment that was made the first time. */
  create(payment: NewPayment, idempotencyKey: string): Promise<ProviderPayment>;
  /**
   * With its refunds and charge-backs; null for one that the provider doesn't know.
   * @param whose what comes of asking about an unknown id says nothing about those of ours
   */
  get(id: string, whose: 'ours' | 'unknown'): Promise<ProviderPayment | null>;
  /** What one can pay with there, now. */
  methods(): Promise<ProviderMethod[]>;
  refund(paymentId: string, refund: { id: string; amount: Money; description: string }): Promise<ProviderRefund>;
}

const locales = { nl: 'nl_BE', fr: 'fr_BE', en: 'en_GB' };
/** With which the provider says that there is no such payment; what was made up may be no id at all. */
const unknownStatuses = { ours: [404, 410], unknown: [400, 404, 410, 422] };
const amountOf = (money: Money) => ({ currency: money.currency, value: toDecimalString(money) });

/** A client of our own: the official one refuses plain http, which the sandbox speaks. */
export function mollieClient(options: { url: string; apiKey: string; timeoutMs?: number }): PaymentProvider {
  const base = options.url.replace(/\/+$/, '');
  const timeoutMs = options.timeoutMs ?? 4_000;
  const away = handleType(ProviderUnavailable);
  const policies = {
    ours: wrap(
      retry(away, { maxAttempts: 1, backoff: new ExponentialBackoff({ initialDelay: 150, maxDelay: 500 }) }),
      circuitBreaker(away, { halfOpenAfter: 5_000, breaker: new ConsecutiveBreaker(6) }),
    ),
    // anybody can make us ask about ids that they made up: asked once, and given up sooner
    unknown: circuitBreaker(away, { halfOpenAfter: 30_000, breaker: new ConsecutiveBreaker(3) }),
    // no payment waits for it
    methods: circuitBreaker(away, { halfOpenAfter: 30_000, breaker: new ConsecutiveBreaker(3) }),
  };

  async function once(method: 'GET' | 'POST', path: string, body?: unknown, idempotencyKey?: string): Promise<unknown> {
    const headers: Record<string, string> = { authorization: `Bearer ${options.apiKey}`, accept: 'application/json' };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
    const content = body === undefined ? null : JSON.stringify(body);
    let answer: Response;
    let bytes: Buffer;
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      answer = await fetch(base + path, { method, headers, body: content, signal, redirect: 'error' });
      bytes = Buffer.from(await answer.arrayBuffer());
    } catch (error) {
      throw new ProviderUnavailable('the payment provider does not answer', { cause: error });
    }
    if (answer.status >= 500 || answer.status === 429) throw new ProviderUnavailable(`provider says ${answer.status}`);
    if (!answer.ok) throw new ProviderRefused(answer.status, bytes.toString('utf8', 0, 500));
    const read = readJsonBytes(bytes);
    if ('refused' in read) throw new ProviderUnavailable(`the payment provider's answer is ${read.refused}`);
    return read.value;
  }

  async function call<S extends z.ZodType>(
    whose: keyof typeof policies,
    schema: S,
    ...request: Parameters<typeof once>
  ): Promise<z.output<S>> {
    try {
      return schema.parse(await policies[whose].execute(() => once(...request)));
    } catch (error) {
      if (error instanceof BrokenCircuitError) throw new ProviderUnavailable('not asked: it did not answer before');
      throw error;
    }
  }

  return {
    create: ({ amount, locale, ...facts }, idempotencyKey) => {
      const body = { ...facts, amount: amountOf(amount), locale: locales[locale] };
      return call('ours', paymentAnswer, 'POST', '/payments', body, idempotencyKey);
    },
    get: async (id, whose) => {
      try {
        return await call(whose, paymentAnswer, 'GET', `/payments/${encodeURIComponent(id)}?embed=refunds,chargebacks`);
      } catch (error) {
        if (error instanceof ProviderRefused && unknownStatuses[whose].includes(error.status)) return null;
        throw error;
      }
    },
    methods: () => call('methods', methodsAnswer, 'GET', '/methods?resource=payments'),
    refund: (paymentId, { id, amount, description }) => {
      const body = { amount: amountOf(amount), description, metadata: { refundId: id } };
      return call('ours', refundAnswer, 'POST', `/payments/${encodeURIComponent(paymentId)}/refunds`, body, id);
    },
  };
}
