import { type Day, formatDay } from '@leerhuis/calendar';
import { escapeHtml, type PageFrame, plainPage } from '@leerhuis/http-api';
import type { Locale } from '@leerhuis/language';
import { isTrainer, type Role } from './domain/roles.ts';
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
    register: 'U hebt nog geen account met dit e-mailadres. Als u aanneemt, kiest u meteen een wachtwoord.',
    list: 'Zet mij op de publieke lijst van lesgevers, zodat andere organisaties contact met mij kunnen opnemen.',
    email: 'E-mailadres',
    until: 'Geldig tot en met',
    accept: 'Aannemen',
    refuse: 'Weigeren',
    accepted: 'U hoort nu bij de organisatie.',
    refused: 'U hebt de uitnodiging geweigerd.',
    login: 'Aanmelden',
    ended: 'Dat is niet gelukt',
  },
  fr: {
    title: 'Invitation de',
    offered: 'Vous êtes invité dans ce rôle :',
    move: 'Si vous acceptez, votre lien avec l’organisation où vous avez ce rôle prend fin.',
    register:
      'Vous n’avez pas encore de compte à cette adresse e-mail. Si vous acceptez, vous choisissez tout de suite un mot de passe.',
    list: 'Ajoutez-moi à la liste publique des formateurs, afin que d’autres organisations puissent me contacter.',
    email: 'Adresse e-mail',
    until: 'Valable jusqu’au',
    accept: 'Accepter',
    refuse: 'Refuser',
    accepted: 'Vous faites maintenant partie de l’organisation.',
    refused: 'Vous avez refusé l’invitation.',
    login: 'Se connecter',
    ended: 'Cela n’a pas marché',
  },
  en: {
    title: 'Invitation from',
    offered: 'You are invited in this role:',
    move: 'If you accept, what you are in the organisation where you have this role now ends.',
    register: 'You have no account with this e-mail address yet. If you accept, you choose a password right away.',
    list: 'Put me on the public list of trainers, so that other organisations can contact me.',
    email: 'E-mail address',
    until: 'Valid until',
    accept: 'Accept',
    refuse: 'Refuse',
    accepted: 'You are of the organisation now.',
    refused: 'You refused the invitation.',
    login: 'Log in',
    ended: 'That did not work',
  },
};

const titleOf = ({ locale }: PageFrame, organisation: string) => `${texts[locale]['title']} ${organisation}`;

/** Opening it changes nothing; its buttons do. */
export function offerPage(frame: PageFrame, { organisation, roles, email, isMove, hasAccount, until }: Offer): string {
  const text = texts[frame.locale];
  const named = roles.map((role) => `<li>${roleNames[role][frame.locale]}</li>`).join('');
  const asksForList = isTrainer(roles);
  const notes = [...(isMove ? [text['move']] : []), ...(hasAccount ? [] : [text['register']])];
  return plainPage(
    frame,
    titleOf(frame, organisation),
    `<p>${text['offered']}</p><ul>${named}</ul>
<dl><dt>${text['email']}</dt><dd>${escapeHtml(email ?? '')}</dd>
<dt>${text['until']}</dt><dd>${formatDay(until, frame.locale)}</dd></dl>
${notes.map((note) => `<p>${note}</p>`).join('')}
<form method="post">${asksForList ? `<p><label><input type="checkbox" name="publicList" value="yes"> ${text['list']}</label></p>` : ''}
<button name="answer" value="accept">${text['accept']}</button>
<button name="answer" value="refuse">${text['refuse']}</button></form>`,
  );
}

/** What became of the answer. */
export function answeredPage(
  frame: PageFrame,
  organisation: string,
  state: 'accepted' | 'refused',
  loginUrl: string,
): string {
  const text = texts[frame.locale];
  const next = {
    accepted: `<p><a href="${escapeHtml(loginUrl)}">${text['login']}</a></p>`,
    refused: '',
  };
  return plainPage(frame, titleOf(frame, organisation), `<p role="status">${text[state]}</p>${next[state]}`);
}

/** For who follows a link that does not work (any more), or whose answer can't be taken. */
export function endedPage(frame: PageFrame, why: string): string {
  return plainPage(frame, texts[frame.locale]['ended'] ?? '', `<p role="alert">${escapeHtml(why)}</p>`);
}
