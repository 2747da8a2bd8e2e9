import { type Day, formatDay } from '@leerhuis/calendar';
import { escapeHtml, type PageFrame, plainPage } from '@leerhuis/http-api';
import type { Locale, Words } from '@leerhuis/language';
import type { StaffRole } from '../domain/roles.ts';

/** What somebody without an account filled in. */
export interface Typed {
  firstName?: string | undefined;
  lastName?: string | undefined;
  password?: string | undefined;
}

const roleNames: Record<StaffRole, Words> = {
  administration: { nl: 'administratie', fr: 'administration', en: 'administration' },
  finance: { nl: 'financiën', fr: 'finances', en: 'finance' },
  operations: { nl: 'dagelijkse werking', fr: 'gestion quotidienne', en: 'operations' },
  teacher: { nl: 'docent', fr: 'formateur', en: 'teacher' },
};

const texts: Record<Locale, Record<string, string>> = {
  nl: {
    title: 'Werken voor',
    offered: 'U bent uitgenodigd als medewerker, met deze rollen:',
    account: 'Druk op de knop om de uitnodiging aan te nemen voor uw account.',
    email: 'E-mailadres',
    until: 'Geldig tot en met',
    new: 'Vul uw naam in en kies een wachtwoord: minstens 8 tekens uit drie groepen (hoofdletters, kleine letters, cijfers, andere tekens).',
    firstName: 'Voornaam',
    lastName: 'Naam',
    password: 'Wachtwoord',
    button: 'Aannemen',
    joined: 'U bent nu medewerker. Meld (opnieuw) aan om te beginnen.',
    ended: 'Dat is niet gelukt',
  },
  fr: {
    title: 'Travailler pour',
    offered: 'Vous êtes invité à rejoindre le personnel, avec ces rôles :',
    account: 'Appuyez sur le bouton pour accepter l’invitation avec votre compte.',
    email: 'Adresse e-mail',
    until: 'Valable jusqu’au',
    new: 'Indiquez votre nom et choisissez un mot de passe : au moins 8 caractères de trois groupes (majuscules, minuscules, chiffres, autres).',
    firstName: 'Prénom',
    lastName: 'Nom',
    password: 'Mot de passe',
    button: 'Accepter',
    joined: 'Vous faites maintenant partie du personnel. Connectez-vous (à nouveau) pour commencer.',
    ended: "Cela n'a pas marché",
  },
  en: {
    title: 'Working for',
    offered: 'You are invited to join the staff, with these roles:',
    account: 'Press the button to take the invitation up for your account.',
    email: 'E-mail address',
    until: 'Valid until',
    new: 'Give your name and choose a password: at least 8 characters from three groups (capitals, small letters, digits, others).',
    firstName: 'First name',
    lastName: 'Last name',
    password: 'Password',
    button: 'Accept',
    joined: 'You are of the staff now. Log in (again) to begin.',
    ended: 'That did not work',
  },
};

const titleOf = ({ locale, brand }: PageFrame) => `${texts[locale]['title']} ${brand}`;

type Field = keyof Typed;

/** @param faults what was wrong with what was filled in before */
export function offerPage(
  frame: PageFrame,
  offer: { email: string; roles: readonly StaffRole[]; hasAccount: boolean; until: Day },
  typed: Typed,
  faults: readonly { field: string; message: string }[],
): string {
  const text = texts[frame.locale];
  const alertOf = (field: Field) =>
    faults
      .filter((fault) => fault.field === field)
      .map(({ message }) => `<p role="alert" id="${field}-wrong">${escapeHtml(message)}</p>`)
      .join('');
  const describedBy = (field: Field, ...ids: string[]) => {
    const all = [...ids, ...(faults.some((fault) => fault.field === field) ? [`${field}-wrong`] : [])];
    return all.length === 0 ? '' : ` aria-describedby="${all.join(' ')}"`;
  };
  const roles = offer.roles.map((role) => `<li>${roleNames[role][frame.locale]}</li>`).join('');
  const input = (field: 'firstName' | 'lastName', autocomplete: string) =>
    `<label for="${field}">${text[field]}</label>${alertOf(field)}
<input id="${field}" name="${field}" autocomplete="${autocomplete}" required maxlength="100"${describedBy(field)} value="${escapeHtml(typed[field] ?? '')}">`;
  const form = offer.hasAccount
    ? `<p>${text['account']}</p>`
    : `<p id="rule">${text['new']}</p>
${input('firstName', 'given-name')}
${input('lastName', 'family-name')}
<label for="password">${text['password']}</label>${alertOf('password')}
<input id="password" name="password" type="password" autocomplete="new-password" required maxlength="200"${describedBy('password', 'rule')}>`;
  const facts = `<dl><dt>${text['email']}</dt><dd>${escapeHtml(offer.email)}</dd>
<dt>${text['until']}</dt><dd>${formatDay(offer.until, frame.locale)}</dd></dl>`;
  return plainPage(
    frame,
    titleOf(frame),
    `<p>${text['offered']}</p><ul>${roles}</ul>
${facts}
<form method="post">${form}
<button name="join" value="yes">${text['button']}</button></form>`,
  );
}

export function joinedPage(frame: PageFrame): string {
  return plainPage(frame, titleOf(frame), `<p role="status">${texts[frame.locale]['joined']}</p>`);
}

/** For who follows a link that does not work (any more). */
export function endedPage(frame: PageFrame, why: string): string {
  return plainPage(frame, texts[frame.locale]['ended'] ?? '', `<p role="alert">${escapeHtml(why)}</p>`);
}
