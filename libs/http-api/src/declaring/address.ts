import type { Words } from '@leerhuis/language';
import { z } from 'zod';
import { printedLine } from './texts.ts';

const countries = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
/** Codes that have a name there and are no country of ISO 3166-1 today: groups, exceptions, countries that are gone, languages of tests. */
const noCountry = new Set(
  'ZZ EU UN EZ QO UK XA XB XK SU YU DD AN CS ZR RH BU TP FX NH DY HV VD YD CP CQ DG EA IC AC TA'.split(' '),
);

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
      nl: 'Een Belgische postcode is een getal van 1000 tot 9999',
      fr: 'Un code postal belge est un nombre de 1000 à 9999',
      en: 'A Belgian postal code is a number from 1000 to 9999',
    },
  },
  NL: {
    form: /^[1-9]\d{3} ?[A-Za-z]{2}$/,
    wrong: {
      nl: 'Een Nederlandse postcode is een getal van 1000 tot 9999 met twee letters erna, zoals 1012 AB',
      fr: 'Un code postal néerlandais est un nombre de 1000 à 9999 suivi de deux lettres, comme 1012 AB',
      en: 'A Dutch postal code is a number from 1000 to 9999 followed by two letters, such as 1012 AB',
    },
  },
};

function hasCountry({ value, issues }: z.core.ParsePayload<string>): void {
  if (/^[A-Z]{2}$/.test(value) && !noCountry.has(value) && countries.of(value) !== undefined) return;
  issues.push({ code: 'custom', input: value, params: { message: unknownCountry } });
}

/** A postal code in the form of its country, where that is one that we work in. */
export function fitsCountry({ value, issues }: z.core.ParsePayload<{ postalCode: string; country: string }>): void {
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
