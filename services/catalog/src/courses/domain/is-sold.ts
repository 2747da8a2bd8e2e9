/**
 * Whether a course or package can be bought on a day: it is on sale, at a VAT rate that something may be sold at then.
 * @param vatRates those of the provider on that day
 */
export function isSold(
  { status, vatRate }: { status: 'on-sale' | 'withdrawn'; vatRate: number },
  vatRates: readonly number[],
): boolean {
  return status === 'on-sale' && vatRates.includes(vatRate);
}
