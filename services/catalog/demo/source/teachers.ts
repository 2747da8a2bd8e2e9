import type { Three } from './shapes.ts';

/** Invented people; .example addresses reach nobody. */
export const teachers: Record<string, { name: string; email: string; bio: Three }> = {
  claes: {
    name: 'Mr. Hanne Claes',
    email: 'hanne.claes@docenten.example',
    bio: [
      'Advocaat in Gent sinds 2006, oud-lid van de tuchtraad; doceert deontologie en gerechtelijk recht.',
      'Avocate à Gand depuis 2006, ancien membre du conseil de discipline ; enseigne la déontologie et le droit judiciaire.',
      'Lawyer in Ghent since 2006 and former member of the disciplinary board; teaches professional ethics and civil procedure.',
    ],
  },
  dumont: {
    name: 'Me Olivier Dumont',
    email: 'olivier.dumont@docenten.example',
    bio: [
      'Advocaat in Namen, specialist in vennootschapsrecht en insolventie, auteur van verschillende handboeken.',
      'Avocat à Namur, spécialiste du droit des sociétés et de l’insolvabilité, auteur de plusieurs manuels.',
      'Lawyer in Namur, specialist in company law and insolvency, author of several handbooks.',
    ],
  },
  verhaegen: {
    name: 'Notaris Lut Verhaegen',
    email: 'lut.verhaegen@docenten.example',
    bio: [
      'Notaris in Mechelen; begeleidt families bij nalatenschap, schenking en huwelijkscontract.',
      'Notaire à Malines ; accompagne les familles en matière de succession, de donation et de contrat de mariage.',
      'Notary in Mechelen; guides families through inheritance, gifts and marriage contracts.',
    ],
  },
  lambert: {
    name: 'Maître Sophie Lambert',
    email: 'sophie.lambert@docenten.example',
    bio: [
      'Kandidaat-notaris in Luik en assistente familiaal vermogensrecht.',
      'Candidate notaire à Liège et assistante en droit patrimonial de la famille.',
      'Candidate notary in Liège and teaching assistant in family property law.',
    ],
  },
  peeters: {
    name: 'Koen Peeters',
    email: 'koen.peeters@docenten.example',
    bio: [
      'Vastgoedmakelaar en syndicus in Antwerpen, twintig jaar ervaring met verkoop, verhuur en mede-eigendom.',
      'Agent immobilier et syndic à Anvers, vingt ans d’expérience en vente, location et copropriété.',
      'Estate agent and property manager in Antwerp with twenty years in sales, letting and co-ownership.',
    ],
  },
  renard: {
    name: 'Aline Renard',
    email: 'aline.renard@docenten.example',
    bio: [
      'Juriste huurrecht in Brussel; adviseert makelaars en eigenaars over de drie gewesten.',
      'Juriste en droit du bail à Bruxelles ; conseille agents et propriétaires dans les trois régions.',
      'Tenancy lawyer in Brussels; advises agents and owners in the three regions.',
    ],
  },
  janssens: {
    name: 'Bart Janssens',
    email: 'bart.janssens@docenten.example',
    bio: [
      'Gecertificeerd belastingadviseur in Hasselt, gastdocent btw en vennootschapsbelasting.',
      'Conseiller fiscal certifié à Hasselt, professeur invité en TVA et impôt des sociétés.',
      'Certified tax adviser in Hasselt, guest lecturer in VAT and corporate tax.',
    ],
  },
  moreau: {
    name: 'Claire Moreau',
    email: 'claire.moreau@docenten.example',
    bio: [
      'Bedrijfsrevisor en antiwitwasverantwoordelijke van een kantoor met vijftig medewerkers.',
      'Réviseure d’entreprises et responsable anti-blanchiment d’un cabinet de cinquante collaborateurs.',
      'Auditor and anti-money-laundering officer of a firm with fifty staff.',
    ],
  },
  wouters: {
    name: 'Ilse Wouters',
    email: 'ilse.wouters@docenten.example',
    bio: [
      'Erkend bemiddelaar in familie- en handelszaken, opleider in gesprekstechniek.',
      'Médiatrice agréée en matière familiale et commerciale, formatrice en techniques d’entretien.',
      'Accredited family and commercial mediator, trainer in conversation technique.',
    ],
  },
  oconnor: {
    name: 'Dr. Fiona O’Connor',
    email: 'fiona.oconnor@docenten.example',
    bio: [
      'Onderzoekster recht en technologie in Leuven; helpt kantoren om AI verantwoord in te zetten.',
      'Chercheuse en droit et technologie à Louvain ; aide les cabinets à utiliser l’IA de façon responsable.',
      'Law and technology researcher in Leuven; helps firms to use AI responsibly.',
    ],
  },
};
