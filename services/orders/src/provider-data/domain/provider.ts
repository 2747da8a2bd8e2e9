import type { Dated } from './dated.ts';

/** Who sells: printed on pro-formas and invoices (KB no. 1, art. 5), and paid to. */
export interface Provider extends Dated {
  name: string;
  street: string;
  postalCode: string;
  city: string;
  country: string;
  vatNumber: string;
  registerOfLegalEntities: string;
  iban: string;
  bic: string;
  email: string;
  website: string;
}

/** The demo's provider; who deploys Leerhuis puts their own data here, and adds a record when something changes. */
export const providers: readonly Provider[] = [
  {
    validFrom: '2020-01-01',
    validTo: null,
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
];
