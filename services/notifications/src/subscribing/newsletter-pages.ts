import { federationCodes, federations, type ProfessionCode } from '@leerhuis/federations';
import { escapeHtml, type PageFrame, plainPage } from '@leerhuis/http-api';
import { type Locale, locales, type Words } from '@leerhuis/language';
import type { Subscription } from './domain/subscription.ts';
import type { LinkState } from './opt-in-commands.ts';

const title: Words = { nl: 'Nieuwsbrief', fr: 'Lettre d’information', en: 'Newsletter' };
const languages: Record<Locale, string> = { nl: 'Nederlands', fr: 'Français', en: 'English' };

const confirming = {
  nl: {
    ask: 'U krijgt de nieuwsbrief op dit e-mailadres zodra u bevestigt. U kunt zich altijd uitschrijven, met één klik in elke nieuwsbrief.',
    button: 'Ja, stuur mij de nieuwsbrief',
    done: 'Uw inschrijving is bevestigd. U ontvangt voortaan de nieuwsbrief.',
    ended:
      'U bent daarna uitgeschreven: u ontvangt de nieuwsbrief niet. Schrijf u opnieuw in als u hem weer wilt krijgen.',
    expired:
      'Deze link is verlopen: hij werkte tot en met de dag die in de e-mail staat. Schrijf u opnieuw in om een nieuwe te krijgen.',
    unknown: 'Deze link kennen wij niet. Open de link opnieuw vanuit de e-mail, of schrijf u opnieuw in.',
  },
  fr: {
    ask: 'Vous recevrez la lettre d’information à cette adresse dès que vous confirmez. Vous pouvez toujours vous désinscrire, en un clic dans chaque lettre.',
    button: 'Oui, envoyez-moi la lettre',
    done: 'Votre inscription est confirmée. Vous recevrez désormais la lettre d’information.',
    ended:
      'Vous vous êtes désinscrit depuis : vous ne recevez pas la lettre d’information. Inscrivez-vous à nouveau si vous la voulez encore.',
    expired:
      'Ce lien a expiré : il fonctionnait jusqu’au jour indiqué dans l’e-mail, inclus. Inscrivez-vous à nouveau pour en recevoir un autre.',
    unknown: 'Nous ne connaissons pas ce lien. Rouvrez-le depuis l’e-mail, ou inscrivez-vous à nouveau.',
  },
  en: {
    ask: 'You get the newsletter at this e-mail address as soon as you confirm. You can always unsubscribe, with one click in every newsletter.',
    button: 'Yes, send me the newsletter',
    done: 'Your subscription is confirmed. From now on you get the newsletter.',
    ended: 'You have unsubscribed since: you do not get the newsletter. Subscribe again if you want it once more.',
    expired:
      'This link has expired: it worked up to and including the day that is in the e-mail. Subscribe again to get a new one.',
    unknown: 'We do not know this link. Open it again from the e-mail, or subscribe again.',
  },
};

/** Opening it changes nothing: scanners of mails open links too. */
export function confirmPage(frame: PageFrame, state: LinkState): string {
  const { ask, button, ...told } = confirming[frame.locale];
  if (state === 'ask')
    return plainPage(frame, title[frame.locale], `<p>${ask}</p><form method="post"><button>${button}</button></form>`);
  const role = state === 'done' ? 'status' : 'alert';
  return plainPage(frame, title[frame.locale], `<p role="${role}">${told[state]}</p>`);
}

const preferring = {
  nl: {
    language: 'Taal',
    professions: 'Voor welke beroepen?',
    none: 'Kiest u er geen, dan krijgt u elke nieuwsbrief.',
    button: 'Bewaren',
    saved: 'Uw voorkeuren zijn bewaard.',
    off: 'U bent uitgeschreven: u ontvangt de nieuwsbrief niet.',
    unsubscribe: 'Uitschrijven',
    unknown: 'Deze link kennen wij niet. Open de link opnieuw vanuit de nieuwsbrief.',
  },
  fr: {
    language: 'Langue',
    professions: 'Pour quelles professions ?',
    none: 'Si vous n’en choisissez aucune, vous recevez chaque lettre.',
    button: 'Enregistrer',
    saved: 'Vos préférences sont enregistrées.',
    off: 'Vous êtes désinscrit : vous ne recevez pas la lettre d’information.',
    unsubscribe: 'Me désinscrire',
    unknown: 'Nous ne connaissons pas ce lien. Rouvrez-le depuis la lettre d’information.',
  },
  en: {
    language: 'Language',
    professions: 'For which professions?',
    none: 'If you choose none, you get every newsletter.',
    button: 'Save',
    saved: 'Your preferences are saved.',
    off: 'You are unsubscribed: you do not get the newsletter.',
    unsubscribe: 'Unsubscribe',
    unknown: 'We do not know this link. Open it again from the newsletter.',
  },
};

/** Name of a profession's box in the form. */
export const boxOf = (code: ProfessionCode): string => `profession-${code}`;

/** What a subscriber wants of the newsletter, by the link in each. */
export function preferencesPage(
  frame: PageFrame,
  known: Pick<Subscription, 'subscribed' | 'locale' | 'professions'> | null,
  links: { unsubscribe: string },
  saved: boolean,
): string {
  const { locale } = frame;
  const words = preferring[locale];
  if (!known) return plainPage(frame, title[locale], `<p role="alert">${words.unknown}</p>`);
  const options = locales.map(
    (each) => `<option value="${each}"${each === known.locale ? ' selected' : ''}>${languages[each]}</option>`,
  );
  const boxes = federationCodes.map((federation) => {
    const { code, name } = federations[federation].profession;
    const checked = known.professions.includes(code) ? ' checked' : '';
    return `<label><input type="checkbox" name="${boxOf(code)}" value="yes"${checked}>${escapeHtml(name[locale])}</label>`;
  });
  const content = [
    saved ? `<p role="status">${words.saved}</p>` : '',
    known.subscribed ? '' : `<p role="alert">${words.off}</p>`,
    `<form method="post"><label>${words.language}<select name="locale">${options.join('')}</select></label>`,
    `<fieldset><legend>${words.professions}</legend>${boxes.join('')}<p>${words.none}</p></fieldset>`,
    `<button>${words.button}</button></form>`,
    known.subscribed ? `<p><a href="${escapeHtml(links.unsubscribe)}">${words.unsubscribe}</a></p>` : '',
  ];
  return plainPage(frame, title[locale], content.join('\n'));
}
