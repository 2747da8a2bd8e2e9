import type { RegisteringFederation } from '@leerhuis/federations';
import { readMemberNumber } from '@leerhuis/federations';

/** Where a registration with a federation stands (V-27); withdrawn: its attest was revoked (V-14). */
export type RegistrationState = 'waiting' | 'sent' | 'accepted' | 'refused' | 'withdrawn';

export const transitions: Record<RegistrationState, readonly RegistrationState[]> = {
  waiting: ['sent', 'withdrawn'],
  sent: ['accepted', 'refused', 'withdrawn'],
  // a federation may come back on a refusal; the provider may correct it and send again
  refused: ['accepted', 'waiting', 'withdrawn'],
  accepted: ['withdrawn'],
  withdrawn: [],
};

export interface Registration {
  id: string;
  attestId: string;
  accountId: string;
  federation: RegisteringFederation;
  memberNumber: string;
  firstName: string;
  lastName: string;
  accreditationNumber: string;
  courseTitle: string;
  /** The provider's calendar day of completion. */
  activityDate: string;
  /** `2026-11`: the run of this month, or a later one, sends it (V-26). */
  month: string;
  /** Federations count a participation once per year. */
  periodYear: number;
  minutes: number;
  points: number | null;
  mode: 'live' | 'online' | 'onDemand';
  state: RegistrationState;
  /** How often it was sent; part of the job id, so that a repeated job is no second registration. */
  attempts: number;
  runId: string | null;
  sentAt: Date | null;
  answeredAt: Date | null;
  reason: string | null;
  createdAt: Date;
  /** When it was withdrawn; not on registrations from before this could be. */
  withdrawnAt?: Date | null;
  /** What the federation answered after that. */
  lateAnswer?: FederationAnswer['outcome'] | null;
  /** Its own id when it doesn't stand in the way of another for the same member, course and year; null as a rule. */
  apart?: string | null;
  /** Since when it waits for staff, as a participation of somebody else stands under its member number; null as a rule. */
  heldSince?: Date | null;
  /** What the learner made of the member number after it was sent; counts when the federation refuses the old one. */
  correctedTo?: string | null;
}

export interface FederationAnswer {
  outcome: 'accepted' | 'refused';
  reason: string | null;
}

export type AnswerOutcome =
  | { kind: 'changed'; registration: Registration }
  /** The same answer again. */
  | { kind: 'same' }
  /** It crossed the withdrawal: nothing changes, but the federation that booked it has to hear of the withdrawal again. */
  | { kind: 'late'; registration: Registration }
  | { kind: 'contradiction'; stands: Exclude<RegistrationState, 'sent'> };

/** Sends a waiting registration in a run. Anything else stays as it is: null. */
export function send(registration: Registration, runId: string, now: Date): Registration | null {
  if (!transitions[registration.state].includes('sent')) return null;
  const attempts = registration.attempts + 1;
  return { ...registration, state: 'sent', runId, sentAt: now, attempts, reason: null, correctedTo: null };
}

/**
 * Takes in what the federation answered (V-27). A repeated answer changes nothing; a late acceptance beats a refusal. What is
 * refused under a member number that the learner has corrected since goes in line again at once.
 */
export function answer(registration: Registration, given: FederationAnswer, now: Date): AnswerOutcome {
  const { state } = registration;
  if (state === 'withdrawn' && wasSent(registration)) {
    if (registration.lateAnswer === given.outcome) return { kind: 'same' };
    return { kind: 'late', registration: { ...registration, lateAnswer: given.outcome } };
  }
  if (state === given.outcome && (state === 'accepted' || registration.reason === given.reason))
    return { kind: 'same' };
  if (state !== 'sent' && !transitions[state].includes(given.outcome)) return { kind: 'contradiction', stands: state };
  const reason = given.outcome === 'refused' ? given.reason : null;
  const { correctedTo } = registration;
  if (given.outcome === 'refused' && correctedTo)
    return { kind: 'changed', registration: inLineAgain(registration, correctedTo) };
  return {
    kind: 'changed',
    registration: { ...registration, state: given.outcome, reason, answeredAt: now },
  };
}

export type Resubmission =
  | { kind: 'changed'; registration: Registration }
  /** It was sent and stands so, or it waits and nothing is corrected. */
  | { kind: 'not-refused' }
  | { kind: 'wrong-member-number' };

/**
 * Puts a refused registration back in line, with the right member number if that was wrong. One that waits can be corrected
 * until it is sent, and one that is held can be let go. What the federation answered before is no answer to what will be sent.
 */
export function resubmit(registration: Registration, typed: string | undefined): Resubmission {
  const { state, federation } = registration;
  const isCorrection = typed !== undefined || Boolean(registration.heldSince);
  if (state !== 'refused' && (state !== 'waiting' || !isCorrection)) return { kind: 'not-refused' };
  const memberNumber = typed === undefined ? registration.memberNumber : readMemberNumber(federation, typed);
  if (memberNumber === null) return { kind: 'wrong-member-number' };
  return { kind: 'changed', registration: inLineAgain(registration, memberNumber) };
}

function inLineAgain(registration: Registration, memberNumber: string): Registration {
  const unanswered = { sentAt: null, answeredAt: null, reason: null, correctedTo: null };
  return { ...registration, ...unanswered, state: 'waiting', memberNumber };
}

export type Correction =
  /** It waits, and will be sent under the right number. */
  | { kind: 'corrected'; registration: Registration }
  /** It was refused under the old number. */
  | { kind: 'in-line-again'; registration: Registration }
  /** It was sent: what the federation says decides. */
  | { kind: 'noted'; registration: Registration }
  | { kind: 'unchanged' };

/** The learner gave another member number (V-28): what has to be told to the federation yet takes it over. */
export function correct(registration: Registration, memberNumber: string): Correction {
  const isSame = registration.memberNumber === memberNumber;
  switch (registration.state) {
    case 'waiting':
      return isSame ? { kind: 'unchanged' } : { kind: 'corrected', registration: { ...registration, memberNumber } };
    case 'refused':
      if (isSame) return { kind: 'unchanged' };
      return { kind: 'in-line-again', registration: inLineAgain(registration, memberNumber) };
    case 'sent':
      return { kind: 'noted', registration: { ...registration, correctedTo: isSame ? null : memberNumber } };
    case 'accepted':
    case 'withdrawn':
      return { kind: 'unchanged' };
    default:
      return registration.state satisfies never;
  }
}

/** Whether the federation was ever told of it. */
export function wasSent({ attempts }: Pick<Registration, 'attempts'>): boolean {
  return attempts > 0;
}

/**
 * Takes back a participation whose attest was revoked (V-14), whatever the federation did with it: one that it refused may
 * still be accepted later. One that waits is sent no more. Null when it is withdrawn already.
 */
export function withdraw(registration: Registration, now: Date): Registration | null {
  if (!transitions[registration.state].includes('withdrawn')) return null;
  return { ...registration, state: 'withdrawn', withdrawnAt: now, apart: registration.id, heldSince: null };
}
