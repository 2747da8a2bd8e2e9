import {
  addressSchema,
  companyName,
  countedPageOf,
  dateTime,
  emailSchema,
  idSchema,
  lineText,
  localeSchema,
  longText,
  moneySchema,
  personName,
} from '@leerhuis/http-api';
import type { Words } from '@leerhuis/language';
import { isIban, isVatNumber } from '@leerhuis/money';
import { z } from 'zod';
import {
  bindings,
  establishmentNumber,
  type Organisation,
  organisationKinds,
  registerCountries,
  registeredNumber,
} from './domain/organisation.ts';
import type { ToldSize } from './size-store.ts';

const wrong: Record<'enterpriseNumber' | 'establishment' | 'vatNumber' | 'iban' | 'naceBel', Words> = {
  enterpriseNumber: {
    nl: 'Geen geldig ondernemingsnummer (BE) of KvK-nummer (NL)',
    fr: "Pas un numéro d'entreprise (BE) ou numéro KvK (NL) valable",
    en: 'Not a sound enterprise number (BE) or KvK number (NL)',
  },
  establishment: {
    nl: 'Geen geldig vestigingsnummer',
    fr: "Pas un numéro d'établissement valable",
    en: 'Not a sound number of an establishment',
  },
  vatNumber: {
    nl: 'Geen geldig Belgisch of Nederlands btw-nummer',
    fr: 'Pas un numéro de TVA belge ou néerlandais valable',
    en: 'Not a sound Belgian or Dutch VAT number',
  },
  iban: { nl: 'Geen geldig IBAN', fr: 'Pas un IBAN valable', en: 'Not a sound IBAN' },
  naceBel: {
    nl: 'Een NACE-BEL-code heeft vijf cijfers, zoals 69.101',
    fr: 'Un code NACE-BEL a cinq chiffres, comme 69.101',
    en: 'A NACE-BEL code has five digits, such as 69.101',
  },
};

const compact = (text: string) => text.replace(/[\s.]/g, '').toUpperCase();
const address = addressSchema({ street: 200, city: 100 }).meta({ id: 'OrganisationAddress' });

const establishment = z
  .strictObject({
    number: lineText(20).nullable().describe('Of the register'),
    name: companyName(100).nullable(),
    address,
    iban: lineText(42)
      .refine(isIban, { params: { message: wrong.iban } })
      .overwrite(compact)
      .nullable(),
    naceBel: lineText(10)
      .refine((text) => /^\d{5}$/.test(compact(text)), { params: { message: wrong.naceBel } })
      .overwrite(compact)
      .nullable()
      .describe('Code of the activity with the largest turnover'),
  })
  .meta({ id: 'Establishment' });

const detailFields = {
  name: companyName(200),
  vatNumber: lineText(20)
    .refine(isVatNumber, { params: { message: wrong.vatNumber } })
    .overwrite(compact)
    .nullable(),
  address,
  postalAddress: address.nullable(),
  invoiceEmail: emailSchema,
  locale: localeSchema,
  demandsOrderNumber: z.boolean().describe('Whether its invoices must carry an order number of its own'),
  employeesMayBind: z
    .enum(bindings)
    .describe('Whether employees may order at its cost: yes, after the yes of a manager, no'),
  kind: z.enum(organisationKinds),
  legalForm: lineText(50).nullable(),
  establishments: z.array(establishment).max(200),
};

/** Sound in a country that we know: which one is a matter of another field, and told when all fields are sound by themselves. */
const isSomewhere = (read: typeof registeredNumber) => (text: string) =>
  registerCountries.some((country) => read(text, country) !== null);

const identityFields = {
  country: z.enum(registerCountries).describe('Whose register gave the number'),
  enterpriseNumber: lineText(20).refine(isSomewhere(registeredNumber), { params: { message: wrong.enterpriseNumber } }),
  establishment: lineText(20)
    .refine(isSomewhere(establishmentNumber), { params: { message: wrong.establishment } })
    .nullable()
    .describe('Number of the establishment, for a house of a group that is an organisation of its own'),
};

const usual = {
  vatNumber: detailFields.vatNumber.default(null),
  postalAddress: detailFields.postalAddress.default(null),
  demandsOrderNumber: detailFields.demandsOrderNumber.default(false),
  employeesMayBind: detailFields.employeesMayBind.default('after-yes'),
  legalForm: detailFields.legalForm.default(null),
  establishments: detailFields.establishments.default([]),
  establishment: identityFields.establishment.default(null),
};

interface Numbered {
  country: 'BE' | 'NL';
  enterpriseNumber: string;
  establishment: string | null;
}

/** The numbers as their register gives them; beside whatever else is wrong. */
function hasSoundNumbers({ value, issues }: z.core.ParsePayload<Numbered>): void {
  const number = registeredNumber(value.enterpriseNumber, value.country);
  const house = value.establishment === null ? null : establishmentNumber(value.establishment, value.country);
  const fault = (field: 'enterpriseNumber' | 'establishment') =>
    issues.push({ code: 'custom', input: value[field], path: [field], params: { message: wrong[field] } });
  // what is unsound everywhere was told by its own field
  if (number === null && isSomewhere(registeredNumber)(value.enterpriseNumber)) fault('enterpriseNumber');
  if (house === null && value.establishment !== null && isSomewhere(establishmentNumber)(value.establishment))
    fault('establishment');
  if (number !== null) Object.assign(value, { enterpriseNumber: number, establishment: house });
}

const person = {
  firstName: personName(100),
  lastName: personName(100),
  email: emailSchema,
  phone: lineText(30).nullable().default(null),
  locale: localeSchema,
};

const wantedFields = { ...detailFields, ...identityFields, ...usual };

export const requestBody = z
  .strictObject({
    organisation: z.strictObject(wantedFields).check(hasSoundNumbers),
    person: z.strictObject(person).describe('Who asks, and manages it once it is taken in'),
    message: longText(2_000).nullable().default(null),
  })
  .meta({ id: 'OrganisationRequest' });

export const makeBody = z
  .strictObject({
    organisation: z.strictObject(wantedFields).check(hasSoundNumbers),
    manager: z.strictObject(person).describe('Gets an invitation'),
    buysOnAccount: z.boolean().default(false),
  })
  .meta({ id: 'OrganisationMade' });

const bouncedSince = dateTime.nullable().optional().meta({
  description:
    'Since when mails to the address for invoices do not arrive: correct it. Told, and passed over when it comes back',
});

export const detailsBody = z
  .strictObject({ ...detailFields, invoiceEmailBouncedSince: bouncedSince })
  .meta({ id: 'OrganisationDetails' });
export const adminDetailsBody = z
  .strictObject({
    ...detailFields,
    ...identityFields,
    buysOnAccount: z.boolean(),
    invoiceEmailBouncedSince: bouncedSince,
  })
  .check(hasSoundNumbers)
  .meta({ id: 'OrganisationDetailsForStaff' });

export const sizeBody = z
  .strictObject({
    fte: z.number().min(0).max(10_000_000).describe('Full-time equivalents'),
    turnover: moneySchema,
    balanceTotal: moneySchema,
    linkedIncluded: z
      .literal(true)
      .describe('That partner enterprises (over 25 %) and linked ones (over 50 %) are counted in'),
  })
  .meta({ id: 'EnterpriseFigures' });

export const sizeView = z
  .object({
    size: z.enum(['small', 'medium', 'large']).nullable(),
    fte: z.number().nullable(),
    turnover: moneySchema.nullable(),
    balanceTotal: moneySchema.nullable(),
    toldAt: dateTime.nullable(),
    toldByName: z.string().optional(),
  })
  .meta({ id: 'EnterpriseSize' });

const plainAddress = z.object({ street: z.string(), postalCode: z.string(), city: z.string(), country: z.string() });
const viewFields = {
  id: idSchema,
  state: z.enum(['requested', 'active', 'closed']),
  ...identityFields,
  ...detailFields,
  enterpriseNumber: z.string(),
  establishment: z.string().nullable(),
  address: plainAddress,
  postalAddress: plainAddress.nullable(),
  buysOnAccount: z.boolean(),
  invoiceEmailBouncedSince: bouncedSince,
};
export const organisationView = z.object(viewFields).meta({ id: 'Organisation' });

export const adminView = z
  .object({
    ...viewFields,
    madeAt: dateTime,
    request: z
      .object({
        person: z.object({ ...person, phone: z.string().nullable() }),
        hasAccount: z.boolean().meta({ description: 'Whether they were logged in when they asked' }),
        at: dateTime,
        message: z.string().nullable(),
      })
      .nullable(),
    closed: z
      .object({
        at: dateTime,
        byName: z.string().optional(),
        reason: z.string(),
        mergedInto: idSchema.nullable(),
        mergedIntoName: z.string().optional(),
      })
      .nullable(),
  })
  .meta({ id: 'OrganisationForStaff' });
export const adminPage = countedPageOf(adminView);

/** @param bounced since when mails bounce, by address */
export function viewOf(
  { revision: _1, request: _2, madeAt: _3, closed: _4, ...own }: Organisation,
  bounced: ReadonlyMap<string, Date>,
) {
  return { ...own, invoiceEmailBouncedSince: bounced.get(own.invoiceEmail)?.toISOString() ?? null };
}

export function sizeViewOf(told: ToldSize | null, names: ReadonlyMap<string, string>): z.input<typeof sizeView> {
  if (!told) return { size: null, fte: null, turnover: null, balanceTotal: null, toldAt: null };
  const euros = (amount: number) => ({ amount, currency: 'EUR' as const });
  return {
    size: told.size,
    fte: told.fte,
    turnover: euros(told.turnoverCents),
    balanceTotal: euros(told.balanceTotalCents),
    toldAt: told.toldAt.toISOString(),
    toldByName: names.get(told.toldBy),
  };
}
