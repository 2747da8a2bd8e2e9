import type { Account, Profile } from './domain/account.ts';

type DemoAccount = Profile & Pick<Account, 'email' | 'roles'> & { password: string };

const common = { company: null, memberships: [], roles: ['learner'] satisfies Account['roles'] as Account['roles'] };

/** People of the demo; their passwords are public, so a deployment with DEMO_ACCOUNTS=true is for show only. */
export const demoAccounts: DemoAccount[] = [
  {
    ...common,
    email: 'staf@demo.leerhuis.test',
    password: 'Kantoor-2026!',
    firstName: 'Griet',
    lastName: 'Willems',
    locale: 'nl',
    roles: ['learner', 'staff'],
    address: { street: 'Academielaan 1', postalCode: '9000', city: 'Gent', country: 'BE' },
  },
  {
    ...common,
    email: 'advocaat@demo.leerhuis.test',
    password: 'Pleidooi-2026!',
    firstName: 'Lena',
    lastName: 'Maes',
    locale: 'nl',
    memberships: [{ federation: 'OVB', memberNumber: '123456' }],
    address: { street: 'Coupure 12', postalCode: '9000', city: 'Gent', country: 'BE' },
  },
  {
    ...common,
    email: 'comptable@demo.leerhuis.test',
    password: 'Chiffres-2026!',
    firstName: 'Amélie',
    lastName: 'Dubois',
    locale: 'fr',
    memberships: [{ federation: 'ITAA', memberNumber: '10123456' }],
    company: { name: 'Fiduciaire Dubois SRL', enterpriseNumber: '0871234501' },
    address: { street: 'Rue Neuve 5', postalCode: '1000', city: 'Bruxelles', country: 'BE' },
  },
  {
    ...common,
    email: 'mediator@demo.leerhuis.test',
    password: 'Gesprek-2026!',
    firstName: 'Sofie',
    lastName: 'Claes',
    locale: 'en',
    memberships: [{ federation: 'FBC', memberNumber: 'B1234' }],
    address: { street: 'Meir 50', postalCode: '2000', city: 'Antwerpen', country: 'BE' },
  },
];
