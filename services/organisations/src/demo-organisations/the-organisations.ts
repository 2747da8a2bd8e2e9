import type { Person } from '../members/domain/member.ts';
import type { Details, Identity } from '../organisations/domain/organisation.ts';

export interface DemoPerson extends Pick<Person, 'firstName' | 'lastName' | 'roles'> {
  email: string | null;
  staffNumber?: string;
  phone?: string;
  /** `joined` has an account of the demo, `invited` gets a mail with a link, `listed` was not asked yet. */
  as: 'joined' | 'invited' | 'listed';
}

export interface DemoOrganisation {
  /** One that no two starts give twice. */
  id: string;
  details: Details & Identity;
  buysOnAccount: boolean;
  figures: { fte: number; turnoverCents: number; balanceTotalCents: number };
  people: DemoPerson[];
}

const usual = { vatNumber: null, postalAddress: null, establishment: null, establishments: [] };
const demo = (name: string) => `${name}@demo.leerhuis.test`;

/** An office of lawyers, an accountants' firm and a care organisation; those who joined are accounts of the gateway's demo. */
export const demoOrganisations: DemoOrganisation[] = [
  {
    id: '0190d3a0-0000-7000-8000-00000000a001',
    details: {
      ...usual,
      ...{ name: 'Advocaten Maes & Partners', country: 'BE', enterpriseNumber: '0678901218' },
      vatNumber: 'BE0678901218',
      address: { street: 'Coupure 12', postalCode: '9000', city: 'Gent', country: 'BE' },
      invoiceEmail: demo('boekhouding.maes'),
      ...{ locale: 'nl', demandsOrderNumber: false, employeesMayBind: 'after-yes', kind: 'office', legalForm: 'BV' },
    },
    buysOnAccount: false,
    figures: { fte: 6.5, turnoverCents: 92_000_000, balanceTotalCents: 41_000_000 },
    people: [
      { firstName: 'Lena', lastName: 'Maes', email: demo('advocaat'), roles: ['manager', 'employee'], as: 'joined' },
      { firstName: 'Tom', lastName: 'Wouters', email: demo('medewerker'), roles: ['employee'], as: 'joined' },
      { firstName: 'Els', lastName: 'Goossens', email: demo('secretariaat'), roles: ['planner'], as: 'joined' },
      { firstName: 'Noah', lastName: 'Mertens', email: demo('stagiair'), roles: ['employee'], as: 'invited' },
      { firstName: 'Yasmina', lastName: 'Benali', email: null, staffNumber: '0007', roles: ['employee'], as: 'listed' },
    ],
  },
  {
    id: '0190d3a0-0000-7000-8000-00000000a002',
    details: {
      ...usual,
      ...{ name: 'Fiduciaire Dubois SRL', country: 'BE', enterpriseNumber: '0871234501' },
      vatNumber: 'BE0871234501',
      address: { street: 'Rue Neuve 5', postalCode: '1000', city: 'Bruxelles', country: 'BE' },
      invoiceEmail: demo('factures.dubois'),
      ...{ locale: 'fr', demandsOrderNumber: false, employeesMayBind: 'yes', kind: 'company', legalForm: 'SRL' },
    },
    buysOnAccount: true,
    figures: { fte: 14, turnoverCents: 180_000_000, balanceTotalCents: 75_000_000 },
    people: [
      {
        firstName: 'Amélie',
        lastName: 'Dubois',
        email: demo('comptable'),
        roles: ['manager', 'employee'],
        as: 'joined',
      },
      { firstName: 'Julien', lastName: 'Lambert', email: demo('collaborateur'), roles: ['employee'], as: 'joined' },
      { firstName: 'Sarah', lastName: 'Lemmens', email: demo('facturation'), roles: ['accountant'], as: 'joined' },
      { firstName: 'Chloé', lastName: 'Renard', email: demo('stagiaire'), roles: ['employee'], as: 'invited' },
    ],
  },
  {
    id: '0190d3a0-0000-7000-8000-00000000a003',
    details: {
      ...usual,
      ...{ name: 'Zorghuis De Brug', country: 'BE', enterpriseNumber: '0543210985' },
      address: { street: 'Scheldelaan 44', postalCode: '2000', city: 'Antwerpen', country: 'BE' },
      invoiceEmail: demo('facturen.debrug'),
      ...{
        locale: 'nl',
        demandsOrderNumber: true,
        employeesMayBind: 'no',
        kind: 'care-organisation',
        legalForm: 'VZW',
      },
      establishments: [
        {
          ...{ number: null, name: 'De Brug Noord', iban: null, naceBel: '87301' },
          address: { street: 'Noorderlaan 7', postalCode: '2030', city: 'Antwerpen', country: 'BE' },
        },
      ],
    },
    buysOnAccount: false,
    figures: { fte: 118, turnoverCents: 940_000_000, balanceTotalCents: 610_000_000 },
    people: [
      { firstName: 'Ingrid', lastName: 'Baeten', email: demo('zorgmanager'), roles: ['manager'], as: 'joined' },
      { firstName: 'Pieter', lastName: 'Nys', email: demo('lesgever'), roles: ['trainer-centre'], as: 'joined' },
      {
        firstName: 'Wout',
        lastName: 'Smets',
        email: demo('lesgever.extern'),
        roles: ['trainer-external'],
        as: 'joined',
      },
      {
        ...{ firstName: 'Fatima', lastName: 'El Amrani', email: demo('zorgmedewerker'), phone: '03 123 45 67' },
        ...{ staffNumber: '0042', roles: ['care-worker'], as: 'joined' },
      },
      // who keeps the books of both sees invoices there, and is a colleague at the firm (C-5)
      { firstName: 'Sarah', lastName: 'Lemmens', email: demo('facturation'), roles: ['accountant'], as: 'joined' },
      { firstName: 'Nele', lastName: 'Dierckx', email: demo('zorg.nele'), roles: ['care-worker'], as: 'invited' },
      { firstName: 'Luc', lastName: 'Aerts', email: null, staffNumber: '0051', roles: ['care-worker'], as: 'listed' },
    ],
  },
];
