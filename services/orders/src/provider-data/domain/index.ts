import { type Dated, holds, onDay } from './dated.ts';
import { type Provider, providers } from './provider.ts';
import { type Terms, terms } from './terms.ts';
import { type VatRate, vatRates } from './vat-rates.ts';

export type { Provider, Terms, VatRate };

/** The provider as it is on a day (`YYYY-MM-DD` in its own zone). */
export function providerOn(day: string): Provider {
  return onDay(providers, day, 'the provider');
}

export function termsOn(day: string): Terms {
  return onDay(terms, day, 'the terms');
}

/** Null for a rate that nothing may be sold at on that day. */
export function vatRateOn(rate: number, day: string): VatRate | null {
  const records = vatRates.filter((record) => record.rate === rate);
  return records.some((record) => holds(record, day)) ? onDay(records, day, `the VAT rate ${rate}`) : null;
}

/** Asked in one place, and passed on, so that a test may have other terms. */
export const providerData = { providerOn, termsOn, vatRateOn };
export type ProviderData = typeof providerData;

/** All dated data, so that a test can look for gaps and overlaps. */
export const allDated: Record<string, readonly Dated[]> = {
  providers,
  terms,
  ...Object.fromEntries(vatRates.map(({ rate }) => [`VAT ${rate}`, vatRates.filter((other) => other.rate === rate)])),
};
