import { problem } from '@leerhuis/http-api';

export function wrongLogin() {
  return problem(401, 'wrong-login', {
    detail: {
      nl: 'E-mailadres of wachtwoord klopt niet.',
      fr: "L'adresse e-mail ou le mot de passe n'est pas correct.",
      en: 'E-mail address or password is not right.',
    },
  });
}

export function notConfirmed() {
  return problem(403, 'email-not-confirmed', {
    detail: {
      nl: 'Bevestig eerst uw e-mailadres met de link in de mail.',
      fr: "Confirmez d'abord votre adresse e-mail par le lien dans le courriel.",
      en: 'Confirm your e-mail address first, by the link in the mail.',
    },
  });
}

export function sessionOver() {
  return problem(401, 'session-over', {
    detail: {
      nl: 'Uw sessie is voorbij. Log opnieuw in.',
      fr: 'Votre session est terminée. Reconnectez-vous.',
      en: 'Your session is over. Log in again.',
    },
  });
}
