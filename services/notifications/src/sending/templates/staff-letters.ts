import type { Locale, Words } from '@leerhuis/language';
import type { Template } from './letter.ts';

const roleNames: Record<string, Words> = {
  administration: { nl: 'administratie', fr: 'administration', en: 'administration' },
  finance: { nl: 'financiën', fr: 'finances', en: 'finance' },
  operations: { nl: 'dagelijkse werking', fr: 'gestion quotidienne', en: 'operations' },
  teacher: { nl: 'docent', fr: 'formateur', en: 'teacher' },
};

/** `administration, finance` in the reader's language; a role that is not known here as it came. */
function named(roles: string, locale: Locale): string {
  return roles
    .split(', ')
    .map((role) => roleNames[role]?.[locale] ?? role)
    .join(', ');
}

export const accountMade: Template<'account-made'> = {
  nl: (v) => ({
    subject: `Uw account bij ${v.provider}`,
    paragraphs: [
      'Op uw vraag hebben we een account voor u gemaakt. Kies met deze link een wachtwoord; daarna kunt u aanmelden. De link werkt één keer.',
    ],
    facts: [['validUntil', v.day('expiresAt')]],
    button: { text: 'Wachtwoord kiezen', url: v.secret('link') },
    closing: ['Vroeg u ons niets? Dan hoeft u niets te doen.'],
  }),
  fr: (v) => ({
    subject: `Votre compte chez ${v.provider}`,
    paragraphs: [
      'À votre demande, nous avons créé un compte pour vous. Choisissez un mot de passe avec ce lien ; vous pourrez ensuite vous connecter. Le lien fonctionne une seule fois.',
    ],
    facts: [['validUntil', v.day('expiresAt')]],
    button: { text: 'Choisir un mot de passe', url: v.secret('link') },
    closing: ['Vous ne nous avez rien demandé ? Vous n’avez rien à faire.'],
  }),
  en: (v) => ({
    subject: `Your account at ${v.provider}`,
    paragraphs: [
      'At your request we made an account for you. Choose a password by this link; after that you can log in. The link works once.',
    ],
    facts: [['validUntil', v.day('expiresAt')]],
    button: { text: 'Choose a password', url: v.secret('link') },
    closing: ['Did you ask us nothing? Then you need not do anything.'],
  }),
};

export const staffInvitation: Template<'staff-invitation'> = {
  nl: (v) => ({
    subject: `Uitnodiging om voor ${v.provider} te werken`,
    paragraphs: ['U bent uitgenodigd als medewerker. Met deze link neemt u de uitnodiging aan; hij werkt één keer.'],
    facts: [
      ['roles', named(v.text('roles'), 'nl')],
      ['validUntil', v.day('expiresAt')],
    ],
    button: { text: 'Uitnodiging bekijken', url: v.secret('link') },
    closing: ['Verwachtte u dit niet? Dan hoeft u niets te doen.'],
  }),
  fr: (v) => ({
    subject: `Invitation à travailler pour ${v.provider}`,
    paragraphs: [
      'Vous êtes invité à rejoindre le personnel. Ce lien, qui fonctionne une seule fois, permet d’accepter.',
    ],
    facts: [
      ['roles', named(v.text('roles'), 'fr')],
      ['validUntil', v.day('expiresAt')],
    ],
    button: { text: 'Voir l’invitation', url: v.secret('link') },
    closing: ['Vous ne vous y attendiez pas ? Vous n’avez rien à faire.'],
  }),
  en: (v) => ({
    subject: `Invitation to work for ${v.provider}`,
    paragraphs: ['You are invited to join the staff. By this link you accept; it works once.'],
    facts: [
      ['roles', named(v.text('roles'), 'en')],
      ['validUntil', v.day('expiresAt')],
    ],
    button: { text: 'See the invitation', url: v.secret('link') },
    closing: ['Did you not expect this? Then you need not do anything.'],
  }),
};

export const staffRolesChanged: Template<'staff-roles-changed'> = {
  nl: (v) => ({
    subject: 'Uw rollen als medewerker zijn gewijzigd',
    paragraphs: [
      v.text('roles') === ''
        ? `U bent geen medewerker van ${v.provider} meer. Uw account blijft, als cursist.`
        : `Wat u als medewerker van ${v.provider} mag, is gewijzigd. Meld opnieuw aan om het te zien.`,
    ],
    facts: [['roles', named(v.text('roles'), 'nl')]],
  }),
  fr: (v) => ({
    subject: 'Vos rôles au sein du personnel ont changé',
    paragraphs: [
      v.text('roles') === ''
        ? `Vous ne faites plus partie du personnel de ${v.provider}. Votre compte de participant reste.`
        : `Vos droits au sein du personnel de ${v.provider} ont changé. Connectez-vous à nouveau pour les voir.`,
    ],
    facts: [['roles', named(v.text('roles'), 'fr')]],
  }),
  en: (v) => ({
    subject: 'Your roles as staff were changed',
    paragraphs: [
      v.text('roles') === ''
        ? `You are no longer of the staff of ${v.provider}. Your account stays, as a learner.`
        : `What you may do as staff of ${v.provider} was changed. Log in again to see it.`,
    ],
    facts: [['roles', named(v.text('roles'), 'en')]],
  }),
};
