export { type Provider, providerOn, type RecordsOf } from './provider-on.ts';
export {
  type Brand,
  type Dated,
  type FederationPolicy,
  type Holidays,
  type Identity,
  keyOf,
  onDay,
  type SettingKind,
  type SettingRecords,
  type Terms,
  type VatRate,
} from './records.ts';
export { seed } from './seed.ts';
