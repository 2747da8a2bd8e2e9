import { type FederationCode, federationCodes, federations } from '@leerhuis/federations';
import type { SettingKind, SettingRecords } from './records.ts';

const id = 'seed';

/**
 * What holds of each kind until staff change it: the demo's provider. Who deploys Leerhuis puts their own data here; from
 * the first change of a kind on, its records are those that the gateway keeps.
 */
export const seed: { readonly [K in SettingKind]: readonly SettingRecords[K][] } = {
  identity: [
    {
      id,
      validFrom: '2020-01-01',
      source: 'demo data',
      name: 'Leerhuis Academie BV',
      street: 'Stationsstraat 12',
      postalCode: '9000',
      city: 'Gent',
      country: 'BE',
      vatNumber: 'BE0123456749',
      registerOfLegalEntities: 'RPR Gent',
      iban: 'BE68539007547034',
      bic: 'BPOTBEB1',
      email: 'boekhouding@leerhuis.example',
      website: 'www.leerhuis.example',
    },
  ],
  brand: [
    {
      id,
      validFrom: '2020-01-01',
      source: 'demo data',
      name: 'Leerhuis',
      email: 'info@leerhuis.example',
      colour: '#0b5c63',
    },
  ],
  'vat-rates': [
    rate(21, '1996-01-01', 'KB no. 20 of 20 July 1970, art. 1'),
    rate(12, '1996-01-01', 'KB no. 20 of 20 July 1970, table B'),
    rate(6, '1996-01-01', 'KB no. 20 of 20 July 1970, table A (books among others)'),
    {
      ...rate(0, '1993-01-01', 'VAT code, art. 44, § 2, 4°'),
      exemptionGround: {
        nl: 'Vrijgesteld van btw – art. 44, § 2, 4° WBTW',
        fr: 'Exempté de la TVA – art. 44, § 2, 4° CTVA',
        en: 'Exempt from VAT – art. 44, § 2, 4° of the Belgian VAT code',
      },
    },
  ],
  terms: [
    {
      id,
      validFrom: '2020-01-01',
      source: 'general terms of the provider (V-6, V-14, V-17); term of payment: law of 2 August 2002, art. 4',
      paymentDays: 30,
      // card schemes allow 120 days, in some cases 540; after this a person has to find it on the statement
      takeBackDays: 180,
      mostUnpaidOrders: 50,
      accessMonths: 12,
      creditYears: 3,
      consent: {
        version: '2026-06-19',
        text: {
          nl: 'Ik vraag om onmiddellijke toegang tot wat ik bestel en weet dat ik daardoor mijn herroepingsrecht verlies zodra de toegang begint.',
          fr: "Je demande l'accès immédiat à ce que je commande et je sais que je perds ainsi mon droit de rétractation dès que l'accès commence.",
          en: 'I ask for immediate access to what I order and know that I thereby lose my right of withdrawal once access begins.',
        },
      },
    },
  ],
  holidays: [{ id, validFrom: '2020-01-01', source: 'demo data', days: [] }],
  'federation-policies': federationCodes.flatMap(policies),
};

function rate(percent: number, validFrom: string, source: string): SettingRecords['vat-rates'] {
  return { id: `${id}-${percent}`, validFrom, source, rate: percent, inUse: true, exemptionGround: null };
}

function policies(federation: FederationCode): SettingRecords['federation-policies'][] {
  return federations[federation].ways.map(({ way, validFrom, source }) => ({
    id: `${id}-${federation}`,
    validFrom,
    source,
    federation,
    way,
    file: 'xlsx',
    watchPercent: 100,
  }));
}
