import { formatMinutes } from '@leerhuis/calendar';
import { notFound, type Problem, problem } from '@leerhuis/http-api';
import { invitationDays, mostAsked } from './domain/sharing.ts';

type Refused = 'too-many-asked' | 'no-office' | 'no-organisations' | 'not-of-office';

/** @param who is not of the organisation, as they were named */
export function cannotShare(refused: Refused, who: readonly string[] = []): Problem {
  switch (refused) {
    case 'too-many-asked':
      return tooManyAsked();
    case 'no-office':
      return noOffice();
    case 'no-organisations':
      return ofNoOrganisation();
    case 'not-of-office':
      return notOfOffice(who);
    default:
      return refused satisfies never;
  }
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
    nl: 'Uren worden gedeeld binnen een organisatie. Vraag uw beheerder om u uit te nodigen voor uw organisatie, of vraag voor uw kantoor een organisatie aan.',
    fr: "Les heures se partagent au sein d'une organisation. Demandez à votre gestionnaire de vous inviter dans votre organisation, ou demandez une organisation pour votre bureau.",
    en: 'Hours are shared within an organisation. Ask your manager to invite you to your organisation, or ask for one for your office.',
  };
  return problem(422, 'no-office', { detail: message, errors: [{ field: 'learners', message }] });
}

function ofNoOrganisation() {
  const message = {
    nl: 'Dit pakket is van u, niet van een organisatie: deel het met wie u noemt.',
    fr: 'Cette formule est à vous, et non à une organisation : partagez-la avec ceux que vous nommez.',
    en: 'This package is yours and no organisation’s: share it with those whom you name.',
  };
  return problem(422, 'no-organisations-package', { detail: message, errors: [{ field: 'everybody', message }] });
}

function notOfOffice(who: readonly string[]) {
  const named = who.slice(0, 5).join(', ') + (who.length > 5 ? ', …' : '');
  const message = {
    nl: `Niet bij uw mensen gevonden: ${named}. Voeg hen eerst aan uw organisatie toe.`,
    fr: `Introuvables parmi vos membres : ${named}. Ajoutez-les d'abord à votre organisation.`,
    en: `Not found among your people: ${named}. First add them to your organisation.`,
  };
  return problem(422, 'not-of-office', { detail: message, errors: [{ field: 'learners', message }] });
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
    nl: 'Uren worden gedeeld binnen één organisatie, en u en uw collega horen niet bij dezelfde. Vraag een beheerder ervan om u uit te nodigen, of vraag voor uw kantoor een organisatie aan.',
    fr: "Les heures se partagent au sein d'une même organisation, et vous et votre collègue n'appartenez pas à la même. Demandez à un gestionnaire de vous y inviter, ou demandez une organisation pour votre bureau.",
    en: 'Hours are shared within one organisation, and you and your colleague are not of the same one. Ask a manager of it to invite you, or ask for an organisation for your office.',
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
