import type { Day } from '@leerhuis/calendar';
import { keyOf, onDay, type SettingKind, type SettingRecords } from '@leerhuis/provider';

/** Seen from a day: over, in force, or still to begin. */
export type Standing = 'past' | 'holding' | 'coming';

/** How each record stands on a day, the last to begin first. */
export function standings<K extends SettingKind>(
  kind: K,
  records: readonly SettingRecords[K][],
  day: Day,
): { record: SettingRecords[K]; standing: Standing }[] {
  const keys = new Set(records.map((record) => keyOf(kind, record)));
  const seriesOf = (key: string) => records.filter((record) => keyOf(kind, record) === key);
  const holding = new Set([...keys].map((key) => onDay(seriesOf(key), day)));
  return records
    .map((record) => ({ record, standing: standingOf(record.validFrom > day, holding.has(record)) }))
    .sort((a, b) => (a.record.validFrom > b.record.validFrom ? -1 : 1));
}

function standingOf(isAhead: boolean, isHeld: boolean): Standing {
  if (isAhead) return 'coming';
  return isHeld ? 'holding' : 'past';
}
