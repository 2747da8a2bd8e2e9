import type { DemoCourse } from './shapes.ts';

const fbc = (number: number, minutes: number, until = '2028-01-31') => ({
  federation: 'FBC',
  number: `FBC/26/${String(number).padStart(3, '0')}`,
  minutes,
  until,
});

export const mediators: DemoCourse[] = [
  {
    code: 'FBC-501',
    theme: 'mediation',
    language: 'nl',
    teacher: 'wouters',
    minutes: 120,
    euros: 102,
    title: [
      'Luisteren en herkaderen in bemiddeling',
      'Écouter et recadrer en médiation',
      'Listening and reframing in mediation',
    ],
    summary: [
      'Van verwijt naar belang: oefenen op gefilmde gesprekken.',
      'Du reproche à l’intérêt : exercices sur des entretiens filmés.',
      'From blame to interest: practice on filmed conversations.',
    ],
    parts: [
      ['Actief luisteren', 'Écoute active', 'Active listening'],
      ['Herkaderen', 'Recadrer', 'Reframing'],
    ],
    accreditations: [fbc(501, 120)],
  },
  {
    code: 'FBC-502',
    theme: 'mediation',
    language: 'fr',
    teacher: 'wouters',
    minutes: 120,
    euros: 104,
    title: [
      'Bemiddelen bij een arbeidsconflict',
      'La médiation d’un conflit du travail',
      'Mediating a conflict at work',
    ],
    summary: [
      'Hiërarchie, vertrouwen en verder samenwerken na het akkoord.',
      'Hiérarchie, confiance et collaboration après l’accord.',
      'Hierarchy, trust and working together after the agreement.',
    ],
    parts: [
      ['Voorgesprekken', 'Entretiens préalables', 'Preliminary talks'],
      ['Macht in de kamer', 'Le pouvoir dans la pièce', 'Power in the room'],
      ['Nazorg', 'Suivi', 'Aftercare'],
    ],
    accreditations: [fbc(502, 120)],
  },
  {
    code: 'FBC-503',
    theme: 'family',
    language: 'nl',
    teacher: 'wouters',
    minutes: 180,
    euros: 156,
    title: [
      'Familiale bemiddeling: de stem van het kind',
      'Médiation familiale : la parole de l’enfant',
      'Family mediation: the voice of the child',
    ],
    summary: [
      'Kinderen horen zonder hen te laten kiezen.',
      'Entendre les enfants sans les faire choisir.',
      'Hearing children without making them choose.',
    ],
    parts: [
      ['Het kindgesprek', 'L’entretien avec l’enfant', 'Talking with the child'],
      ['Terugkoppelen aan ouders', 'Restituer aux parents', 'Reporting back to parents'],
      ['Ouderschapsplan', 'Plan parental', 'Parenting plan'],
    ],
    accreditations: [fbc(503, 180)],
  },
  {
    code: 'FBC-504',
    theme: 'family',
    language: 'nl',
    teacher: 'verhaegen',
    minutes: 60,
    euros: 55,
    title: [
      'Vermogen verdelen in de bemiddeling',
      'Partager le patrimoine en médiation',
      'Dividing property in mediation',
    ],
    summary: [
      'Woning, leningen en pensioen in een akkoord dat de notaris kan verlijden.',
      'Logement, crédits et pension dans un accord que le notaire peut passer.',
      'Home, loans and pension in an agreement that a notary can execute.',
    ],
    parts: [
      ['De inventaris', 'L’inventaire', 'The inventory'],
      ['Naar de notaris', 'Vers le notaire', 'To the notary'],
    ],
    accreditations: [fbc(504, 60), { federation: 'NKN', number: 'NKN/2026/504', minutes: 60, until: '2027-12-31' }],
  },
  {
    code: 'FBC-505',
    theme: 'mediation',
    language: 'en',
    teacher: 'wouters',
    minutes: 90,
    euros: 82,
    title: ['Online bemiddelen', 'La médiation en ligne', 'Mediating online'],
    summary: [
      'Vertrouwelijkheid, stiltes en aparte kamers in een beeldgesprek.',
      'Confidentialité, silences et salles séparées en visioconférence.',
      'Confidentiality, silences and breakout rooms in a video call.',
    ],
    parts: [
      ['De techniek', 'La technique', 'The technique'],
      ['De dynamiek', 'La dynamique', 'The dynamics'],
    ],
    accreditations: [fbc(505, 90)],
  },
  {
    code: 'FBC-506',
    theme: 'mediation',
    language: 'nl',
    teacher: 'wouters',
    minutes: 60,
    euros: 54,
    title: ['Het bemiddelingsakkoord schrijven', 'Rédiger l’accord de médiation', 'Writing the mediation agreement'],
    summary: [
      'Helder, volledig en geschikt voor homologatie.',
      'Clair, complet et prêt à l’homologation.',
      'Clear, complete and fit for the court’s approval.',
    ],
    parts: [
      ['Bouwstenen', 'Éléments', 'Building blocks'],
      ['Homologatie', 'Homologation', 'Approval'],
    ],
    accreditations: [fbc(506, 60)],
  },
  {
    code: 'FBC-507',
    theme: 'deontology',
    language: 'fr',
    teacher: 'wouters',
    minutes: 60,
    euros: 52,
    title: [
      'Deontologie van de erkende bemiddelaar',
      'Déontologie du médiateur agréé',
      'Ethics of the accredited mediator',
    ],
    summary: [
      'Onafhankelijkheid, vertrouwelijkheid en wanneer u stopt.',
      'Indépendance, confidentialité et quand s’arrêter.',
      'Independence, confidentiality and when to stop.',
    ],
    parts: [
      ['De code', 'Le code', 'The code'],
      ['Stoppen', 'S’arrêter', 'Stopping'],
    ],
    accreditations: [fbc(507, 60, '2026-08-31')],
  },
];
