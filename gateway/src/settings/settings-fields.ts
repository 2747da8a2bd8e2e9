import { federationCodes, registeringFederations } from '@leerhuis/federations';
import { companyName, dateSchema, emailSchema, fitsCountry, printedLine } from '@leerhuis/http-api';
import { isIban, isVatNumber } from '@leerhuis/money';
import { z } from 'zod';
import { contrastWithWhite } from './domain/contrast.ts';

const said = (nl: string, fr: string, en: string) => ({ params: { message: { nl, fr, en } } });
const compact = (text: string) => text.replace(/[\s.]/g, '').toUpperCase();
const inLanguages = (max: number) =>
  z.strictObject({ nl: printedLine(max), fr: printedLine(max), en: printedLine(max) });
const whole = (min: number, max: number) => z.int().min(min).max(max);

const dated = {
  validFrom: dateSchema.meta({ description: 'First day on which it holds, in the zone of the provider' }),
  source: printedLine(200).meta({ description: 'Where it comes from: a letter, a law, a decision' }),
};

const iban = printedLine(42)
  .overwrite(compact)
  .refine(
    isIban,
    said('Geen geldig rekeningnummer (IBAN)', 'Pas un numéro de compte (IBAN) valable', 'Not a sound IBAN'),
  );
const bic = printedLine(20)
  .overwrite(compact)
  .refine(
    (text) => /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(text),
    said(
      'Geen geldige BIC: 8 of 11 tekens',
      'Pas un BIC valable : 8 ou 11 caractères',
      'Not a sound BIC: 8 or 11 characters',
    ),
  );
const vatNumber = printedLine(20)
  .overwrite(compact)
  .refine(isVatNumber, {
    ...said(
      'Geen geldig Belgisch of Nederlands btw-nummer',
      'Pas un numéro de TVA belge ou néerlandais valable',
      'Not a sound Belgian or Dutch VAT number',
    ),
    abort: true,
  });
const website = printedLine(100).refine(
  (text) => /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(text),
  said(
    'Geef het adres zoals www.voorbeeld.be, zonder https://',
    "Donnez l'adresse comme www.exemple.be, sans https://",
    'Give the address like www.example.com, without https://',
  ),
);
const colour = z
  .string()
  .max(7)
  .toLowerCase()
  .refine((text) => /^#[0-9a-f]{6}$/.test(text), {
    ...said('Geef de kleur als #0b5c63', 'Donnez la couleur comme #0b5c63', 'Give the colour as #0b5c63'),
    abort: true,
  })
  .refine(
    (text) => contrastWithWhite(text) >= 4.5,
    said(
      'Te licht: witte letters zijn er niet op te lezen (WCAG: contrast 4,5)',
      'Trop clair : des lettres blanches y sont illisibles (WCAG : contraste 4,5)',
      'Too light: white letters cannot be read on it (WCAG: contrast 4.5)',
    ),
  );
const percent = z
  .number()
  .min(0)
  .max(100)
  .refine(
    (rate) => Math.abs(rate * 100 - Math.round(rate * 100)) < 1e-9,
    said('Hoogstens twee decimalen', 'Deux décimales au plus', 'Two decimals at most'),
  );

/** What a record of each kind says, besides its id. */
export const settingFields = {
  identity: z.strictObject({
    ...dated,
    name: companyName(100),
    street: printedLine(100),
    postalCode: printedLine(12),
    city: printedLine(60),
    country: z.enum(['BE', 'NL']),
    vatNumber,
    registerOfLegalEntities: printedLine(100),
    iban,
    bic,
    email: emailSchema,
    website,
  }),
  brand: z.strictObject({
    ...dated,
    name: companyName(60),
    email: emailSchema.meta({ description: 'Where people write to, and suggestions go' }),
    colour,
  }),
  'vat-rates': z.strictObject({
    ...dated,
    rate: percent,
    inUse: z.boolean().meta({ description: 'False: from this day on nothing may be sold at it' }),
    exemptionGround: inLanguages(200).nullable(),
  }),
  terms: z.strictObject({
    ...dated,
    paymentDays: whole(1, 365),
    takeBackDays: whole(1, 1_000),
    mostUnpaidOrders: whole(1, 1_000),
    accessMonths: whole(1, 120),
    creditYears: whole(1, 20),
    creditWarningDays: z.array(whole(1, 365)).max(5).optional().meta({
      description:
        'Days before hours lapse on which their owner is warned by mail, each once (V-6); not given: 60 and 14',
    }),
    attestWarningDays: z.array(whole(1, 365)).max(5).optional().meta({
      description: 'Days before "attest until" on which who has no attest yet is warned (V-25); not given: 30 and 7',
    }),
    consent: z.strictObject({ version: printedLine(40), text: inLanguages(1_000) }),
  }),
  holidays: z.strictObject({
    ...dated,
    days: z.array(z.strictObject({ day: dateSchema, reason: inLanguages(60) })).max(60),
  }),
  'federation-policies': z.strictObject({
    ...dated,
    federation: z.enum(federationCodes),
    way: z.enum(['registration', 'pdf']),
    file: z.enum(['xlsx', 'csv']),
    watchPercent: z.int().min(10).max(100).multipleOf(10).optional().meta({
      description:
        'How much of a course has to be watched for an attest (V-24), where the course has no rule of its own; not given: all',
    }),
  }),
};

/** The same as input: with what its fields must be to each other. */
export const settingInputs = {
  ...settingFields,
  identity: settingFields.identity
    .check(fitsCountry)
    .refine(({ vatNumber: number, country }) => number.startsWith(country), {
      path: ['vatNumber'],
      ...said(
        'Het btw-nummer is niet van het land van het adres',
        "Le numéro de TVA n'est pas du pays de l'adresse",
        'The VAT number is not of the country of the address',
      ),
    }),
  'vat-rates': settingFields['vat-rates'].refine(
    ({ rate, inUse, exemptionGround }) => (rate === 0 && inUse) === (exemptionGround !== null),
    {
      path: ['exemptionGround'],
      ...said(
        'Het tarief 0 heeft een grond van vrijstelling nodig, een ander heeft er geen',
        "Le taux 0 exige un motif d'exemption, un autre n'en a pas",
        'The rate 0 needs a ground of exemption, any other has none',
      ),
    },
  ),
  holidays: settingFields.holidays.refine(({ days }) => new Set(days.map(({ day }) => day)).size === days.length, {
    path: ['days'],
    ...said('Een dag staat er tweemaal', 'Un jour y figure deux fois', 'A day is there twice'),
  }),
  'federation-policies': settingFields['federation-policies'].refine(
    ({ federation, way }) => way === 'pdf' || registeringFederations.some((one) => one === federation),
    {
      path: ['way'],
      ...said(
        'Deze federatie neemt geen registraties aan (V-26)',
        "Cette fédération n'accepte pas d'enregistrements (V-26)",
        'This federation takes no registrations (V-26)',
      ),
    },
  ),
};
