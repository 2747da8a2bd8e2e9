import type { Day } from '@leerhuis/calendar';
import type { SettingsSnapshot } from '@leerhuis/contracts';

export type SettingKind = SettingsSnapshot['kind'];

/** The records of each kind, as they are told. */
export type SettingRecords = { [S in SettingsSnapshot as S['kind']]: S['records'][number] };

export type Identity = SettingRecords['identity'];
export type Brand = SettingRecords['brand'];
export type VatRate = SettingRecords['vat-rates'];
export type Terms = SettingRecords['terms'];
export type FederationPolicy = SettingRecords['federation-policies'];

/** What holds from a day of the provider's zone on, until the next of its kind and key begins. */
export interface Dated {
  id: string;
  validFrom: Day;
  /** Where it comes from, so that somebody can check it. */
  source: string;
}

const keys: { [K in SettingKind]?: (record: SettingRecords[K]) => string } = {
  'vat-rates': ({ rate }) => String(rate),
  'federation-policies': ({ federation }) => federation,
};

/** Which of several series of its kind a record belongs to: a VAT rate, a federation. Empty where there is but one. */
export function keyOf<K extends SettingKind>(kind: K, record: SettingRecords[K]): string {
  return keys[kind]?.(record) ?? '';
}

/** The record of one series that holds on the day: the last to begin on it or before; null before the first. */
export function onDay<T extends Pick<Dated, 'validFrom'>>(records: readonly T[], day: Day): T | null {
  return records.reduce<T | null>((last, record) => {
    const isLater = record.validFrom <= day && (last === null || record.validFrom > last.validFrom);
    return isLater ? record : last;
  }, null);
}
