/** A fact that held, or holds, between two calendar days of the provider's zone (both included). */
export interface Dated {
  validFrom: string;
  validTo: string | null;
  /** Where the fact comes from, so that somebody can check it. */
  source: string;
}

export function holds(record: Dated, day: string): boolean {
  return record.validFrom <= day && (record.validTo === null || day <= record.validTo);
}

/**
 * The record that holds on a day.
 * @throws RangeError when there is none or more than one: the data has to be mended.
 */
export function onDay<T extends Dated>(records: readonly T[], day: string, what: string): T {
  const holding = records.filter((record) => holds(record, day));
  const [record] = holding;
  if (!record || holding.length > 1) throw new RangeError(`${holding.length} records of ${what} hold on ${day}`);
  return record;
}
