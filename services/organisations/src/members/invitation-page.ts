import { type Day, formatDay } from '@leerhuis/calendar';
import { escapeHtml, type PageFrame, plainPage } from '@leerhuis/http-api';
import type { Locale } from '@leerhuis/language';
import type { Role } from './domain/roles.ts';
import { roleNames } from './member-problems.ts';

/** What the link of an invitation offers. */
export interface Offer {
  organisation: string;
  roles: readonly Role[];
  email: string | null;
  isMove: boolean;
  hasAccount: boolean;
  until: Day;
}

const texts: Record<Locale, Record<string, string>> = {
  nl: {
    title: 'Uitnodiging van',
    offered: 'U bent uitgenodigd met deze rol:',
    move: 'Als u aanneemt, eindigt uw band met de organisatie waar u deze rol nu hebt.',
    register: 'U hebt nog geen account met dit e-mailadres. Neem aan en registreer u daarna: dan bent u er meteen bij.',
    email: 'E-mailadres',
    until: 'Geldig tot en met',
    accept: 'Aannemen',
    refuse: 'Weigeren',
    accepted: 'U hoort nu bij de organisatie.',
    'awaits-account': 'Bijna klaar: registreer u met dit e-mailadres en bevestig het.',
    refused: 'U hebt de uitnodiging geweigerd.',
    login: 'Aanmelden',
    toRegister: 'Registreren',
    ended: 'Dat is niet gelukt',
  },
  fr: {
    title: 'Invitation de',
    offered: 'Vous êtes invité dans ce rôle :',
    move: 'Si vous acceptez, votre lien avec l’organisation où vous avez ce rôle prend fin.',
    register:
      'Vous n’avez pas encore de compte à cette adresse e-mail. Acceptez, puis inscrivez-vous : vous en ferez partie aussitôt.',
    email: 'Adresse e-mail',
    until: 'Valable jusqu’au',
    accept: 'Accepter',
    refuse: 'Refuser',
    accepted: 'Vous faites maintenant partie de l’organisation.',
    'awaits-account': 'Presque terminé : inscrivez-vous avec cette adresse e-mail et confirmez-la.',
    refused: 'Vous avez refusé l’invitation.',
    login: 'Se connecter',
    toRegister: 'S’inscrire',
    ended: 'Cela n’a pas marché',
  },
  en: {
    title: 'Invitation from',
    offered: 'You are invited in this role:',
    move: 'If you accept, what you are in the organisation where you have this role now ends.',
    register: 'You have no account with this e-mail address yet. Accept, then register: you are of it at once.',
    email: 'E-mail address',
    until: 'Valid until',
    accept: 'Accept',
    refuse: 'Refuse',
    accepted: 'You are of the organisation now.',
    'awaits-account': 'Nearly done: register with this e-mail address and confirm it.',
    refused: 'You refused the invitation.',
    login: 'Log in',
    toRegister: 'Register',
    ended: 'That did not work',
  },
};

const titleOf = ({ locale }: PageFrame, organisation: string) => `${texts[locale]['title']} ${organisation}`;

/** Opening it changes nothing; its buttons do. */
export function offerPage(frame: PageFrame, { organisation, roles, email, isMove, hasAccount, until }: Offer): string {
  const text = texts[frame.locale];
  const named = roles.map((role) => `<li>${roleNames[role][frame.locale]}</li>`).join('');
  const notes = [...(isMove ? [text['move']] : []), ...(hasAccount ? [] : [text['register']])];
  return plainPage(
    frame,
    titleOf(frame, organisation),
    `<p>${text['offered']}</p><ul>${named}</ul>
<dl><dt>${text['email']}</dt><dd>${escapeHtml(email ?? '')}</dd>
<dt>${text['until']}</dt><dd>${formatDay(until, frame.locale)}</dd></dl>
${notes.map((note) => `<p>${note}</p>`).join('')}
<form method="post"><button name="answer" value="accept">${text['accept']}</button>
<button name="answer" value="refuse">${text['refuse']}</button></form>`,
  );
}

/** What became of the answer. */
export function answeredPage(
  frame: PageFrame,
  organisation: string,
  state: 'accepted' | 'awaits-account' | 'refused',
  urls: { loginUrl: string; registerUrl: string },
): string {
  const text = texts[frame.locale];
  const next = {
    accepted: `<p><a href="${escapeHtml(urls.loginUrl)}">${text['login']}</a></p>`,
    'awaits-account': `<p><a href="${escapeHtml(urls.registerUrl)}">${text['toRegister']}</a></p>`,
    refused: '',
  };
  return plainPage(frame, titleOf(frame, organisation), `<p role="status">${text[state]}</p>${next[state]}`);
}

/** For who follows a link that does not work (any more), or whose answer can't be taken. */
export function endedPage(frame: PageFrame, why: string): string {
  return plainPage(frame, texts[frame.locale]['ended'] ?? '', `<p role="alert">${escapeHtml(why)}</p>`);
}
