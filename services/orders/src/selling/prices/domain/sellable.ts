/**
 * Those of the items that may be sold on a day: at a rate of VAT that the law knows then. What can be ordered is what a cart shows.
 * @param rateOn null for a rate (percent) that nothing may be sold at on the day (`YYYY-MM-DD`)
 */
export function sellable<T extends { vatRate: number }>(
  items: readonly T[],
  day: string,
  rateOn: (rate: number, day: string) => object | null,
): T[] {
  return items.filter(({ vatRate }) => rateOn(vatRate, day) !== null);
}
