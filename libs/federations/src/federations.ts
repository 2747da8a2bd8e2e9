import type { Words } from '@leerhuis/language';

/** How a federation hears of a participation: the provider registers it, or the member sends a PDF (V-26). */
export type Way = 'registration' | 'pdf';

interface DatedWay {
  way: Way;
  validFrom: string;
  source: string;
}

interface FederationFacts {
  name: Words;
  /** Whose members it is that follow what it accredits (V-1). */
  profession: { code: string; name: Words };
  /** The form of a member number once dots, spaces and dashes are left out, and what one looks like. */
  memberNumber: { pattern: RegExp; example: string };
  /** Whether its registrations, withdrawals and answers go by queues on our broker. */
  queues: boolean;
  /** The first of the records that staff may add to (`federation-policies` of @leerhuis/provider). */
  ways: readonly DatedWay[];
}

/**
 * The federations whose members the provider serves (V-1), each with all that is known of it. Federations publish no check
 * digits of their numbers, so only the form is checked; who a number belongs to is for the federation to say (V-27).
 */
export const federations = {
  OVB: {
    name: { nl: 'Orde van Vlaamse Balies', fr: 'Ordre des barreaux flamands', en: 'Flemish Bar Association' },
    profession: { code: 'lawyer', name: { nl: 'Advocaten', fr: 'Avocats', en: 'Lawyers' } },
    memberNumber: { pattern: /^\d{5,7}$/, example: '123456' },
    queues: true,
    ways: [{ way: 'registration', validFrom: '2000-01-01', source: 'V-26' }],
  },
  NKN: {
    name: {
      nl: 'Nationale Kamer van Notarissen',
      fr: 'Chambre nationale des notaires',
      en: 'National Chamber of Notaries',
    },
    profession: { code: 'notary', name: { nl: 'Notarissen', fr: 'Notaires', en: 'Notaries' } },
    memberNumber: { pattern: /^\d{4,6}$/, example: '12345' },
    queues: true,
    ways: [{ way: 'registration', validFrom: '2000-01-01', source: 'V-26' }],
  },
  BIV: {
    name: {
      nl: 'Beroepsinstituut van Vastgoedmakelaars',
      fr: 'Institut professionnel des agents immobiliers',
      en: 'Professional Institute of Estate Agents',
    },
    profession: {
      code: 'estate-agent',
      name: { nl: 'Vastgoedmakelaars', fr: 'Agents immobiliers', en: 'Estate agents' },
    },
    memberNumber: { pattern: /^\d{6}$/, example: '512345' },
    queues: true,
    ways: [{ way: 'registration', validFrom: '2000-01-01', source: 'V-26' }],
  },
  ITAA: {
    name: {
      nl: 'Instituut van de Belastingadviseurs en de Accountants',
      fr: 'Institut des conseillers fiscaux et des experts-comptables',
      en: 'Institute for Tax Advisors and Accountants',
    },
    profession: {
      code: 'accountant',
      name: {
        nl: 'Accountants en belastingadviseurs',
        fr: 'Experts-comptables et conseillers fiscaux',
        en: 'Accountants and tax advisers',
      },
    },
    memberNumber: { pattern: /^\d{8}$/, example: '10123456' },
    queues: true,
    ways: [{ way: 'registration', validFrom: '2000-01-01', source: 'V-26, obligatory since 1-7-2022' }],
  },
  FBC: {
    name: {
      nl: 'Federale Bemiddelingscommissie',
      fr: 'Commission fédérale de médiation',
      en: 'Federal Mediation Commission',
    },
    profession: { code: 'mediator', name: { nl: 'Bemiddelaars', fr: 'Médiateurs', en: 'Mediators' } },
    memberNumber: { pattern: /^[A-Z]{0,3}\d{3,6}$/, example: 'B1234' },
    queues: false,
    ways: [{ way: 'pdf', validFrom: '2000-01-01', source: 'V-26' }],
  },
} as const satisfies Record<string, FederationFacts>;

type Table = typeof federations;

export type FederationCode = keyof Table;
/** In the order in which professions are shown. */
export const federationCodes = Object.keys(federations) as readonly FederationCode[];

export type ProfessionCode = Table[FederationCode]['profession']['code'];
export const professionCodes: readonly ProfessionCode[] = federationCodes.map(
  (code) => federations[code].profession.code,
);

/** The profession that somebody means by its code, or by its name in whichever language; null when it is none that we serve. */
export function professionNamed(text: string): { code: ProfessionCode; name: Words } | null {
  const wanted = text.trim().toLowerCase();
  const found = federationCodes
    .map((code) => federations[code].profession)
    .find(({ code, name }) => [code, ...Object.values(name)].some((known) => known.toLowerCase() === wanted));
  return found ?? null;
}

/** Whose members have the profession. */
export function federationOf(profession: ProfessionCode): FederationCode | undefined {
  return federationCodes.find((code) => federations[code].profession.code === profession);
}

/** A federation that takes participations from the provider in a monthly run, by queues on our broker (V-26). */
export type RegisteringFederation = {
  [Code in FederationCode]: Table[Code]['queues'] extends true ? Code : never;
}[FederationCode];
export const registeringFederations = federationCodes.filter(isRegistering);

function isRegistering(code: FederationCode): code is RegisteringFederation {
  return federations[code].queues;
}
