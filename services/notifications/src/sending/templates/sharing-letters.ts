import type { Locale } from '@leerhuis/language';
import type { Facts, Template } from './letter.ts';
import type { Values } from './values.ts';

const linkedFacts = (v: Values<'credit-linked'>): Facts => [
  ['package', v.text('packageTitle')],
  ['validUntil', v.day('expiresAt')],
];

/** Hours of a colleague or of an organisation may be spent from now on (V-8). */
export const creditLinked: Template<'credit-linked'> = {
  nl: (v) => ({
    subject: `U mag opleidingsuren van ${v.text('sharedBy')} gebruiken`,
    paragraphs: [
      `${v.text('sharedBy')} deelt een pakket opleidingsuren met u. U activeert er zelf cursussen mee; cursus en attest staan op uw eigen naam.`,
    ],
    facts: linkedFacts(v),
    button: { text: 'Uren gebruiken', url: v.text('loginUrl') },
  }),
  fr: (v) => ({
    subject: `Vous pouvez utiliser des heures de formation de ${v.text('sharedBy')}`,
    paragraphs: [
      `${v.text('sharedBy')} partage une formule d’heures de formation avec vous. Vous activez vous-même des cours avec elles ; le cours et l’attestation sont à votre nom.`,
    ],
    facts: linkedFacts(v),
    button: { text: 'Utiliser les heures', url: v.text('loginUrl') },
  }),
  en: (v) => ({
    subject: `You may use training hours of ${v.text('sharedBy')}`,
    paragraphs: [
      `${v.text('sharedBy')} shares a package of training hours with you. You activate courses with it yourself; course and attest are in your own name.`,
    ],
    facts: linkedFacts(v),
    button: { text: 'Spend the hours', url: v.text('loginUrl') },
  }),
};

const whyEnded: Record<Locale, Record<string, string>> = {
  nl: {
    unlinked: 'U werd van de lijst gehaald van wie ze mag gebruiken.',
    'switched-off': 'Het delen van dit pakket werd uitgezet.',
    'left-office':
      'Uren worden gedeeld binnen één organisatie, en u hoort er niet langer samen bij. Komt u terug, dan wordt u opnieuw gekoppeld.',
    'of-before':
      'Ze werden gedeeld op grond van een ingevuld ondernemingsnummer, en dat werd niet op tijd bevestigd door een organisatie waar u beiden bij hoort.',
  },
  fr: {
    unlinked: 'Vous avez été retiré de la liste des personnes qui peuvent les utiliser.',
    'switched-off': 'Le partage de cette formule a été désactivé.',
    'left-office':
      'Les heures se partagent au sein d’une même organisation, et vous n’en faites plus partie ensemble. Si vous revenez, il faudra vous lier à nouveau.',
    'of-before':
      'Elles étaient partagées sur la base d’un numéro d’entreprise indiqué, ce qui n’a pas été confirmé à temps par une organisation dont vous faites tous deux partie.',
  },
  en: {
    unlinked: 'You were taken off the list of those who may use them.',
    'switched-off': 'Sharing of this package was switched off.',
    'left-office':
      'Hours are shared within one organisation, and you are not both of it any more. If you come back you have to be linked anew.',
    'of-before':
      'They were shared by an enterprise number that was filled in, and no organisation that you are both of confirmed that in time.',
  },
};

const endedFacts = (v: Values<'credit-link-ended'>): Facts => [['package', v.text('packageTitle')]];

/** They may be spent no more; what was activated goes on (V-8). */
export const creditLinkEnded: Template<'credit-link-ended'> = {
  nl: (v) => ({
    subject: `U gebruikt geen opleidingsuren van ${v.text('sharedBy')} meer`,
    paragraphs: [whyEnded.nl[v.text('reason')] ?? '', 'Cursussen die u al activeerde, blijven gewoon toegankelijk.'],
    facts: endedFacts(v),
  }),
  fr: (v) => ({
    subject: `Vous n’utilisez plus les heures de formation de ${v.text('sharedBy')}`,
    paragraphs: [whyEnded.fr[v.text('reason')] ?? '', 'Les cours que vous avez déjà activés restent accessibles.'],
    facts: endedFacts(v),
  }),
  en: (v) => ({
    subject: `You use no training hours of ${v.text('sharedBy')} any more`,
    paragraphs: [whyEnded.en[v.text('reason')] ?? '', 'Courses that you activated before stay open.'],
    facts: endedFacts(v),
  }),
};

const whatChanged: Record<Locale, Record<string, string>> = {
  nl: {
    linked: 'zei ja, en mag de uren van uw pakket gebruiken.',
    left: 'wil niet langer in uw uren delen.',
    'left-office': 'hoort niet langer bij dezelfde organisatie als u, en gebruikt uw uren niet meer.',
    'of-before':
      'gebruikt uw uren niet meer: geen organisatie waar u beiden bij hoort, heeft het delen op tijd bevestigd.',
  },
  fr: {
    linked: 'a dit oui et peut utiliser les heures de votre formule.',
    left: 'ne veut plus partager vos heures.',
    'left-office': 'ne fait plus partie de la même organisation que vous et n’utilise plus vos heures.',
    'of-before':
      'n’utilise plus vos heures : aucune organisation dont vous faites tous deux partie n’a confirmé le partage à temps.',
  },
  en: {
    linked: 'said yes, and may use the hours of your package.',
    left: 'wants to share in your hours no longer.',
    'left-office': 'is no longer of the same organisation as you, and uses your hours no more.',
    'of-before': 'uses your hours no more: no organisation that you are both of confirmed the sharing in time.',
  },
};

const changedFacts = (v: Values<'credit-sharer-changed'>): Facts => [['package', v.text('packageTitle')]];

/** To the owner of a package: a colleague shares in it now, or no longer (V-8). */
export const creditSharerChanged: Template<'credit-sharer-changed'> = {
  nl: (v) => ({
    subject: `Uw gedeelde uren: ${v.text('learnerName')}`,
    paragraphs: [`${v.text('learnerName')} ${whatChanged.nl[v.text('change')] ?? ''}`],
    facts: changedFacts(v),
  }),
  fr: (v) => ({
    subject: `Vos heures partagées : ${v.text('learnerName')}`,
    paragraphs: [`${v.text('learnerName')} ${whatChanged.fr[v.text('change')] ?? ''}`],
    facts: changedFacts(v),
  }),
  en: (v) => ({
    subject: `Your shared hours: ${v.text('learnerName')}`,
    paragraphs: [`${v.text('learnerName')} ${whatChanged.en[v.text('change')] ?? ''}`],
    facts: changedFacts(v),
  }),
};

/** Hours that are shared by an enterprise number go on to be shared only within an organisation (V-8). */
export const creditOfBefore: Template<'credit-of-before'> = {
  nl: (v) => ({
    subject: `${v.is('isReminder') ? 'Herinnering: ' : ''}gedeelde uren vragen om een organisatie, uiterlijk ${v.day('until')}`,
    paragraphs: [
      v.text('sharedBy')
        ? `${v.text('sharedBy')} deelt opleidingsuren met u omdat u beiden hetzelfde ondernemingsnummer invulde.`
        : 'U deelt opleidingsuren met collega’s omdat u allen hetzelfde ondernemingsnummer invulde.',
      `Voortaan worden uren gedeeld binnen een organisatie op dit platform. Hoort uw kantoor er al bij, vraag dan uw beheerder om u beiden uit te nodigen; anders vraagt een van u een organisatie aan. Zodra u er beiden bij hoort, gaat het delen gewoon door. Tot en met ${v.day('until')} blijft alles zoals het is, daarna stopt het.`,
    ],
    button: { text: 'Naar mijn uren', url: v.text('loginUrl') },
  }),
  fr: (v) => ({
    subject: `${v.is('isReminder') ? 'Rappel : ' : ''}vos heures partagées demandent une organisation, au plus tard le ${v.day('until')}`,
    paragraphs: [
      v.text('sharedBy')
        ? `${v.text('sharedBy')} partage des heures de formation avec vous parce que vous avez indiqué le même numéro d’entreprise.`
        : 'Vous partagez des heures de formation avec des collègues parce que vous avez tous indiqué le même numéro d’entreprise.',
      `Désormais, les heures se partagent au sein d’une organisation sur cette plateforme. Si votre bureau y est déjà, demandez à votre gestionnaire de vous inviter tous les deux ; sinon, l’un de vous demande une organisation. Dès que vous en faites tous deux partie, le partage continue. Jusqu’au ${v.day('until')} inclus rien ne change ; ensuite il s’arrête.`,
    ],
    button: { text: 'Vers mes heures', url: v.text('loginUrl') },
  }),
  en: (v) => ({
    subject: `${v.is('isReminder') ? 'Reminder: ' : ''}shared hours need an organisation, by ${v.day('until')}`,
    paragraphs: [
      v.text('sharedBy')
        ? `${v.text('sharedBy')} shares training hours with you because you both filled in the same enterprise number.`
        : 'You share training hours with colleagues because all of you filled in the same enterprise number.',
      `From now on hours are shared within an organisation on this platform. If your office is there already, ask your manager to invite both of you; else one of you asks for an organisation. Once you are both of it the sharing simply goes on. Up to and including ${v.day('until')} all stays as it is; then it ends.`,
    ],
    button: { text: 'To my hours', url: v.text('loginUrl') },
  }),
};
