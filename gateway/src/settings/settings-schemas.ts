import type { SettingKind } from '@leerhuis/provider';
import { z } from 'zod';
import { settingFields } from './settings-fields.ts';

const seen = {
  id: z.string(),
  standing: z.enum(['past', 'holding', 'coming']),
  mayChange: z.boolean().meta({ description: 'It begins today or later' }),
};

/** A kind with its records, the last to begin first. */
function viewOf<K extends SettingKind>(kind: K, name: string) {
  const record = z.object({ ...seen, ...settingFields[kind].shape }).meta({ id: `${name}Record` });
  const revision = z.int().meta({ description: 'Also the ETag; 0 while it was never changed' });
  return z.object({ kind: z.literal(kind), revision, records: z.array(record) }).meta({ id: `${name}Settings` });
}

/** As they are called in the description of the API. */
export const kindNames = {
  identity: 'Identity',
  brand: 'Brand',
  'vat-rates': 'VatRate',
  terms: 'Terms',
  holidays: 'Holidays',
  'federation-policies': 'FederationPolicy',
} satisfies Record<SettingKind, string>;

export const kindViews = {
  identity: viewOf('identity', kindNames.identity),
  brand: viewOf('brand', kindNames.brand),
  'vat-rates': viewOf('vat-rates', kindNames['vat-rates']),
  terms: viewOf('terms', kindNames.terms),
  holidays: viewOf('holidays', kindNames.holidays),
  'federation-policies': viewOf('federation-policies', kindNames['federation-policies']),
};

export const overviewSchema = z
  .object({
    on: z.iso.date(),
    kinds: z.array(
      z.discriminatedUnion('kind', [
        kindViews.identity,
        kindViews.brand,
        kindViews['vat-rates'],
        kindViews.terms,
        kindViews.holidays,
        kindViews['federation-policies'],
      ]),
    ),
  })
  .meta({ id: 'SettingsOnDay' });
