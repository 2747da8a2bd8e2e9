import { memberNumberForms } from '@leerhuis/federations';
import type { Federation } from '../../courses/domain/course.ts';
import type { Locale } from '../../courses/domain/text.ts';

export interface Profession {
  code: 'lawyer' | 'notary' | 'estate-agent' | 'accountant' | 'mediator';
  name: Record<Locale, string>;
  federation: {
    code: Federation;
    name: Record<Locale, string>;
    /** What its member numbers look like once dots, spaces and dashes are left out. */
    memberNumber: { pattern: string; example: string };
    /** Whether the provider registers participations with it, or members download an attest (V-26). */
    attest: 'registered' | 'downloaded';
  };
}

function memberNumberOf(federation: Federation): Profession['federation']['memberNumber'] {
  const { pattern, example } = memberNumberForms[federation];
  return { pattern: pattern.source, example };
}

/** The professions that the catalogue serves, each with the federation that accredits courses for it (V-1). */
export const professions: readonly Profession[] = [
  {
    code: 'lawyer',
    name: { nl: 'Advocaten', fr: 'Avocats', en: 'Lawyers' },
    federation: {
      code: 'OVB',
      name: { nl: 'Orde van Vlaamse Balies', fr: 'Ordre des barreaux flamands', en: 'Flemish Bar Association' },
      memberNumber: memberNumberOf('OVB'),
      attest: 'registered',
    },
  },
  {
    code: 'notary',
    name: { nl: 'Notarissen', fr: 'Notaires', en: 'Notaries' },
    federation: {
      code: 'NKN',
      name: {
        nl: 'Nationale Kamer van Notarissen',
        fr: 'Chambre nationale des notaires',
        en: 'National Chamber of Notaries',
      },
      memberNumber: memberNumberOf('NKN'),
      attest: 'registered',
    },
  },
  {
    code: 'estate-agent',
    name: { nl: 'Vastgoedmakelaars', fr: 'Agents immobiliers', en: 'Estate agents' },
    federation: {
      code: 'BIV',
      name: {
        nl: 'Beroepsinstituut van Vastgoedmakelaars',
        fr: 'Institut professionnel des agents immobiliers',
        en: 'Professional Institute of Estate Agents',
      },
      memberNumber: memberNumberOf('BIV'),
      attest: 'registered',
    },
  },
  {
    code: 'accountant',
    name: {
      nl: 'Accountants en belastingadviseurs',
      fr: 'Experts-comptables et conseillers fiscaux',
      en: 'Accountants and tax advisers',
    },
    federation: {
      code: 'ITAA',
      name: {
        nl: 'Instituut van de Belastingadviseurs en de Accountants',
        fr: 'Institut des conseillers fiscaux et des experts-comptables',
        en: 'Institute for Tax Advisors and Accountants',
      },
      memberNumber: memberNumberOf('ITAA'),
      attest: 'registered',
    },
  },
  {
    code: 'mediator',
    name: { nl: 'Bemiddelaars', fr: 'Médiateurs', en: 'Mediators' },
    federation: {
      code: 'FBC',
      name: {
        nl: 'Federale Bemiddelingscommissie',
        fr: 'Commission fédérale de médiation',
        en: 'Federal Mediation Commission',
      },
      memberNumber: memberNumberOf('FBC'),
      attest: 'downloaded',
    },
  },
];

export function federationOf(profession: Profession['code']): Federation | undefined {
  return professions.find(({ code }) => code === profession)?.federation.code;
}
