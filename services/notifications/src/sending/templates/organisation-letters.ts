import type { Locale, Words } from '@leerhuis/language';
import type { Template } from './letter.ts';
import type { Values } from './values.ts';

const roleNames: Record<string, Words> = {
  manager: { nl: 'beheerder', fr: 'gestionnaire', en: 'manager' },
  employee: { nl: 'medewerker', fr: 'collaborateur', en: 'employee' },
  planner: { nl: 'inschrijver', fr: 'responsable des inscriptions', en: 'planner' },
  accountant: { nl: 'boekhouding', fr: 'comptabilité', en: 'accountant' },
  'trainer-external': { nl: 'externe lesgever', fr: 'formateur externe', en: 'external trainer' },
  'trainer-centre': { nl: 'lesgever van het centrum', fr: 'formateur du centre', en: 'trainer of the centre' },
  'care-worker': { nl: 'zorgmedewerker', fr: 'soignant', en: 'care worker' },
};

/** `manager, employee` in the reader's language; a role that is not known here as it came. */
function named(roles: string, locale: Locale): string {
  return roles
    .split(', ')
    .map((role) => roleNames[role]?.[locale] ?? role)
    .join(', ');
}

export const organisationAsked: Template<'organisation-asked'> = {
  nl: (v) => ({
    subject: 'We hebben uw aanvraag ontvangen',
    paragraphs: [
      `U vroeg om uw organisatie bij ${v.provider} aan te melden. We bekijken de aanvraag en laten u weten of ze aanvaard is.`,
    ],
    closing: ['Vroeg u ons niets? Dan hoeft u niets te doen.'],
  }),
  fr: (v) => ({
    subject: 'Nous avons reçu votre demande',
    paragraphs: [
      `Vous avez demandé d’inscrire votre organisation chez ${v.provider}. Nous examinons la demande et vous dirons si elle est acceptée.`,
    ],
    closing: ['Vous ne nous avez rien demandé ? Vous n’avez rien à faire.'],
  }),
  en: (v) => ({
    subject: 'We received your request',
    paragraphs: [
      `You asked for your organisation to be taken in at ${v.provider}. We look at the request and tell you whether it is accepted.`,
    ],
    closing: ['Did you ask us nothing? Then you need not do anything.'],
  }),
};

export const organisationRefused: Template<'organisation-refused'> = {
  nl: (v) => ({
    subject: 'Uw aanvraag is niet aanvaard',
    paragraphs: ['We kunnen uw organisatie niet aanmelden. Antwoord gerust op deze mail als u het anders ziet.'],
    facts: [['reason', v.text('reason')]],
  }),
  fr: (v) => ({
    subject: 'Votre demande n’est pas acceptée',
    paragraphs: [
      'Nous ne pouvons pas inscrire votre organisation. N’hésitez pas à répondre à ce courriel si vous voyez les choses autrement.',
    ],
    facts: [['reason', v.text('reason')]],
  }),
  en: (v) => ({
    subject: 'Your request is not accepted',
    paragraphs: ['We cannot take your organisation in. Do answer this mail if you see it differently.'],
    facts: [['reason', v.text('reason')]],
  }),
};

export const organisationReady: Template<'organisation-ready'> = {
  nl: (v) => ({
    subject: `${v.text('organisation')} is aangemeld`,
    paragraphs: ['U bent beheerder van de organisatie: u beheert haar gegevens en haar mensen.'],
    button: { text: 'Aanmelden', url: v.text('loginUrl') },
  }),
  fr: (v) => ({
    subject: `${v.text('organisation')} est inscrite`,
    paragraphs: ['Vous êtes gestionnaire de l’organisation : vous gérez ses données et ses membres.'],
    button: { text: 'Se connecter', url: v.text('loginUrl') },
  }),
  en: (v) => ({
    subject: `${v.text('organisation')} was taken in`,
    paragraphs: ['You are a manager of the organisation: you look after its data and its people.'],
    button: { text: 'Log in', url: v.text('loginUrl') },
  }),
};

export const organisationInvitation: Template<'organisation-invitation'> = {
  nl: (v) => ({
    subject: `${v.is('isReminder') ? 'Herinnering: uitnodiging' : 'Uitnodiging'} van ${v.text('organisation')}`,
    paragraphs: [
      v.is('isMove')
        ? 'U bent uitgenodigd om naar deze organisatie over te stappen, in dezelfde rol. Pas als u aanneemt, eindigt uw band met de vorige organisatie.'
        : `U bent uitgenodigd om bij ${v.provider} voor deze organisatie te leren of te werken. Met deze link ziet u wat u aangeboden wordt, en neemt u het aan of niet.`,
    ],
    facts: [
      ['roles', named(v.text('roles'), 'nl')],
      ['validUntil', v.day('expiresAt')],
    ],
    button: { text: 'Uitnodiging bekijken', url: v.secret('link') },
    closing: ['Verwachtte u dit niet? Dan hoeft u niets te doen.'],
  }),
  fr: (v) => ({
    subject: `${v.is('isReminder') ? 'Rappel : invitation' : 'Invitation'} de ${v.text('organisation')}`,
    paragraphs: [
      v.is('isMove')
        ? 'Vous êtes invité à rejoindre cette organisation, dans le même rôle. Votre lien avec l’organisation précédente ne prend fin que si vous acceptez.'
        : `Vous êtes invité à apprendre ou à travailler pour cette organisation chez ${v.provider}. Ce lien montre ce qui vous est proposé et permet d’accepter ou non.`,
    ],
    facts: [
      ['roles', named(v.text('roles'), 'fr')],
      ['validUntil', v.day('expiresAt')],
    ],
    button: { text: 'Voir l’invitation', url: v.secret('link') },
    closing: ['Vous ne vous y attendiez pas ? Vous n’avez rien à faire.'],
  }),
  en: (v) => ({
    subject: `${v.is('isReminder') ? 'Reminder: invitation' : 'Invitation'} from ${v.text('organisation')}`,
    paragraphs: [
      v.is('isMove')
        ? 'You are invited to move to this organisation, in the same role. What you are at the organisation before ends only when you accept.'
        : `You are invited to learn or to work for this organisation at ${v.provider}. By this link you see what is offered, and accept it or not.`,
    ],
    facts: [
      ['roles', named(v.text('roles'), 'en')],
      ['validUntil', v.day('expiresAt')],
    ],
    button: { text: 'See the invitation', url: v.secret('link') },
    closing: ['Did you not expect this? Then you need not do anything.'],
  }),
};

/** Not in mails that were asked for before it was known where to. */
function toChange(v: Values<'membership-ended'>, text: string) {
  const url = v.text('loginUrl');
  return v.is('addressIsTheirs') && url ? { button: { text, url } } : {};
}

export const membershipEnded: Template<'membership-ended'> = {
  nl: (v) => ({
    subject: `U hoort niet meer bij ${v.text('organisation')}`,
    paragraphs: [
      v.is('isRemoval')
        ? 'Een beheerder van de organisatie haalde u van de lijst van haar mensen. Uw account en wat u leerde, blijven.'
        : 'U verliet de organisatie. Uw account en wat u leerde, blijven.',
      ...(v.is('addressIsTheirs')
        ? [
            'Let op: u meldt aan met een e-mailadres van de organisatie. Wijzig het nu: meld aan met dit adres en uw wachtwoord, en geef bij uw gegevens een ander e-mailadres op. Wie het bevestigt op het nieuwe adres, meldt voortaan daarmee aan.',
            'Hebt u dit adres niet meer en bent u uw wachtwoord vergeten? Dan helpen we u na controle van uw identiteit.',
          ]
        : []),
    ],
    ...toChange(v, 'Aanmelden en e-mailadres wijzigen'),
  }),
  fr: (v) => ({
    subject: `Vous ne faites plus partie de ${v.text('organisation')}`,
    paragraphs: [
      v.is('isRemoval')
        ? 'Un gestionnaire de l’organisation vous a retiré de la liste de ses membres. Votre compte et ce que vous avez appris restent.'
        : 'Vous avez quitté l’organisation. Votre compte et ce que vous avez appris restent.',
      ...(v.is('addressIsTheirs')
        ? [
            'Attention : vous vous connectez avec une adresse e-mail de l’organisation. Modifiez-la maintenant : connectez-vous avec cette adresse et votre mot de passe, et indiquez une autre adresse e-mail dans vos données. Une fois confirmée à la nouvelle adresse, c’est avec elle que vous vous connectez.',
            'Vous n’avez plus cette adresse et avez oublié votre mot de passe ? Nous vous aidons après vérification de votre identité.',
          ]
        : []),
    ],
    ...toChange(v, 'Se connecter et modifier l’adresse'),
  }),
  en: (v) => ({
    subject: `You are no longer of ${v.text('organisation')}`,
    paragraphs: [
      v.is('isRemoval')
        ? 'A manager of the organisation took you off the list of its people. Your account and what you learned stay.'
        : 'You left the organisation. Your account and what you learned stay.',
      ...(v.is('addressIsTheirs')
        ? [
            'Mind: you log in with an e-mail address of the organisation. Change it now: log in with this address and your password, and give another e-mail address among your data. Once it is confirmed at the new address you log in with that one.',
            'Did you lose this address, and forget your password? Then we help you after an identity check.',
          ]
        : []),
    ],
    ...toChange(v, 'Log in and change the address'),
  }),
};
