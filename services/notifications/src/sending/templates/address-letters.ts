import type { Template } from './letter.ts';

export const emailChange: Template<'email-change'> = {
  nl: (v) => ({
    subject: 'Bevestig uw nieuwe e-mailadres',
    paragraphs: [
      `${v.is('byStaff') ? 'Op uw vraag krijgt uw account' : 'U vroeg om uw account'} bij ${v.provider} dit e-mailadres te geven. Met deze link bevestigt u het; tot dan blijft alles zoals het was.`,
      ...(v.is('byStaff') ? ['Daarna krijgt u een mail om een nieuw wachtwoord te kiezen.'] : []),
    ],
    facts: [['validUntil', v.day('expiresAt')]],
    button: { text: 'Bevestigen', url: v.secret('link') },
    closing: ['Vroeg u dit niet? Dan hoeft u niets te doen: het account krijgt uw adres niet.'],
  }),
  fr: (v) => ({
    subject: 'Confirmez votre nouvelle adresse e-mail',
    paragraphs: [
      `${v.is('byStaff') ? 'À votre demande, votre compte' : 'Vous avez demandé que votre compte'} chez ${v.provider} ${v.is('byStaff') ? 'reçoit' : 'reçoive'} cette adresse e-mail. Ce lien la confirme ; jusque-là, tout reste comme avant.`,
      ...(v.is('byStaff') ? ['Vous recevrez ensuite un courriel pour choisir un nouveau mot de passe.'] : []),
    ],
    facts: [['validUntil', v.day('expiresAt')]],
    button: { text: 'Confirmer', url: v.secret('link') },
    closing: ['Vous n’avez rien demandé ? Vous n’avez rien à faire : le compte ne reçoit pas votre adresse.'],
  }),
  en: (v) => ({
    subject: 'Confirm your new e-mail address',
    paragraphs: [
      `${v.is('byStaff') ? 'At your request your account' : 'You asked that your account'} at ${v.provider} ${v.is('byStaff') ? 'gets' : 'get'} this e-mail address. Confirm it by this link; until then all stays as it was.`,
      ...(v.is('byStaff') ? ['After that you get a mail to choose a new password.'] : []),
    ],
    facts: [['validUntil', v.day('expiresAt')]],
    button: { text: 'Confirm', url: v.secret('link') },
    closing: ['Did you not ask for this? Then you need not do anything: the account does not get your address.'],
  }),
};

export const emailChangeTaken: Template<'email-change-taken'> = {
  nl: (v) => ({
    subject: 'U hebt al een account met dit e-mailadres',
    paragraphs: [
      'Iemand, wellicht uzelf, wilde een ander account dit e-mailadres geven, maar er is al een account mee. Meld aan, of vraag een nieuw wachtwoord.',
    ],
    button: { text: 'Aanmelden', url: v.text('loginUrl') },
    closing: ['Was u het niet? Dan hoeft u niets te doen.'],
  }),
  fr: (v) => ({
    subject: 'Vous avez déjà un compte à cette adresse e-mail',
    paragraphs: [
      'Quelqu’un, sans doute vous, a voulu donner cette adresse e-mail à un autre compte, mais elle en a déjà un. Connectez-vous ou demandez un nouveau mot de passe.',
    ],
    button: { text: 'Se connecter', url: v.text('loginUrl') },
    closing: ['Ce n’était pas vous ? Vous n’avez rien à faire.'],
  }),
  en: (v) => ({
    subject: 'You already have an account with this e-mail address',
    paragraphs: [
      'Somebody, probably you, wanted to give another account this e-mail address, but it has an account already. Log in, or ask for a new password.',
    ],
    button: { text: 'Log in', url: v.text('loginUrl') },
    closing: ['Was it not you? Then you need not do anything.'],
  }),
};

export const emailChangeAsked: Template<'email-change-asked'> = {
  nl: (v) => ({
    subject: 'Er is een ander e-mailadres gevraagd voor uw account',
    paragraphs: [
      v.is('byStaff')
        ? `Na controle van uw identiteit stelde een medewerker van ${v.provider} een ander e-mailadres voor uw account in. Het geldt zodra het daar bevestigd is.`
        : 'Voor uw account is een ander e-mailadres gevraagd. Het geldt zodra het daar bevestigd is; tot dan meldt u aan met dit adres.',
    ],
    facts: [['at', v.day('askedAt')]],
    closing: [
      v.is('byStaff')
        ? 'Vroeg u dit niet? Antwoord dan meteen op deze mail.'
        : 'Was u dit niet? Kies dan meteen een ander wachtwoord: dat trekt de vraag in.',
    ],
  }),
  fr: (v) => ({
    subject: 'Une autre adresse e-mail est demandée pour votre compte',
    paragraphs: [
      v.is('byStaff')
        ? `Après vérification de votre identité, un collaborateur de ${v.provider} a indiqué une autre adresse e-mail pour votre compte. Elle vaut dès qu’elle y est confirmée.`
        : 'Une autre adresse e-mail est demandée pour votre compte. Elle vaut dès qu’elle y est confirmée ; jusque-là, connectez-vous avec cette adresse-ci.',
    ],
    facts: [['at', v.day('askedAt')]],
    closing: [
      v.is('byStaff')
        ? 'Vous n’avez rien demandé ? Répondez tout de suite à ce courriel.'
        : 'Ce n’était pas vous ? Choisissez tout de suite un autre mot de passe : cela retire la demande.',
    ],
  }),
  en: (v) => ({
    subject: 'Another e-mail address was asked for your account',
    paragraphs: [
      v.is('byStaff')
        ? `After an identity check, somebody of ${v.provider} gave another e-mail address for your account. It counts as soon as it is confirmed there.`
        : 'Another e-mail address was asked for your account. It counts as soon as it is confirmed there; until then you log in with this one.',
    ],
    facts: [['at', v.day('askedAt')]],
    closing: [
      v.is('byStaff')
        ? 'Did you not ask for this? Then answer this mail at once.'
        : 'Was this not you? Then choose another password at once: that takes the request back.',
    ],
  }),
};

export const emailChanged: Template<'email-changed'> = {
  nl: (v) => ({
    subject: 'Uw account heeft een ander e-mailadres',
    paragraphs: [
      'Uw account gaat voortaan onder een ander e-mailadres, dat daar bevestigd is. Op dit adres krijgt u er geen mails meer over, en u meldt er niet meer mee aan.',
    ],
    facts: [['at', v.day('changedAt')]],
    closing: ['Was u dit niet? Antwoord dan meteen op deze mail: we helpen u na controle van uw identiteit.'],
  }),
  fr: (v) => ({
    subject: 'Votre compte a une autre adresse e-mail',
    paragraphs: [
      'Votre compte a désormais une autre adresse e-mail, qui y a été confirmée. Vous ne recevrez plus de courriels à ce sujet à cette adresse-ci et ne vous connectez plus avec elle.',
    ],
    facts: [['at', v.day('changedAt')]],
    closing: [
      'Ce n’était pas vous ? Répondez tout de suite à ce courriel : nous vous aidons après vérification de votre identité.',
    ],
  }),
  en: (v) => ({
    subject: 'Your account has another e-mail address',
    paragraphs: [
      'From now on your account goes by another e-mail address, which was confirmed there. You get no more mails about it at this address, and no longer log in with it.',
    ],
    facts: [['at', v.day('changedAt')]],
    closing: ['Was this not you? Then answer this mail at once: we help you after an identity check.'],
  }),
};
