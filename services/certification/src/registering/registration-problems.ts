import { federations } from '@leerhuis/federations';
import { notFound, type Problem, problem } from '@leerhuis/http-api';
import type { Words } from '@leerhuis/language';
import type { Registration, RegistrationState } from './domain/registration.ts';
import type { fileOf, startRun } from './domain/run.ts';
import type { AnswerRefusal, ResubmissionRefusal } from './registration-commands.ts';

/** Why an answer of a federation is not taken in. */
export function answerRefused(refusal: AnswerRefusal): Problem {
  return refusal.refused === 'unknown' ? notFound() : answerContradicts(refusal.stands);
}

/** Why a registration is not put in line again. */
export function resubmissionRefused(refusal: ResubmissionRefusal): Problem {
  switch (refusal.refused) {
    case 'unknown':
      return notFound();
    case 'not-refused':
      return notRefused();
    case 'already-registered':
      return alreadyRegistered();
    case 'number-disputed':
      return numberDisputed();
    case 'wrong-member-number':
      return wrongMemberNumber(refusal.federation);
    default:
      return refusal satisfies never;
  }
}

export function runRefused({ refused }: Extract<ReturnType<typeof startRun>, { refused: string }>): Problem {
  switch (refused) {
    case 'month-in-future':
      return monthInFuture();
    default:
      return refused satisfies never;
  }
}

/** Why a run has no file for a federation. */
export function fileRefused(
  { refused }: NonNullable<ReturnType<typeof fileOf>>,
  federation: Registration['federation'],
): Problem {
  return refused === 'nothing-sent' ? nothingSent(federation) : runUnderWay();
}

export function reasonMissing() {
  const message = {
    nl: 'Geef de reden van de weigering.',
    fr: 'Donnez la raison du refus.',
    en: 'Give the reason of the refusal.',
  };
  return problem(422, 'reason-missing', { detail: message, errors: [{ field: 'reason', message }] });
}

const standing: Record<Exclude<RegistrationState, 'sent'>, Words> = {
  waiting: {
    nl: 'Deze registratie is nog niet verstuurd; er is nog niets om op te antwoorden.',
    fr: "Cet enregistrement n'a pas encore été envoyé ; il n'y a pas encore lieu d'y répondre.",
    en: 'This registration was not sent yet; there is nothing to answer.',
  },
  accepted: {
    nl: 'Deze registratie is al aanvaard; dat verandert niet meer.',
    fr: 'Cet enregistrement est déjà accepté ; cela ne change plus.',
    en: 'This registration is accepted already; that does not change any more.',
  },
  refused: {
    nl: 'Deze registratie is al geweigerd, om een andere reden.',
    fr: 'Cet enregistrement est déjà refusé, pour un autre motif.',
    en: 'This registration is refused already, for another reason.',
  },
  withdrawn: {
    nl: 'Deze registratie is ingetrokken voor ze verstuurd werd; er is niets om op te antwoorden.',
    fr: "Cet enregistrement a été retiré avant d'être envoyé ; il n'y a pas lieu d'y répondre.",
    en: 'This registration was withdrawn before it was sent; there is nothing to answer.',
  },
};

function answerContradicts(stands: keyof typeof standing) {
  return problem(409, 'answer-contradicts', { detail: standing[stands] });
}

function notRefused() {
  return problem(409, 'registration-not-refused', {
    detail: {
      nl: 'Alleen een geweigerde registratie kan opnieuw worden ingediend; van een wachtende kan het lidnummer worden verbeterd.',
      fr: "Seul un enregistrement refusé peut être soumis à nouveau ; d'un enregistrement en attente, le numéro de membre peut être corrigé.",
      en: 'Only a refused registration can be submitted again; of a waiting one the member number can be corrected.',
    },
  });
}

function wrongMemberNumber(federation: Registration['federation']) {
  const { example } = federations[federation].memberNumber;
  const message = {
    nl: `Een lidnummer van ${federation} ziet eruit als ${example}.`,
    fr: `Un numéro de membre ${federation} ressemble à ${example}.`,
    en: `A member number of ${federation} looks like ${example}.`,
  };
  return problem(422, 'wrong-member-number', { detail: message, errors: [{ field: 'memberNumber', message }] });
}

function numberDisputed() {
  return problem(409, 'member-number-disputed', {
    detail: {
      nl: 'Meerdere accounts gebruiken dit lidnummer, of het is niet van deze persoon. Zeg eerst van wie het is, of geef het juiste.',
      fr: "Plusieurs comptes utilisent ce numéro de membre, ou il n'est pas celui de cette personne. Dites d'abord à qui il est, ou donnez le bon.",
      en: 'Several accounts go by this member number, or it is not of this person. Say first whose it is, or give the right one.',
    },
  });
}

function alreadyRegistered() {
  return problem(409, 'already-registered', {
    detail: {
      nl: 'Dit lidnummer is voor deze cursus en dit jaar al geregistreerd.',
      fr: 'Ce numéro de membre est déjà enregistré pour ce cours et cette année.',
      en: 'This member number is registered for this course and year already.',
    },
  });
}

function monthInFuture() {
  const message = {
    nl: 'Deze maand is nog niet begonnen.',
    fr: "Ce mois n'a pas encore commencé.",
    en: 'This month has not begun yet.',
  };
  return problem(422, 'month-in-future', { detail: message, errors: [{ field: 'month', message }] });
}

function runUnderWay() {
  return problem(409, 'run-under-way', {
    detail: {
      nl: 'De ronde loopt nog; het bestand is er als ze klaar is.',
      fr: 'La tournée est en cours ; le fichier sera là quand elle sera terminée.',
      en: 'The run is still under way; the file is there when it is done.',
    },
  });
}

function nothingSent(federation: Registration['federation']) {
  return problem(404, 'nothing-sent', {
    detail: {
      nl: `Deze ronde had niets te melden aan ${federation}; er is dus geen bestand.`,
      fr: `Cette tournée n'avait rien à communiquer à ${federation} ; il n'y a donc pas de fichier.`,
      en: `This run had nothing to send to ${federation}, so there is no file.`,
    },
  });
}
