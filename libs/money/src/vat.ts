import { add, euro, type Money, percentOf, sum } from './money.ts';

/** What is due at one VAT rate: its taxable base and the VAT on it. */
export interface VatAtRate {
  /** Percent, e.g. 21. */
  rate: number;
  net: Money;
  vat: Money;
}

/** The sums at the foot of a pro-forma, invoice or credit note. */
export interface VatTotals {
  net: Money;
  vat: Money;
  total: Money;
  /** One entry per rate, the lowest rate first. */
  perRate: VatAtRate[];
}

/** VAT on the net total at one rate, rounded once, half away from zero (so a credit note mirrors its invoice). */
export function vatOf(netTotal: Money, ratePercent: number): Money {
  if (ratePercent < 0) throw new RangeError(`${ratePercent} is not a VAT rate`);
  return percentOf(netTotal, ratePercent);
}

/** Sums the lines of a document per rate, with VAT rounded once per rate on the document's total, never per line. */
export function vatTotals(lines: readonly { net: Money; rate: number }[]): VatTotals {
  const netPerRate = new Map<number, Money>();
  for (const line of lines) netPerRate.set(line.rate, add(netPerRate.get(line.rate) ?? euro(0), line.net));
  const rates = [...netPerRate].sort(([a], [b]) => a - b);
  const perRate = rates.map(([rate, net]) => ({ rate, net, vat: vatOf(net, rate) }));
  const net = sum(perRate.map((one) => one.net));
  const vat = sum(perRate.map((one) => one.vat));
  return { net, vat, total: add(net, vat), perRate };
}
