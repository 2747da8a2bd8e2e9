import { type Locale, readableEmail } from '@leerhuis/language';
import type { Facts, Letter, Template } from './letter.ts';
import type { Values } from './values.ts';

const courseFacts = (v: Values<'course-activated'>): Facts => [
  ['course', v.text('courseTitle')],
  ['accessUntil', v.day('accessUntil')],
];

/** A course can be watched for twelve months from activation (V-17). */
export const courseActivated: Template<'course-activated'> = {
  nl: (v) => ({
    subject: `Uw cursus is geactiveerd: ${v.text('courseTitle')}`,
    paragraphs: ['U kunt de cursus nu bekijken, zo vaak u wilt. Meld aan met uw e-mailadres en wachtwoord.'],
    facts: courseFacts(v),
  }),
  fr: (v) => ({
    subject: `Votre cours est activé : ${v.text('courseTitle')}`,
    paragraphs: [
      'Vous pouvez suivre le cours dès maintenant, autant de fois que vous voulez. Connectez-vous avec votre adresse e-mail et votre mot de passe.',
    ],
    facts: courseFacts(v),
  }),
  en: (v) => ({
    subject: `Your course is activated: ${v.text('courseTitle')}`,
    paragraphs: ['You can watch the course now, as often as you like. Log in with your e-mail address and password.'],
    facts: courseFacts(v),
  }),
};

const testFacts = (v: Values<'test-passed'>): Facts => [['course', v.text('courseTitle')]];

/** As it was asked for before it told what the attest needs; nothing is promised that may not be so. */
export const testPassed: Template<'test-passed'> = {
  nl: (v) => ({
    subject: `Toets geslaagd: ${v.text('courseTitle')}`,
    paragraphs: [
      'Proficiat, u bent geslaagd voor de afsluitende toets. Wat het attest nog vraagt, ziet u bij „Mijn cursussen”.',
    ],
    facts: testFacts(v),
  }),
  fr: (v) => ({
    subject: `Test réussi : ${v.text('courseTitle')}`,
    paragraphs: [
      'Félicitations, vous avez réussi le test final. Vous voyez sous « Mes cours » ce qu’il faut encore pour l’attestation.',
    ],
    facts: testFacts(v),
  }),
  en: (v) => ({
    subject: `Test passed: ${v.text('courseTitle')}`,
    paragraphs: ['Congratulations, you passed the final test. At “My courses” you see what the attest needs yet.'],
    facts: testFacts(v),
  }),
};

type Next = Values<'attest-next'>;
type Ends = Values<'attest-ends'>;

const nextFacts = (v: Next): Facts => [
  ['course', v.text('courseTitle')],
  ['attestUntil', v.day('attestUntil')],
];

type Lack = 'watching' | 'checks' | 'test' | 'membership' | 'name';

/** What keeps the attest from being asked for, each in a sentence that says what to do. */
const say: Record<Locale, Record<Lack, string>> = {
  nl: {
    watching: 'Bekijk de cursus verder: er is nog niet genoeg van bekeken.',
    checks: 'Klik de aandachtscontroles aan die nog openstaan; ze verschijnen tijdens het kijken.',
    test: 'Slaag voor de afsluitende toets.',
    membership: 'Vul bij „Mijn gegevens” het lidnummer in van een federatie die deze cursus erkent.',
    name: 'Schrijf uw naam bij „Mijn gegevens” in letters die wij kunnen afdrukken.',
  },
  fr: {
    watching: 'Regardez la suite du cours : vous n’en avez pas encore assez regardé.',
    checks: 'Cliquez sur les contrôles d’attention encore ouverts ; ils apparaissent pendant le visionnage.',
    test: 'Réussissez le test final.',
    membership: 'Ajoutez sous « Mes données » le numéro de membre d’une fédération qui reconnaît ce cours.',
    name: 'Écrivez votre nom sous « Mes données » en lettres que nous pouvons imprimer.',
  },
  en: {
    watching: 'Watch on: not enough of the course was watched yet.',
    checks: 'Click the attention checks that are still open; they show while you watch.',
    test: 'Pass the final test.',
    membership: 'Add at “My data” the member number of a federation that accredits this course.',
    name: 'Write your name at “My data” in letters that we can print.',
  },
};

/** So many of so many checks are clicked, where that was counted. */
const counted: Record<Locale, (done: number, total: number) => string> = {
  nl: (done, total) => `U klikte ${done} van de ${total} aandachtscontroles aan. `,
  fr: (done, total) => `Vous avez cliqué sur ${done} des ${total} contrôles d’attention. `,
  en: (done, total) => `You clicked ${done} of ${total} attention checks. `,
};

/** So much was watched of what is asked, where that was told. */
const watched: Record<Locale, (reached: number, asked: number) => string> = {
  nl: (reached, asked) => `Tot nu toe bekeek u minstens ${reached}\u00a0% van de ${asked}\u00a0% die nodig is. `,
  fr: (reached, asked) => `Vous en avez regardé au moins ${reached}\u00a0% ; il en faut ${asked}\u00a0%. `,
  en: (reached, asked) => `So far you watched at least ${reached}% of the ${asked}% that is needed. `,
};

function watching(v: Next | Ends, locale: Locale): string {
  if (!v.is('lacksWatching')) return '';
  const [reached, asked] = [v.count('watchedPercent'), v.count('watchPercent')];
  return `${reached === null || asked === null ? '' : watched[locale](reached, asked)}${say[locale].watching}`;
}

const toCourses = { nl: 'Naar mijn cursussen', fr: 'Vers mes cours', en: 'To my courses' };

/** The way to where it is done; none in a mail that was asked for without it. */
function wayTo(v: Next | Ends, locale: Locale): Pick<Letter, 'button'> {
  const url = v.text('loginUrl');
  return url === '' ? {} : { button: { text: toCourses[locale], url } };
}

function lacking(v: Next, locale: Locale): string[] {
  const words = say[locale];
  const [done, total] = [v.count('checksDone'), v.count('checksTotal')];
  const soFar = done === null || total === null ? '' : counted[locale](done, total);
  return [
    watching(v, locale),
    v.is('lacksChecks') ? `${soFar}${words.checks}` : '',
    v.is('lacksMembership') ? words.membership : '',
    v.is('lacksName') ? words.name : '',
  ];
}

function nextOf(v: Next, can: string, past: string, notYet: string, missing: string[]): string[] {
  if (v.is('canAsk')) return [can];
  if (v.is('isPast')) return [past];
  return missing.some(Boolean) ? [notYet, ...missing] : [];
}

/** The final test was passed (V-20): whether the attest can be asked for, and else what it needs yet (V-24, V-25). */
export const attestNext: Template<'attest-next'> = {
  nl: (v) => ({
    subject: `Toets geslaagd: ${v.text('courseTitle')}`,
    paragraphs: [
      'Proficiat, u bent geslaagd voor de afsluitende toets.',
      ...nextOf(
        v,
        'U kunt nu het attest aanvragen.',
        'Een attest van deze cursus kan niet meer worden aangevraagd: de laatste dag daarvoor is voorbij.',
        'Het attest kunt u nog niet aanvragen. Dit ontbreekt nog:',
        lacking(v, 'nl'),
      ),
    ],
    facts: nextFacts(v),
    ...wayTo(v, 'nl'),
  }),
  fr: (v) => ({
    subject: `Test réussi : ${v.text('courseTitle')}`,
    paragraphs: [
      'Félicitations, vous avez réussi le test final.',
      ...nextOf(
        v,
        'Vous pouvez maintenant demander l’attestation.',
        'L’attestation de ce cours ne peut plus être demandée : le dernier jour est passé.',
        'Vous ne pouvez pas encore demander l’attestation. Il manque encore ceci :',
        lacking(v, 'fr'),
      ),
    ],
    facts: nextFacts(v),
    ...wayTo(v, 'fr'),
  }),
  en: (v) => ({
    subject: `Test passed: ${v.text('courseTitle')}`,
    paragraphs: [
      'Congratulations, you passed the final test.',
      ...nextOf(
        v,
        'You can now request the attest.',
        'An attest for this course can no longer be requested: the last day for it is past.',
        'You cannot request the attest yet. This is still missing:',
        lacking(v, 'en'),
      ),
    ],
    facts: nextFacts(v),
    ...wayTo(v, 'en'),
  }),
};

/** What to do yet before the attest can be asked for; that it can be, when nothing is. */
function toDo(v: Ends, locale: Locale, can: string, notYet: string): string[] {
  if (v.is('canAsk')) return [can];
  const words = say[locale];
  const missing = [
    watching(v, locale),
    v.is('lacksChecks') ? words.checks : '',
    v.is('lacksTest') ? words.test : '',
    v.is('lacksMembership') ? words.membership : '',
    v.is('lacksName') ? words.name : '',
  ].filter(Boolean);
  return missing.length > 0 ? [notYet, ...missing] : [];
}

const endsFacts = (v: Ends): Facts => [
  ['course', v.text('courseTitle')],
  ['attestUntil', v.day('attestUntil')],
];

/** The last day on which the attest can be asked for comes near (V-25), and it was not. */
export const attestEnds: Template<'attest-ends'> = {
  nl: (v) => ({
    subject: `Attest aanvragen tot en met ${v.day('attestUntil')}: ${v.text('courseTitle')}`,
    paragraphs: [
      `Het attest van deze cursus kunt u aanvragen tot en met ${v.day('attestUntil')}. Daarna kan het niet meer.`,
      ...toDo(v, 'nl', 'Alles is klaar: u kunt het nu aanvragen.', 'Dit ontbreekt nog:'),
    ],
    facts: endsFacts(v),
    ...wayTo(v, 'nl'),
  }),
  fr: (v) => ({
    subject: `Attestation à demander jusqu’au ${v.day('attestUntil')} : ${v.text('courseTitle')}`,
    paragraphs: [
      `Vous pouvez demander l’attestation de ce cours jusqu’au ${v.day('attestUntil')} inclus. Après, ce ne sera plus possible.`,
      ...toDo(v, 'fr', 'Tout est prêt : vous pouvez la demander maintenant.', 'Il manque encore ceci :'),
    ],
    facts: endsFacts(v),
    ...wayTo(v, 'fr'),
  }),
  en: (v) => ({
    subject: `Request your attest by ${v.day('attestUntil')}: ${v.text('courseTitle')}`,
    paragraphs: [
      `You can request the attest for this course up to and including ${v.day('attestUntil')}. After that it is no longer possible.`,
      ...toDo(v, 'en', 'All is done: you can request it now.', 'This is still missing:'),
    ],
    facts: endsFacts(v),
    ...wayTo(v, 'en'),
  }),
};

/** Nothing for a link that was made without an end. */
function untilOf(v: Values<'question-to-teacher'>, sentence: (until: string) => string): string[] {
  const until = v.day('answerUntil');
  return until === '' ? [] : [sentence(until)];
}

/** A learner asks; the teacher answers (V-22). */
export const questionToTeacher: Template<'question-to-teacher'> = {
  nl: (v) => ({
    subject: `Vraag over ${v.text('courseTitle')}`,
    paragraphs: ['Een cursist heeft u een vraag gesteld:', v.text('question')],
    facts: [
      ['course', v.text('courseTitle')],
      ['name', v.text('learnerName')],
    ],
    button: { text: 'Antwoorden', url: v.secret('link') },
    closing: untilOf(v, (until) => `De link werkt tot ${until}.`),
  }),
  fr: (v) => ({
    subject: `Question sur ${v.text('courseTitle')}`,
    paragraphs: ['Un participant vous a posé une question :', v.text('question')],
    facts: [
      ['course', v.text('courseTitle')],
      ['name', v.text('learnerName')],
    ],
    button: { text: 'Répondre', url: v.secret('link') },
    closing: untilOf(v, (until) => `Le lien fonctionne jusqu’au ${until}.`),
  }),
  en: (v) => ({
    subject: `Question about ${v.text('courseTitle')}`,
    paragraphs: ['A learner has asked you a question:', v.text('question')],
    facts: [
      ['course', v.text('courseTitle')],
      ['name', v.text('learnerName')],
    ],
    button: { text: 'Answer', url: v.secret('link') },
    closing: untilOf(v, (until) => `The link works until ${until}.`),
  }),
};

/** Whoever has the link may answer, so it is a secret. */
export const questionAnswered: Template<'question-answered'> = {
  nl: (v) => ({
    subject: `${v.is('isCorrection') ? 'Verbeterd antwoord' : 'Antwoord'} op uw vraag over ${v.text('courseTitle')}`,
    paragraphs: [
      'U vroeg:',
      v.text('question'),
      v.is('isCorrection') ? 'Het antwoord is verbeterd. Het luidt nu:' : 'De lesgever antwoordt:',
      v.text('answer'),
    ],
    facts: [['course', v.text('courseTitle')]],
  }),
  fr: (v) => ({
    subject: `${v.is('isCorrection') ? 'Réponse corrigée' : 'Réponse'} à votre question sur ${v.text('courseTitle')}`,
    paragraphs: [
      'Vous avez demandé :',
      v.text('question'),
      v.is('isCorrection') ? 'La réponse a été corrigée. La voici :' : 'L’enseignant répond :',
      v.text('answer'),
    ],
    facts: [['course', v.text('courseTitle')]],
  }),
  en: (v) => ({
    subject: `${v.is('isCorrection') ? 'Corrected answer' : 'Answer'} to your question about ${v.text('courseTitle')}`,
    paragraphs: [
      'You asked:',
      v.text('question'),
      v.is('isCorrection') ? 'The answer was corrected. It now reads:' : 'The teacher answers:',
      v.text('answer'),
    ],
    facts: [['course', v.text('courseTitle')]],
  }),
};

const suggestionFacts = (v: Values<'suggestion-received'>): Facts => [
  ['topic', v.text('topic')],
  ['profession', v.text('profession')],
  ['name', v.text('name')],
  ['email', readableEmail(v.text('email'))],
];

/** To the provider: somebody would like a course on this topic (V-5). */
export const suggestionReceived: Template<'suggestion-received'> = {
  nl: (v) => ({
    subject: `Voorstel voor een cursus: ${v.text('topic')}`,
    paragraphs: ['Een bezoeker stelt een onderwerp voor:', v.text('message')],
    facts: suggestionFacts(v),
  }),
  fr: (v) => ({
    subject: `Proposition de cours : ${v.text('topic')}`,
    paragraphs: ['Un visiteur propose un sujet :', v.text('message')],
    facts: suggestionFacts(v),
  }),
  en: (v) => ({
    subject: `Course suggested: ${v.text('topic')}`,
    paragraphs: ['A visitor suggests a topic:', v.text('message')],
    facts: suggestionFacts(v),
  }),
};
