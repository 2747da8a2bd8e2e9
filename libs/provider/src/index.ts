export { type Provider, providerOn } from './provider-on.ts';
export {
  type Brand,
  type Dated,
  type Identity,
  keyOf,
  onDay,
  type SettingKind,
  type SettingRecords,
} from './records.ts';
export { seed } from './seed.ts';
