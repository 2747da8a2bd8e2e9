import { type Locale, plainPage } from '@leerhuis/http-api';

const texts = {
  nl: {
    title: 'Nieuwsbrief',
    ask: 'Wilt u de nieuwsbrief niet meer ontvangen?',
    button: 'Uitschrijven',
    done: 'U bent uitgeschreven. U ontvangt de nieuwsbrief niet meer.',
  },
  fr: {
    title: 'Lettre d’information',
    ask: 'Vous ne voulez plus recevoir la lettre d’information ?',
    button: 'Me désinscrire',
    done: 'Vous êtes désinscrit. Vous ne recevrez plus la lettre d’information.',
  },
  en: {
    title: 'Newsletter',
    ask: 'Do you no longer want the newsletter?',
    button: 'Unsubscribe',
    done: 'You are unsubscribed. You will not get the newsletter any more.',
  },
};

/** Needs no login: the link of the newsletter says whose it is (V-5). */
export function unsubscribePage(locale: Locale, isDone: boolean): string {
  const { title, ask, button, done } = texts[locale];
  const content = isDone
    ? `<p role="status">${done}</p>`
    : `<p>${ask}</p><form method="post"><button>${button}</button></form>`;
  return plainPage(locale, title, content);
}
