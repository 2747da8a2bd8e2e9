import type { Day } from '@leerhuis/calendar';
import {
  type Brand,
  type FederationPolicy,
  type Identity,
  keyOf,
  onDay,
  type SettingKind,
  type SettingRecords,
  type Terms,
  type VatRate,
} from './records.ts';

/** The records of a kind as they are known now. */
export type RecordsOf = <K extends SettingKind>(kind: K) => readonly SettingRecords[K][];

/** The provider as it was, is or will be on a day (`YYYY-MM-DD` in its own zone). */
export interface Provider {
  identityOn(day: Day): Identity;
  brandOn(day: Day): Brand;
  termsOn(day: Day): Terms;
  /** Null for a rate that nothing may be sold at on that day. */
  vatRateOn(rate: number, day: Day): VatRate | null;
  /** Those that something may be sold at on that day, the lowest first. */
  vatRatesOn(day: Day): number[];
  federationPolicyOn(federation: FederationPolicy['federation'], day: Day): FederationPolicy;
  /** How much of a course a federation wants watched for an attest, in percents, where the course has no rule of its own (V-24). */
  watchPercentOn(federation: FederationPolicy['federation'], day: Day): number;
  /** Days before something ends on which people are warned, the last first: hours of credit (V-6), asking for an attest (V-25). */
  warningDaysOn(what: 'credit' | 'attest', day: Day): number[];
}

/** Asks the records anew each time: what is answered is what is known at that moment. */
export function providerOn(recordsOf: RecordsOf): Provider {
  /** @throws RangeError when the first record begins later: the data has to be mended */
  function demand<K extends SettingKind>(kind: K, day: Day, key = ''): SettingRecords[K] {
    const record = find(kind, day, key);
    if (!record) throw new RangeError(`no record of ${kind} ${key} holds on ${day}`);
    return record;
  }
  function find<K extends SettingKind>(kind: K, day: Day, key: string): SettingRecords[K] | null {
    return onDay(
      recordsOf(kind).filter((record) => keyOf(kind, record) === key),
      day,
    );
  }
  function vatRateOn(rate: number, day: Day): VatRate | null {
    const record = find('vat-rates', day, String(rate));
    return record?.inUse ? record : null;
  }
  return {
    identityOn: (day) => demand('identity', day),
    brandOn: (day) => demand('brand', day),
    termsOn: (day) => demand('terms', day),
    vatRateOn,
    vatRatesOn(day) {
      const rates = new Set(recordsOf('vat-rates').map(({ rate }) => rate));
      return [...rates].filter((rate) => vatRateOn(rate, day) !== null).sort((a, b) => a - b);
    },
    federationPolicyOn: (federation, day) => demand('federation-policies', day, federation),
    warningDaysOn(what, day) {
      const { creditWarningDays = [60, 14], attestWarningDays = [30, 7] } = demand('terms', day);
      return [...new Set(what === 'credit' ? creditWarningDays : attestWarningDays)].sort((a, b) => a - b);
    },
    watchPercentOn: (federation, day) => demand('federation-policies', day, federation).watchPercent ?? 100,
  };
}
