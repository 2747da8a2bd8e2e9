import { withDay } from '@leerhuis/calendar';
import { notFound, notPrintable, type Problem, problem } from '@leerhuis/http-api';
import type { Words } from '@leerhuis/language';
import type { AttestRefusal } from './attest-commands.ts';
import type { DeclarationName, Missing } from './domain/attest.ts';

const declarationWords: Record<DeclarationName, Words> = {
  wasPresent: {
    nl: 'Verklaar dat u ingelogd en dus aanwezig was.',
    fr: 'Déclarez que vous étiez connecté et donc présent.',
    en: 'Declare that you were logged in and so present.',
  },
  stayedLoggedIn: {
    nl: 'Verklaar dat u ingelogd bleef voor de gekozen delen.',
    fr: 'Déclarez que vous êtes resté connecté pour les parties choisies.',
    en: 'Declare that you stayed logged in for the parts chosen.',
  },
  usedNoOtherApplications: {
    nl: 'Verklaar dat u geen andere toepassingen gebruikte.',
    fr: "Déclarez que vous n'avez utilisé aucune autre application.",
    en: 'Declare that you used no other applications.',
  },
  switchedOffPeripherals: {
    nl: 'Verklaar dat u toestellen die niet nodig waren uitschakelde.',
    fr: "Déclarez que vous avez éteint les appareils dont vous n'aviez pas besoin.",
    en: 'Declare that you switched off devices that were not needed.',
  },
};

function inWords(missing: Missing): { field: string; message: Words } {
  switch (missing.what) {
    case 'watched':
      return {
        field: 'watched',
        message: {
          nl: `Van de cursus moet ${missing.percent} % bekeken zijn; tot nu toe is dat minstens ${missing.reached} %.`,
          fr: `Il faut avoir regardé ${missing.percent} % du cours ; vous en êtes à ${missing.reached} % au moins.`,
          en: `${missing.percent} % of the course has to be watched; so far it is ${missing.reached} % at least.`,
        },
      };
    case 'attention-checks':
      return {
        field: 'attentionChecks',
        message: {
          nl: 'Nog niet alle aandachtscontroles zijn aangeklikt.',
          fr: "Vous n'avez pas encore cliqué sur tous les contrôles d'attention.",
          en: 'Not all attention checks were clicked yet.',
        },
      };
    case 'final-test':
      return {
        field: 'finalTest',
        message: {
          nl: 'U bent nog niet geslaagd voor de afsluitende toets.',
          fr: "Vous n'avez pas encore réussi le test final.",
          en: 'You have not passed the final test yet.',
        },
      };
    case 'declaration':
      return { field: `declarations.${missing.declaration}`, message: declarationWords[missing.declaration] };
    case 'access':
      return {
        field: 'enrolmentId',
        message: {
          nl: 'De toegang tot deze cursus is beëindigd, omdat de bestelling werd herroepen.',
          fr: "L'accès à ce cours a pris fin, car la commande a été annulée.",
          en: 'Access to this course ended, because the order was withdrawn.',
        },
      };
    case 'printable-name':
      return { field: 'name', message: notPrintable(missing.name) ?? { nl: '', fr: '', en: '' } };
    case 'membership':
      return {
        field: 'memberships',
        message: {
          nl: 'Vul in uw gegevens het lidnummer in van een federatie die deze cursus erkent.',
          fr: "Ajoutez à vos données le numéro de membre d'une fédération qui reconnaît ce cours.",
          en: 'Add to your data the member number of a federation that accredits this course.',
        },
      };
    case 'attest-until':
      return {
        field: 'attestUntil',
        message: withDay(missing.until, {
          nl: (day) => `Voor ${missing.federation} kon dit attest tot en met ${day} worden gevraagd.`,
          fr: (day) => `Pour ${missing.federation}, cette attestation pouvait être demandée jusqu'au ${day} inclus.`,
          en: (day) => `For ${missing.federation} this attest could be requested up to and including ${day}.`,
        }),
      };
    default:
      return missing satisfies never;
  }
}

/** Why no attest is issued. */
export function attestRefused(refusal: AttestRefusal): Problem {
  switch (refusal.refused) {
    case 'unknown':
    case 'not-theirs':
      return notFound();
    case 'early':
      return notCaughtUp();
    case 'exists':
      return attestExists();
    case 'conditions':
      return conditionsNotMet(refusal.missing);
    case 'already-registered':
      return alreadyRegistered();
    default:
      return refusal satisfies never;
  }
}

/** 422 that names each condition that is not fulfilled (V-24, V-25). */
function conditionsNotMet(missing: Missing[]) {
  return problem(422, 'attest-conditions', {
    detail: {
      nl: 'Nog niet alles voor dit attest is in orde.',
      fr: 'Toutes les conditions de cette attestation ne sont pas remplies.',
      en: 'Not everything that this attest needs is there yet.',
    },
    errors: missing.map(inWords),
  });
}

/** What learning has told of is still on its way. */
export function notCaughtUp() {
  return problem(503, 'not-caught-up', { retryAfter: 2 });
}

function attestExists() {
  return problem(409, 'attest-exists', {
    detail: {
      nl: 'Voor deze cursus is al een attest uitgereikt; u vindt het bij uw attesten.',
      fr: 'Une attestation a déjà été délivrée pour ce cours ; vous la trouvez parmi vos attestations.',
      en: 'An attest was issued for this course already; it is among your attests.',
    },
  });
}

/** 410, wherever a revoked attest is asked for as a proof. */
export function attestRevoked(revokedOn: string) {
  return problem(410, 'attest-revoked', {
    detail: withDay(revokedOn, {
      nl: (day) => `Dit attest is ingetrokken op ${day} en telt niet meer.`,
      fr: (day) => `Cette attestation a été révoquée le ${day} et ne compte plus.`,
      en: (day) => `This attest was revoked on ${day} and counts no more.`,
    }),
  });
}

function alreadyRegistered() {
  return problem(409, 'already-registered', {
    detail: {
      nl: 'Dit lidnummer is dit jaar al voor deze cursus geregistreerd. Controleer het lidnummer in uw gegevens.',
      fr: 'Ce numéro de membre est déjà enregistré cette année pour ce cours. Vérifiez-le dans vos données.',
      en: 'This member number is registered for this course this year already. Check it in your data.',
    },
  });
}

/** Nobody has an attest with this code. */
export function attestUnknown() {
  return problem(404, 'unknown-attest', {
    detail: {
      nl: 'Er is geen attest met deze code.',
      fr: "Il n'y a pas d'attestation avec ce code.",
      en: 'There is no attest with this code.',
    },
  });
}
