import type { Words } from '@leerhuis/language';
import { z } from 'zod';
import { printedLine } from './texts.ts';

const countries = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
/** Codes of ISO 3166-1 that stand for no country. */
const noCountry = new Set(['ZZ', 'EU', 'UN', 'EZ', 'QO']);

const unknownCountry: Words = {
  nl: 'Geen land met deze code van twee letters, zoals BE of NL',
  fr: 'Pas de pays avec ce code de deux lettres, comme BE ou NL',
  en: 'No country with this code of two letters, such as BE or NL',
};
/** Of the countries that we work in; elsewhere any is taken. */
const postalCodes: Record<string, { form: RegExp; wrong: Words }> = {
  BE: {
    form: /^[1-9]\d{3}$/,
    wrong: {
      nl: 'Een Belgische postcode heeft vier cijfers',
      fr: 'Un code postal belge a quatre chiffres',
      en: 'A Belgian postal code has four digits',
    },
  },
  NL: {
    form: /^[1-9]\d{3} ?[A-Za-z]{2}$/,
    wrong: {
      nl: 'Een Nederlandse postcode heeft vier cijfers en twee letters',
      fr: 'Un code postal néerlandais a quatre chiffres et deux lettres',
      en: 'A Dutch postal code has four digits and two letters',
    },
  },
};

function hasCountry({ value, issues }: z.core.ParsePayload<string>): void {
  if (/^[A-Z]{2}$/.test(value) && !noCountry.has(value) && countries.of(value) !== undefined) return;
  issues.push({ code: 'custom', input: value, params: { message: unknownCountry } });
}

function fitsCountry({ value, issues }: z.core.ParsePayload<{ postalCode: string; country: string }>): void {
  const rule = postalCodes[value.country];
  if (!rule || rule.form.test(value.postalCode)) return;
  const { postalCode: input } = value;
  issues.push({ code: 'custom', input, path: ['postalCode'], params: { message: rule.wrong } });
}

/**
 * A postal address as it stands on documents: the country by its code (ISO 3166-1 alpha-2), a postal code of Belgium or the
 * Netherlands in their form.
 * @param most characters of street and city
 */
export function addressSchema(most: { street: number; city: number }) {
  return z
    .strictObject({
      street: printedLine(most.street),
      postalCode: printedLine(12),
      city: printedLine(most.city),
      country: z.string().check(hasCountry).meta({ description: 'ISO 3166-1 alpha-2, e.g. BE', pattern: '^[A-Z]{2}$' }),
    })
    .check(fitsCountry);
}
