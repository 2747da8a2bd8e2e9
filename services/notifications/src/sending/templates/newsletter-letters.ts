import type { Template } from './letter.ts';

export const newsletterConfirm: Template<'newsletter-confirm'> = {
  nl: (v) => ({
    subject: `Bevestig uw inschrijving op de nieuwsbrief van ${v.provider}`,
    paragraphs: ['Iemand, wellicht uzelf, vroeg de nieuwsbrief op dit e-mailadres. U krijgt hem pas als u bevestigt.'],
    facts: [['validUntil', v.day('expiresAt')]],
    button: { text: 'Inschrijving bevestigen', url: v.secret('link') },
    closing: ['Was u het niet? Dan hoeft u niets te doen: u krijgt geen nieuwsbrief en we vergeten uw adres.'],
  }),
  fr: (v) => ({
    subject: `Confirmez votre inscription à la lettre d’information de ${v.provider}`,
    paragraphs: [
      'Quelqu’un, sans doute vous, a demandé la lettre d’information à cette adresse. Vous ne la recevrez que si vous confirmez.',
    ],
    facts: [['validUntil', v.day('expiresAt')]],
    button: { text: 'Confirmer l’inscription', url: v.secret('link') },
    closing: [
      'Ce n’était pas vous ? Vous n’avez rien à faire : vous ne recevrez pas de lettre et nous oublions votre adresse.',
    ],
  }),
  en: (v) => ({
    subject: `Confirm your subscription to the newsletter of ${v.provider}`,
    paragraphs: [
      'Somebody, probably you, asked for the newsletter at this e-mail address. You get it only if you confirm.',
    ],
    facts: [['validUntil', v.day('expiresAt')]],
    button: { text: 'Confirm the subscription', url: v.secret('link') },
    closing: ['Was it not you? Then you need not do anything: you get no newsletter and we forget your address.'],
  }),
};

export const newsletterAlready: Template<'newsletter-already'> = {
  nl: (v) => ({
    subject: `U krijgt de nieuwsbrief van ${v.provider} al`,
    paragraphs: ['Iemand, wellicht uzelf, vroeg de nieuwsbrief op dit e-mailadres. U bent al ingeschreven.'],
    button: { text: 'Voorkeuren bekijken', url: v.secret('link') },
  }),
  fr: (v) => ({
    subject: `Vous recevez déjà la lettre d’information de ${v.provider}`,
    paragraphs: [
      'Quelqu’un, sans doute vous, a demandé la lettre d’information à cette adresse. Vous y êtes déjà inscrit.',
    ],
    button: { text: 'Voir vos préférences', url: v.secret('link') },
  }),
  en: (v) => ({
    subject: `You get the newsletter of ${v.provider} already`,
    paragraphs: [
      'Somebody, probably you, asked for the newsletter at this e-mail address. You are subscribed already.',
    ],
    button: { text: 'See your preferences', url: v.secret('link') },
  }),
};
