import { type Day, formatDay } from '@leerhuis/calendar';
import { escapeHtml, type PageFrame, plainPage } from '@leerhuis/http-api';
import type { Locale } from '@leerhuis/language';

const texts: Record<Locale, Record<string, string>> = {
  nl: {
    title: 'Uw account',
    for: 'U bent uitgenodigd door',
    email: 'E-mailadres',
    until: 'Geldig tot en met',
    new: 'Kies een wachtwoord: minstens 8 tekens uit drie groepen (hoofdletters, kleine letters, cijfers, andere tekens).',
    firstName: 'Voornaam',
    lastName: 'Naam',
    password: 'Wachtwoord',
    newsletter: 'Ik wil de nieuwsbrief ontvangen. Uitschrijven kan altijd.',
    button: 'Account maken',
    done: 'Uw account is klaar. U meldt aan met uw e-mailadres en wachtwoord.',
    login: 'Aanmelden',
  },
  fr: {
    title: 'Votre compte',
    for: 'Vous êtes invité par',
    email: 'Adresse e-mail',
    until: 'Valable jusqu’au',
    new: 'Choisissez un mot de passe : au moins 8 caractères de trois groupes (majuscules, minuscules, chiffres, autres).',
    firstName: 'Prénom',
    lastName: 'Nom',
    password: 'Mot de passe',
    newsletter: 'Je souhaite recevoir la lettre d’information. Je peux me désinscrire à tout moment.',
    button: 'Créer le compte',
    done: 'Votre compte est prêt. Connectez-vous avec votre adresse e-mail et votre mot de passe.',
    login: 'Se connecter',
  },
  en: {
    title: 'Your account',
    for: 'You are invited by',
    email: 'E-mail address',
    until: 'Valid until',
    new: 'Choose a password: at least 8 characters from three groups (capitals, small letters, digits, others).',
    firstName: 'First name',
    lastName: 'Last name',
    password: 'Password',
    newsletter: 'I want to get the newsletter. I can unsubscribe at any time.',
    button: 'Make the account',
    done: 'Your account is ready. Log in with your e-mail address and password.',
    login: 'Log in',
  },
};

interface Shown {
  organisationName: string;
  email: string;
  firstName: string;
  lastName: string;
  until: Day;
}

/** @param faults what was wrong with what was filled in before */
export function invitedForm(
  frame: PageFrame,
  { organisationName, email, until, ...known }: Shown,
  typed: { firstName?: string | undefined; lastName?: string | undefined; newsletter?: boolean },
  faults: readonly { field: string; message: string }[],
): string {
  const text = texts[frame.locale];
  const wrong = (field: string) => faults.filter((fault) => fault.field === field);
  const alertOf = (field: string) =>
    wrong(field).length === 0
      ? ''
      : `<p role="alert" id="${field}-wrong">${wrong(field)
          .map(({ message }) => escapeHtml(message))
          .join('<br>')}</p>`;
  const describedBy = (...ids: string[]) => (ids.length === 0 ? '' : ` aria-describedby="${ids.join(' ')}"`);
  const idsOf = (field: string) => (wrong(field).length > 0 ? [`${field}-wrong`] : []);
  const input = (field: 'firstName' | 'lastName', autocomplete: string) =>
    `<label for="${field}">${text[field]}</label>${alertOf(field)}
<input id="${field}" name="${field}" autocomplete="${autocomplete}" required maxlength="100"${describedBy(...idsOf(field))} value="${escapeHtml(typed[field] ?? known[field])}">`;
  return plainPage(
    frame,
    text['title'] ?? '',
    `<dl><dt>${text['for']}</dt><dd>${escapeHtml(organisationName)}</dd>
<dt>${text['email']}</dt><dd>${escapeHtml(email)}</dd>
<dt>${text['until']}</dt><dd>${formatDay(until, frame.locale)}</dd></dl>
<form method="post"><p id="rule">${text['new']}</p>
${input('firstName', 'given-name')}
${input('lastName', 'family-name')}
<label for="password">${text['password']}</label>${alertOf('password')}
<input id="password" name="password" type="password" autocomplete="new-password" required maxlength="200"${describedBy('rule', ...idsOf('password'))}>
<p><label><input type="checkbox" name="newsletter" value="yes"${typed.newsletter ? ' checked' : ''}> ${text['newsletter']}</label></p>
<button>${text['button']}</button></form>`,
  );
}

export function registeredPage(frame: PageFrame, loginUrl: string): string {
  const text = texts[frame.locale];
  return plainPage(
    frame,
    text['title'] ?? '',
    `<p role="status">${text['done']}</p><p><a href="${escapeHtml(loginUrl)}">${text['login']}</a></p>`,
  );
}
