import { formatMinutes } from '@leerhuis/calendar';
import { notFound, type Problem, problem } from '@leerhuis/http-api';
import { invitationDays, mostAsked } from './domain/sharing.ts';

export function cannotShare(refused: 'too-many-asked' | 'no-office'): Problem {
  return refused === 'no-office' ? noOffice() : tooManyAsked();
}

export function cannotAnswer(refused: 'unknown' | 'expired' | 'another-office'): Problem {
  switch (refused) {
    case 'unknown':
      return notFound();
    case 'expired':
      return invitationExpired();
    case 'another-office':
      return anotherOffice();
    default:
      return refused satisfies never;
  }
}

/** About the owner's own data: it tells nothing of anybody else. */
function noOffice() {
  const message = {
    nl: 'U deelt binnen uw kantoor. Vul eerst het ondernemingsnummer van uw kantoor in bij uw gegevens.',
    fr: "Vous partagez au sein de votre bureau. Indiquez d'abord le numéro d'entreprise de votre bureau dans vos données.",
    en: 'You share within your office. First add the enterprise number of your office to your data.',
  };
  return problem(422, 'no-office', { detail: message, errors: [{ field: 'learners', message }] });
}

function tooManyAsked() {
  const message = {
    nl: `Voor één pakket vraagt u in ${invitationDays} dagen hoogstens ${mostAsked} mensen, ook wie u van de lijst haalt.`,
    fr: `Pour une formule, vous invitez au plus ${mostAsked} personnes en ${invitationDays} jours, y compris celles que vous retirez de la liste.`,
    en: `For one package you ask at most ${mostAsked} people in ${invitationDays} days, those that you take off the list included.`,
  };
  return problem(422, 'too-many-asked', { detail: message, errors: [{ field: 'learners', message }] });
}

function invitationExpired() {
  return problem(410, 'invitation-expired', {
    detail: {
      nl: 'Deze uitnodiging is vervallen. Vraag uw collega om u opnieuw uit te nodigen.',
      fr: 'Cette invitation a expiré. Demandez à votre collègue de vous inviter à nouveau.',
      en: 'This invitation has expired. Ask your colleague to invite you again.',
    },
  });
}

function anotherOffice() {
  const message = {
    nl: 'Uren worden gedeeld binnen één kantoor. Vul in uw gegevens het ondernemingsnummer van dat kantoor in; klopt het al, vraag dan uw collega om het zijne na te kijken.',
    fr: "Les heures se partagent au sein d'un même bureau. Indiquez dans vos données le numéro d'entreprise de ce bureau ; s'il est déjà correct, demandez à votre collègue de vérifier le sien.",
    en: 'Hours are shared within one office. Add the enterprise number of that office to your data; if it is right already, ask your colleague to check theirs.',
  };
  return problem(422, 'another-office', { detail: message, errors: [{ field: 'answer', message }] });
}

export function notEnoughCredit({ left, needed }: { left: number; needed: number }): Problem {
  const message = {
    nl: `Deze cursus telt voor ${formatMinutes(needed, 'nl')}; er is nog ${formatMinutes(left, 'nl')} tegoed.`,
    fr: `Ce cours compte pour ${formatMinutes(needed, 'fr')} ; il reste ${formatMinutes(left, 'fr')} de crédit.`,
    en: `This course counts for ${formatMinutes(needed, 'en')}; ${formatMinutes(left, 'en')} of credit is left.`,
  };
  return problem(422, 'not-enough-credit', { detail: message, errors: [{ field: 'courseId', message }] });
}
