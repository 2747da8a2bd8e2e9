import { escapeHtml, type PageFrame, plainPage } from '@leerhuis/http-api';
import type { Locale } from '@leerhuis/language';
import { formatMoney, type Money } from '@leerhuis/money';
import type { Ground } from '../../../ground.ts';
import type { PaymentStanding } from '../domain/payment-standing.ts';
import { paymentPageTexts } from './payment-page-texts.ts';

export interface PaymentPage {
  frame: PageFrame;
  standing: PaymentStanding;
  looksAgain: boolean;
  /** For who has the link's key; others see the state in words. */
  shown: {
    proFormaNumber: string;
    amount: Money;
    outstanding: Money;
    /** Where an unfinished payment is completed. */
    checkoutUrl: string | null;
    mayPayAgain: boolean;
    /** Why trying again did not work. */
    refusal: string | null;
  } | null;
}

const good: PaymentStanding[] = ['paid', 'processing', 'paid-otherwise', 'given-back'];

/** How a payment stands, for who comes back from the payment provider. */
export function paymentPage({ frame, standing, looksAgain, shown }: PaymentPage): string {
  const { locale } = frame;
  const text = paymentPageTexts[locale];
  const [title, explanation] = text.standings[standing];
  const role = good.includes(standing) ? 'status' : 'alert';
  const parts = [
    `<p role="${role}">${escapeHtml(explanation)}</p>`,
    looksAgain ? `<p>${escapeHtml(text.looksAgain)}</p>` : '',
    shown ? details(shown, locale) : `<p>${escapeHtml(text.logIn)}</p>`,
  ];
  return plainPage(frame, title, parts.filter((part) => part !== '').join('\n'));
}

/** The provider as it shows itself at this moment. */
export function frameOf({ provider, dayOf }: Pick<Ground, 'provider' | 'dayOf'>, locale: Locale, now: Date): PageFrame {
  return { locale, brand: provider.brandOn(dayOf(now)).name };
}

/** For an order or a payment that nobody has. */
export function unknownPaymentPage(frame: PageFrame): string {
  const [title, explanation] = paymentPageTexts[frame.locale].unknown;
  return plainPage(frame, title, `<p role="alert">${escapeHtml(explanation)}</p>`);
}

function details(shown: NonNullable<PaymentPage['shown']>, locale: Locale): string {
  const text = paymentPageTexts[locale];
  const { proFormaNumber, amount, outstanding, checkoutUrl, mayPayAgain, refusal } = shown;
  const rows: [string, string][] = [
    [text.order, proFormaNumber],
    [text.amount, formatMoney(amount, locale)],
    ...(mayPayAgain ? [[text.outstanding, formatMoney(outstanding, locale)] satisfies [string, string]] : []),
  ];
  const list = rows.map(([term, value]) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(value)}</dd>`).join('');
  return [
    `<dl>${list}</dl>`,
    refusal === null ? '' : `<p role="alert">${escapeHtml(refusal)}</p>`,
    checkoutUrl === null ? '' : `<p><a href="${escapeHtml(checkoutUrl)}">${escapeHtml(text.goOn)}</a></p>`,
    // a button with a name makes a body: a request without one is refused
    mayPayAgain
      ? `<form method="post"><p><button name="again" value="yes">${escapeHtml(text.again)}</button></p></form>`
      : '',
  ].join('\n');
}
