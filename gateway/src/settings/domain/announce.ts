import { addDays, type Day } from '@leerhuis/calendar';
import type { Words } from '@leerhuis/language';
import { type Dated, keyOf, type SettingKind, type SettingRecords } from '@leerhuis/provider';

/** Why a change of the records is refused. */
export type SettingRefusal =
  | { refused: 'begins-before-today'; today: Day }
  | { refused: 'begins-too-late'; latest: Day }
  | { refused: 'day-taken'; validFrom: Day }
  | { refused: 'began-already'; validFrom: Day }
  | { refused: 'not-there' }
  | { refused: 'too-many-records'; most: number }
  | { refused: 'consent-version-taken'; version: string };

type Records<K extends SettingKind> = readonly SettingRecords[K][];
/** The first refusal, and what is wrong besides. */
export type Refused = SettingRefusal & { also?: readonly SettingRefusal[] };
type Outcome<K extends SettingKind> = { records: Records<K> } | Refused;

/** What staff decide upon. */
export interface Deciding<K extends SettingKind> {
  records: Records<K>;
  /** What had begun when it was changed or taken back: something may have been done by it. */
  ended: Records<K>;
  today: Day;
}

/** A fact carries all records of its kind. */
const mostRecords = 100;
/** Further ahead it is rather a year mistyped. */
const daysAhead = 5 * 366;

/** Whether staff may still change it: what began before today was what documents were issued by. */
export function mayChange({ validFrom }: Pick<Dated, 'validFrom'>, today: Day): boolean {
  return validFrom >= today;
}

/** Adds a record that begins today or later. */
export function addRecord<K extends SettingKind>(
  kind: K,
  deciding: Deciding<K>,
  record: SettingRecords[K],
): Outcome<K> {
  if (deciding.records.length >= mostRecords) return { refused: 'too-many-records', most: mostRecords };
  return withRecord(kind, deciding, record);
}

/** Puts another record in the place of one that begins today or later. */
export function changeRecord<K extends SettingKind>(
  kind: K,
  deciding: Deciding<K>,
  record: SettingRecords[K],
): Outcome<K> {
  const { records, ended, today } = deciding;
  const taken = removeRecord(records, record.id, today);
  if ('refused' in taken) return taken;
  return withRecord(kind, { ...taken, ended: [...ended, ...endedBy(records, taken.records, today)], today }, record);
}

/** Those that had begun and are no longer there, or not as they were. */
export function endedBy<T extends Dated>(before: readonly T[], after: readonly T[], today: Day): T[] {
  return before.filter((record) => record.validFrom <= today && !after.includes(record));
}

/** Takes away a record that begins today or later; the one before it holds on. */
export function removeRecord<T extends Dated>(
  records: readonly T[],
  id: string,
  today: Day,
): { records: readonly T[] } | SettingRefusal {
  const record = records.find((one) => one.id === id);
  if (!record) return { refused: 'not-there' };
  if (!mayChange(record, today)) return { refused: 'began-already', validFrom: record.validFrom };
  return { records: records.filter((one) => one !== record) };
}

function withRecord<K extends SettingKind>(
  kind: K,
  { records, ended, today }: Deciding<K>,
  record: SettingRecords[K],
): Outcome<K> {
  const { validFrom } = record;
  const key = keyOf(kind, record);
  const isTaken = records.some((other) => other.validFrom === validFrom && keyOf(kind, other) === key);
  const version = versionTaken(record, [...records, ...ended]);
  const refusals = whyNotFrom(validFrom, today);
  if (validFrom >= today && isTaken) refusals.push({ refused: 'day-taken', validFrom });
  if (version !== null) refusals.push({ refused: 'consent-version-taken', version });
  const [first, ...also] = refusals;
  if (first) return also.length > 0 ? { ...first, also } : first;
  return { records: [...records, record] };
}

/** Why nothing can be announced that begins on this day. */
export function whyNotFrom(validFrom: Day, today: Day): SettingRefusal[] {
  const latest = addDays(today, daysAhead);
  if (validFrom < today) return [{ refused: 'begins-before-today', today }];
  return validFrom > latest ? [{ refused: 'begins-too-late', latest }] : [];
}

/** An order keeps the version of the consent alone (V-14): one version is one text, for ever, also one that was taken back. */
function versionTaken(record: Dated, others: readonly Dated[]): string | null {
  const consent = consentOf(record);
  if (!consent) return null;
  const clash = others
    .map(consentOf)
    .some((other) => other?.version === consent.version && !isSameText(other.text, consent.text));
  return clash ? consent.version : null;
}

function consentOf(record: Dated): SettingRecords['terms']['consent'] | null {
  return 'consent' in record ? (record as SettingRecords['terms']).consent : null;
}

function isSameText(a: Words, b: Words): boolean {
  return a.nl === b.nl && a.fr === b.fr && a.en === b.en;
}
