import type { Locale } from '@leerhuis/language';
import { euro, type Money } from './money.ts';

const formats = {
  nl: new Intl.NumberFormat('nl-BE', { style: 'currency', currency: 'EUR' }),
  fr: new Intl.NumberFormat('fr-BE', { style: 'currency', currency: 'EUR' }),
  en: new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' }),
};

/** As people read it: `€ 1.234,50`, `1 234,50 €` or `€1,234.50`. Not for machines: see `toDecimalString`. */
export function formatMoney(money: Money, locale: Locale): string {
  // the narrow no-break space of French is missing in many fonts, that of the PDFs among them
  return formats[locale].format(money.amount / 100).replaceAll('\u202f', '\u00a0');
}

/** As payment providers, UBL and EPC QR codes write it: `605.00`, `-0.05`. */
export function toDecimalString(money: Money): string {
  const digits = String(Math.abs(money.amount)).padStart(3, '0');
  return `${money.amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * Reads a decimal amount of euros: `10`, `10.5`, `10.00`, `-3.20`.
 * @throws RangeError for anything else: a comma, a third decimal, spaces, an amount too large to count exactly.
 */
export function parseEuro(text: string): Money {
  const parts = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text);
  if (!parts) throw new RangeError(`"${text.slice(0, 40)}" is not an amount of euros`);
  const cents = Number(`${parts[2]}${(parts[3] ?? '').padEnd(2, '0')}`);
  return euro(parts[1] ? -cents : cents);
}
