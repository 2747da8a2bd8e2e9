import type { Template } from './letter.ts';

export const confirmEmail: Template<'confirm-email'> = {
  nl: (v) => ({
    subject: 'Bevestig uw e-mailadres',
    paragraphs: ['Met deze link bevestigt u dat dit uw e-mailadres is. Daarna kunt u aanmelden.'],
    button: { text: 'Bevestigen', url: v.secret('link') },
    closing: ['Hebt u zich niet geregistreerd? Dan hoeft u niets te doen.'],
  }),
  fr: (v) => ({
    subject: 'Confirmez votre adresse e-mail',
    paragraphs: ['Ce lien confirme que cette adresse e-mail est la vôtre. Vous pourrez ensuite vous connecter.'],
    button: { text: 'Confirmer', url: v.secret('link') },
    closing: ['Vous ne vous êtes pas inscrit ? Vous n’avez rien à faire.'],
  }),
  en: (v) => ({
    subject: 'Confirm your e-mail address',
    paragraphs: ['This link confirms that this e-mail address is yours. After that you can log in.'],
    button: { text: 'Confirm', url: v.secret('link') },
    closing: ['Did you not register? Then you need not do anything.'],
  }),
};

export const welcome: Template<'welcome'> = {
  nl: (v) => ({
    subject: `Welkom bij ${v.provider}`,
    paragraphs: ['Uw e-mailadres is bevestigd en uw account is klaar. U meldt aan met uw e-mailadres en wachtwoord.'],
    button: { text: 'Aanmelden', url: v.text('loginUrl') },
  }),
  fr: (v) => ({
    subject: `Bienvenue chez ${v.provider}`,
    paragraphs: [
      'Votre adresse e-mail est confirmée et votre compte est prêt. Connectez-vous avec votre adresse e-mail et votre mot de passe.',
    ],
    button: { text: 'Se connecter', url: v.text('loginUrl') },
  }),
  en: (v) => ({
    subject: `Welcome to ${v.provider}`,
    paragraphs: [
      'Your e-mail address is confirmed and your account is ready. Log in with your e-mail address and password.',
    ],
    button: { text: 'Log in', url: v.text('loginUrl') },
  }),
};

export const resetPassword: Template<'reset-password'> = {
  nl: (v) => ({
    subject: 'Een nieuw wachtwoord kiezen',
    paragraphs: ['Iemand, wellicht uzelf, vroeg om een nieuw wachtwoord voor uw account. De link werkt één keer.'],
    button: { text: 'Nieuw wachtwoord kiezen', url: v.secret('link') },
    closing: ['Was u het niet? Dan hoeft u niets te doen: uw wachtwoord blijft hetzelfde.'],
  }),
  fr: (v) => ({
    subject: 'Choisir un nouveau mot de passe',
    paragraphs: [
      'Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour votre compte. Le lien fonctionne une seule fois.',
    ],
    button: { text: 'Choisir un mot de passe', url: v.secret('link') },
    closing: ['Ce n’était pas vous ? Vous n’avez rien à faire : votre mot de passe reste le même.'],
  }),
  en: (v) => ({
    subject: 'Choose a new password',
    paragraphs: ['Somebody, probably you, asked for a new password for your account. The link works once.'],
    button: { text: 'Choose a new password', url: v.secret('link') },
    closing: ['Was it not you? Then you need not do anything: your password stays the same.'],
  }),
};

export const passwordChanged: Template<'password-changed'> = {
  nl: (v) => ({
    subject: 'Uw wachtwoord is gewijzigd',
    paragraphs: [
      'Het wachtwoord van uw account is gewijzigd. Was u dit niet, vraag dan meteen een nieuw wachtwoord aan.',
    ],
    facts: [['at', v.day('changedAt')]],
  }),
  fr: (v) => ({
    subject: 'Votre mot de passe a été modifié',
    paragraphs: [
      'Le mot de passe de votre compte a été modifié. Si ce n’était pas vous, demandez tout de suite un nouveau mot de passe.',
    ],
    facts: [['at', v.day('changedAt')]],
  }),
  en: (v) => ({
    subject: 'Your password was changed',
    paragraphs: ['The password of your account was changed. If this was not you, ask for a new password at once.'],
    facts: [['at', v.day('changedAt')]],
  }),
};

export const emailTaken: Template<'email-taken'> = {
  nl: (v) => ({
    subject: 'U hebt al een account',
    paragraphs: [
      'Iemand wilde met dit e-mailadres een account maken, maar dat hebt u al. Meld aan, of vraag een nieuw wachtwoord.',
    ],
    button: { text: 'Aanmelden', url: v.text('loginUrl') },
  }),
  fr: (v) => ({
    subject: 'Vous avez déjà un compte',
    paragraphs: [
      'Quelqu’un a voulu créer un compte avec cette adresse e-mail, mais vous en avez déjà un. Connectez-vous ou demandez un nouveau mot de passe.',
    ],
    button: { text: 'Se connecter', url: v.text('loginUrl') },
  }),
  en: (v) => ({
    subject: 'You already have an account',
    paragraphs: [
      'Somebody wanted to make an account with this e-mail address, but you have one. Log in, or ask for a new password.',
    ],
    button: { text: 'Log in', url: v.text('loginUrl') },
  }),
};
