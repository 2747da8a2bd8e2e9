import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, formBody, html, Problem, type Route, redirect, route } from '@leerhuis/http-api';
import { inLocale, type Locale } from '@leerhuis/language';
import { compare } from '@leerhuis/money';
import { z } from 'zod';
import { type Order, outstanding } from '../../../selling/ordering/domain/order.ts';
import type { PaymentChecks } from '../at-provider/check-payments.ts';
import { isFinal } from '../domain/payment.ts';
import { looksAgainIn, mayPayAgain, paymentStanding } from '../domain/payment-standing.ts';
import type { Paying } from '../paying.ts';
import { type PaymentWithRefunds, refundedOf } from '../payment-queries.ts';
import { payAgain } from './pay-again.ts';
import { frameOf, paymentPage, unknownPaymentPage } from './payment-page.ts';
import { isKeyOf, paymentPageOf } from './payment-page-address.ts';
import { seldom } from './seldom.ts';

/** Any text: who follows a link that was cut in two gets the page that says so, not JSON. */
const request = {
  params: z.strictObject({ id: z.string().max(500) }),
  query: z.looseObject({ payment: z.string().max(500).optional(), key: z.string().max(500).optional() }),
};
const responses = {
  200: { description: 'A page', contentType: 'text/html' },
  404: { description: 'A page that says that nobody has such an order or payment', contentType: 'text/html' },
};
const common = { tags: ['orders'] as const, access: 'anyone' as const, path: '/api/v1/orders/:id/payment-page' };

/** The provider is asked about one payment once in so long, whoever looks at it. */
const askedEveryMs = 3_000;
const askedAboutAtMost = 2_000;
/** Who looks waits no longer for the provider; the page then says what we know. */
const patienceMs = 2_500;

interface Found {
  order: Order;
  payments: PaymentWithRefunds[];
  /** The one that the link names, else the last one. */
  payment: PaymentWithRefunds | null;
  hasKey: boolean;
}
interface Asked {
  params: { id: string };
  query: { payment?: string | undefined; key?: string | undefined };
  readonly locale: Locale;
  readIn(locale: Locale): void;
  now: Date;
}

/**
 * Where people come back to from the payment provider: says how the payment really stands, and lets them try again. Whoever has the
 * link that we gave the provider (its key is right) sees amounts and may pay; others read the state in words.
 */
export function paymentPageRoutes(paying: Paying, checks: Pick<PaymentChecks, 'check'>): Route[] {
  const ask = seldom(askedEveryMs, askedAboutAtMost);
  // the button leads on to the provider's checkout, from there to the payer's bank: browsers hold both against form-action
  const checkouts = paying.settings.PUBLIC_URL.startsWith('https:') ? 'https:' : 'https: http:';
  const headers = {
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    Vary: 'Accept-Language',
    'Content-Security-Policy': `default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' ${checkouts}`,
  };

  async function find(asked: Asked): Promise<Found | null> {
    const { params, query } = asked;
    const order = await paying.orders.get(params.id);
    if (!order) return null;
    const [payments, buyer] = await Promise.all([
      paying.paymentLists.ofOrders([order.id]),
      paying.accounts.get(order.accountId),
    ]);
    if (buyer) asked.readIn(buyer.locale);
    const named = query.payment;
    const hasKey = named !== undefined && isKeyOf(paying, { orderId: order.id, paymentId: named }, query.key ?? '');
    const payment = named === undefined ? latest(payments) : payments.find((one) => one.id === named);
    return payment === undefined ? null : { order, payments, payment, hasKey };
  }

  /** Asks the provider first, for webhooks come later than people do. */
  async function findFresh(asked: Asked): Promise<Found | null> {
    const found = await find(asked);
    if (!found?.payment || isFinal(found.payment.status)) return found;
    const { id, providerPaymentId } = found.payment;
    const stopWaiting = new AbortController();
    await Promise.race([
      ask(id, () =>
        checks.check(providerPaymentId).catch((error: unknown) => {
          paying.logger.warn({ err: error, paymentId: id }, 'the payment provider could not be asked for a page');
        }),
      ),
      delay(patienceMs, undefined, { signal: stopWaiting.signal }).catch(() => undefined),
    ]);
    stopWaiting.abort();
    return find(asked);
  }

  function show(
    found: Found | null,
    { locale, now }: Pick<Asked, 'locale' | 'now'>,
    refusal: string | null = null,
  ): Answer {
    const frame = frameOf(paying, locale, now);
    if (!found) return { ...html(unknownPaymentPage(frame), headers), status: 404 };
    const { order, payment, hasKey } = found;
    const standing = standingOf(found);
    const again =
      standing === 'processing' && payment ? looksAgainIn(now.getTime() - payment.createdAt.getTime()) : null;
    const shown = payment &&
      hasKey && {
        proFormaNumber: order.proForma.number,
        amount: payment.amount,
        outstanding: outstanding(order),
        checkoutUrl: payment.status === 'open' && standing === 'processing' ? payment.checkoutUrl : null,
        mayPayAgain: mayPayAgain(standing),
        refusal,
      };
    const page = paymentPage({ frame, standing, looksAgain: again !== null, shown: shown || null });
    return html(page, again === null ? headers : { ...headers, Refresh: String(again) });
  }

  return [
    route({
      ...common,
      method: 'get',
      operationId: 'showPaymentPage',
      summary: 'Page for who comes back from the payment provider: how the payment stands',
      request,
      responses,
      handler: async (ctx) => show(await findFresh(ctx), ctx),
    }),
    route({
      ...common,
      method: 'post',
      operationId: 'payAgainOnPage',
      summary: 'Begin another payment of what is outstanding, on the page of one that failed',
      timeoutMs: 15_000,
      request: {
        ...request,
        body: formBody('The button of the form', z.looseObject({ again: z.literal('yes').optional() })),
      },
      responses: { ...responses, 303: { description: 'To the checkout page', headers: { Location: 'Where it is' } } },
      handler: async (ctx) => {
        const found = await findFresh(ctx);
        if (!found?.payment || !found.hasKey || !mayPayAgain(standingOf(found))) return show(found, ctx);
        const { order, payments: known, payment: after } = found;
        try {
          const next = await payAgain(paying, { order, after, known, locale: ctx.locale });
          const toPage = () => paymentPageOf(paying, { orderId: order.id, paymentId: next.id });
          return redirect(next.checkoutUrl ?? toPage());
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          return show(await find(ctx), ctx, inLocale(error.options.detail ?? error.slug, ctx.locale));
        }
      },
    }),
  ];
}

function standingOf({ order, payment }: Found) {
  const facts = payment && {
    status: payment.status,
    givenBack: compare(refundedOf(payment), payment.amount) >= 0,
  };
  return paymentStanding(
    { withdrawn: order.standing.state === 'withdrawn', outstandingCents: outstanding(order).amount },
    facts,
  );
}

function latest(payments: PaymentWithRefunds[]): PaymentWithRefunds | null {
  return payments.reduce<PaymentWithRefunds | null>(
    (last, one) => (last && last.createdAt >= one.createdAt ? last : one),
    null,
  );
}
