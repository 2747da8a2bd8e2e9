/** Series of documents; each counts from 1 in each calendar year of the provider's zone, without gaps. */
export type Series = 'PF' | 'F';

export interface DocumentNumber {
  series: Series;
  year: number;
  sequence: number;
  /** As printed, e.g. `PF-2026-000123`. */
  number: string;
}

export function documentNumber(series: Series, year: number, sequence: number): DocumentNumber {
  return { series, year, sequence, number: `${series}-${year}-${String(sequence).padStart(6, '0')}` };
}

/**
 * Ten digits for the structured communication of a pro-forma: two of the year, eight of the sequence.
 * @throws RangeError past 99 999 999 documents in a year.
 */
export function referenceBase({ year, sequence }: DocumentNumber): string {
  if (sequence > 99_999_999) throw new RangeError(`${sequence} documents in ${year}: references are used up`);
  return String(year % 100).padStart(2, '0') + String(sequence).padStart(8, '0');
}
