import type { Facts, Template } from './letter.ts';
import type { Values } from './values.ts';

const attestFacts = (v: Values<'attest-issued'>): Facts => [
  ['course', v.text('courseTitle')],
  ['federation', v.text('federations')],
  ['verification', v.text('verifyUrl')],
];

/** Some federations are told by the provider, of others the learner downloads a PDF (V-26). */
export const attestIssued: Template<'attest-issued'> = {
  nl: (v) => ({
    subject: `Uw attest: ${v.text('courseTitle')}`,
    paragraphs: [
      'Uw attest is uitgereikt.',
      v.is('isRegistered') ? 'Wij melden uw deelname begin volgende maand aan uw federatie.' : '',
      v.is('hasPdf') ? 'U downloadt het attest als PDF bij „Mijn attesten”.' : '',
    ],
    facts: attestFacts(v),
  }),
  fr: (v) => ({
    subject: `Votre attestation : ${v.text('courseTitle')}`,
    paragraphs: [
      'Votre attestation est délivrée.',
      v.is('isRegistered') ? 'Nous communiquons votre participation à votre fédération au début du mois prochain.' : '',
      v.is('hasPdf') ? 'Téléchargez l’attestation en PDF sous « Mes attestations ».' : '',
    ],
    facts: attestFacts(v),
  }),
  en: (v) => ({
    subject: `Your attest: ${v.text('courseTitle')}`,
    paragraphs: [
      'Your attest has been issued.',
      v.is('isRegistered') ? 'We register your participation with your federation at the start of next month.' : '',
      v.is('hasPdf') ? 'You can download the attest as a PDF at “My attests”.' : '',
    ],
    facts: attestFacts(v),
  }),
};

const revocationFacts = (v: Values<'attest-revoked'>): Facts => [
  ['course', v.text('courseTitle')],
  ['at', v.day('revokedAt')],
];

/** An attest that rested on an order which was withdrawn unpaid (V-14). */
export const attestRevoked: Template<'attest-revoked'> = {
  nl: (v) => ({
    subject: `Uw attest is ingetrokken: ${v.text('courseTitle')}`,
    paragraphs: [
      'De bestelling waarmee u deze cursus volgde, is onbetaald ingetrokken. Uw attest telt daarom niet meer; wie het controleert, ziet dat het ingetrokken is.',
      v.is('federationsTold') ? 'Wij melden uw federatie dat uw deelname vervalt.' : '',
      'Bestelt en betaalt u de cursus opnieuw, dan kunt u er een nieuw attest voor krijgen.',
    ],
    facts: revocationFacts(v),
  }),
  fr: (v) => ({
    subject: `Votre attestation est révoquée : ${v.text('courseTitle')}`,
    paragraphs: [
      'La commande par laquelle vous avez suivi ce cours a été retirée sans être payée. Votre attestation ne compte donc plus ; qui la vérifie voit qu’elle est révoquée.',
      v.is('federationsTold') ? 'Nous communiquons à votre fédération que votre participation est annulée.' : '',
      'Si vous commandez et payez à nouveau ce cours, vous pourrez obtenir une nouvelle attestation.',
    ],
    facts: revocationFacts(v),
  }),
  en: (v) => ({
    subject: `Your attest was revoked: ${v.text('courseTitle')}`,
    paragraphs: [
      'The order by which you followed this course was withdrawn unpaid. So your attest counts no more; whoever verifies it sees that it was revoked.',
      v.is('federationsTold') ? 'We tell your federation that your participation lapses.' : '',
      'If you order and pay for the course again, you can get a new attest for it.',
    ],
    facts: revocationFacts(v),
  }),
};

/** What all letters about a registration can show. */
type OfRegistration = Pick<Values<'registration-accepted'>, 'text' | 'day'>;

const registrationFacts = (v: OfRegistration): Facts => [
  ['federation', v.text('federation')],
  ['course', v.text('courseTitle')],
  ['activityDate', v.day('activityDate')],
];

/** What the federation answered (V-27). */
export const registrationAccepted: Template<'registration-accepted'> = {
  nl: (v) => ({
    subject: `Deelname aanvaard door ${v.text('federation')}`,
    paragraphs: ['Uw federatie heeft uw deelname geboekt.'],
    facts: registrationFacts(v),
  }),
  fr: (v) => ({
    subject: `Participation acceptée par ${v.text('federation')}`,
    paragraphs: ['Votre fédération a enregistré votre participation.'],
    facts: registrationFacts(v),
  }),
  en: (v) => ({
    subject: `Participation accepted by ${v.text('federation')}`,
    paragraphs: ['Your federation has booked your participation.'],
    facts: registrationFacts(v),
  }),
};

const refusalFacts = (v: Values<'registration-refused'>): Facts => [
  ...registrationFacts(v),
  ['reason', v.text('reason')],
];

/** What to do about a refusal depends on whether the learner has corrected the member number since it was sent. */
const whatNow = {
  nl: {
    again: 'U hebt uw lidnummer intussen verbeterd: wij melden de deelname bij de volgende maandelijkse ronde opnieuw.',
    check:
      'Kijk na of uw lidnummer bij „Mijn gegevens” klopt. Verbetert u het daar, dan melden wij de deelname vanzelf opnieuw bij de volgende maandelijkse ronde. Klopt het wel, neem dan contact met ons op.',
  },
  fr: {
    again:
      'Vous avez corrigé votre numéro de membre entre-temps : nous communiquerons la participation à nouveau lors de la prochaine tournée mensuelle.',
    check:
      'Vérifiez votre numéro de membre sous « Mes données ». Si vous le corrigez, nous communiquerons la participation à nouveau, d’office, lors de la prochaine tournée mensuelle. S’il est correct, contactez-nous.',
  },
  en: {
    again:
      'You have corrected your member number meanwhile: we will send your participation again with the next monthly run.',
    check:
      'Check your member number at “My data”. If you correct it there, we will send your participation again by ourselves, with the next monthly run. If it is right, contact us.',
  },
};

export const registrationRefused: Template<'registration-refused'> = {
  nl: (v) => ({
    subject: `Deelname geweigerd door ${v.text('federation')}`,
    paragraphs: ['Uw federatie heeft uw deelname niet geboekt.', whatNow.nl[v.is('isSentAgain') ? 'again' : 'check']],
    facts: refusalFacts(v),
  }),
  fr: (v) => ({
    subject: `Participation refusée par ${v.text('federation')}`,
    paragraphs: [
      'Votre fédération n’a pas enregistré votre participation.',
      whatNow.fr[v.is('isSentAgain') ? 'again' : 'check'],
    ],
    facts: refusalFacts(v),
  }),
  en: (v) => ({
    subject: `Participation refused by ${v.text('federation')}`,
    paragraphs: [
      'Your federation has not booked your participation.',
      whatNow.en[v.is('isSentAgain') ? 'again' : 'check'],
    ],
    facts: refusalFacts(v),
  }),
};

/** After a refusal the learner corrected the member number (V-28). */
export const registrationInLineAgain: Template<'registration-in-line-again'> = {
  nl: (v) => ({
    subject: `Deelname wordt opnieuw gemeld aan ${v.text('federation')}`,
    paragraphs: [
      'U hebt uw lidnummer verbeterd. Uw federatie had deze deelname geweigerd; wij melden ze met het nieuwe nummer opnieuw bij de volgende maandelijkse ronde. U hoeft niets te doen.',
    ],
    facts: registrationFacts(v),
  }),
  fr: (v) => ({
    subject: `Participation communiquée à nouveau à ${v.text('federation')}`,
    paragraphs: [
      'Vous avez corrigé votre numéro de membre. Votre fédération avait refusé cette participation ; nous la communiquerons à nouveau, avec le nouveau numéro, lors de la prochaine tournée mensuelle. Vous ne devez rien faire.',
    ],
    facts: registrationFacts(v),
  }),
  en: (v) => ({
    subject: `Participation will be sent again to ${v.text('federation')}`,
    paragraphs: [
      'You have corrected your member number. Your federation had refused this participation; we will send it again, with the new number, with the next monthly run. You need not do anything.',
    ],
    facts: registrationFacts(v),
  }),
};

const numberFacts = (v: Values<'member-number-checked'>): Facts => [
  ['federation', v.text('federation')],
  ['memberNumber', v.text('memberNumber')],
];

/** Staff said whether a member number is the learner's; nothing is said of anybody else who goes by it. */
export const memberNumberChecked: Template<'member-number-checked'> = {
  nl: (v) => ({
    subject: v.is('isTheirs') ? 'Uw lidnummer is bevestigd' : 'Kijk uw lidnummer na',
    paragraphs: v.is('isTheirs')
      ? [
          'Wij hebben nagekeken of dit lidnummer het uwe is, en dat is zo. Uw deelnames worden bij de volgende maandelijkse ronde gemeld.',
        ]
      : [
          'Wij hebben dit lidnummer nagekeken: volgens ons is het niet het uwe. Onder dit nummer melden wij uw deelnames niet aan uw federatie. Uw attest blijft gelden.',
          'Verbeter uw lidnummer bij „Mijn gegevens”: dan worden uw deelnames vanzelf gemeld, bij de volgende maandelijkse ronde. Is het nummer toch het uwe, neem dan contact met ons op.',
        ],
    facts: numberFacts(v),
  }),
  fr: (v) => ({
    subject: v.is('isTheirs') ? 'Votre numéro de membre est confirmé' : 'Vérifiez votre numéro de membre',
    paragraphs: v.is('isTheirs')
      ? [
          'Nous avons vérifié si ce numéro de membre est le vôtre, et c’est le cas. Vos participations seront communiquées lors de la prochaine tournée mensuelle.',
        ]
      : [
          'Nous avons vérifié ce numéro de membre : selon nous, ce n’est pas le vôtre. Sous ce numéro, nous ne communiquons pas vos participations à votre fédération. Votre attestation reste valable.',
          'Corrigez votre numéro de membre sous « Mes données » : vos participations seront alors communiquées d’office, lors de la prochaine tournée mensuelle. Si le numéro est bien le vôtre, contactez-nous.',
        ],
    facts: numberFacts(v),
  }),
  en: (v) => ({
    subject: v.is('isTheirs') ? 'Your member number is confirmed' : 'Check your member number',
    paragraphs: v.is('isTheirs')
      ? [
          'We checked whether this member number is yours, and it is. Your participations will be sent with the next monthly run.',
        ]
      : [
          'We checked this member number: as far as we know it is not yours. Under this number we do not register your participations with your federation. Your attest goes on to count.',
          'Correct your member number at “My data”: your participations will then be sent by themselves, with the next monthly run. If the number is yours after all, contact us.',
        ],
    facts: numberFacts(v),
  }),
};
