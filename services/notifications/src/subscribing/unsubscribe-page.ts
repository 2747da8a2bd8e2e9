import { type PageFrame, plainPage } from '@leerhuis/http-api';

const texts = {
  nl: {
    title: 'Nieuwsbrief',
    ask: 'Wilt u de nieuwsbrief niet meer ontvangen?',
    button: 'Uitschrijven',
    already: 'U bent al uitgeschreven: u ontvangt de nieuwsbrief niet.',
    done: 'U bent uitgeschreven. U ontvangt de nieuwsbrief niet meer.',
    unknown: 'Deze link kennen wij niet. Open de link opnieuw vanuit de nieuwsbrief.',
  },
  fr: {
    title: 'Lettre d’information',
    ask: 'Vous ne voulez plus recevoir la lettre d’information ?',
    button: 'Me désinscrire',
    already: 'Vous êtes déjà désinscrit : vous ne recevez pas la lettre d’information.',
    done: 'Vous êtes désinscrit. Vous ne recevrez plus la lettre d’information.',
    unknown: 'Nous ne connaissons pas ce lien. Rouvrez-le depuis la lettre d’information.',
  },
  en: {
    title: 'Newsletter',
    ask: 'Do you no longer want the newsletter?',
    button: 'Unsubscribe',
    already: 'You are unsubscribed already: you do not get the newsletter.',
    done: 'You are unsubscribed. You will not get the newsletter any more.',
    unknown: 'We do not know this link. Open it again from the newsletter.',
  },
};

/** Needs no login: the link of the newsletter says whose it is (V-5). */
export function unsubscribePage(frame: PageFrame, state: 'ask' | 'done' | 'already' | 'unknown'): string {
  const { title, ask, button, ...told } = texts[frame.locale];
  if (state === 'ask')
    return plainPage(frame, title, `<p>${ask}</p><form method="post"><button>${button}</button></form>`);
  return plainPage(frame, title, `<p role="${state === 'unknown' ? 'alert' : 'status'}">${told[state]}</p>`);
}
