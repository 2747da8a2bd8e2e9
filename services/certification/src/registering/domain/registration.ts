import { type RegisteringFederation, readMemberNumber } from '@leerhuis/federations';
import type { Attest } from '../../attesting/domain/attest.ts';

/** Where a registration with a federation stands (V-27); withdrawn: its attest was revoked (V-14). */
export type RegistrationState = 'waiting' | 'sent' | 'accepted' | 'refused' | 'withdrawn';

export const transitions: Record<RegistrationState, readonly RegistrationState[]> = {
  waiting: ['sent', 'withdrawn'],
  // back to waiting: it was told under a number that is somebody else's
  sent: ['accepted', 'refused', 'waiting', 'withdrawn'],
  // a federation may come back on a refusal; the provider may correct it and send again
  refused: ['accepted', 'waiting', 'withdrawn'],
  accepted: ['waiting', 'withdrawn'],
  withdrawn: [],
};

function mayBecome({ state }: Pick<Registration, 'state'>, next: RegistrationState): boolean {
  return transitions[state].includes(next);
}

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
  /** Since when it waits for staff to say whose member number it is, or as another one stands under it; null as a rule. */
  heldSince?: Date | null;
  /** The federation was told that it counts no more, as it was sent under somebody else's number; null once it is sent again. */
  takenBack?: { at: Date; memberNumber: string } | null;
  /** What the learner made of the member number after it was sent; counts when the federation refuses the old one. */
  correctedTo?: string | null;
}

export interface FederationAnswer {
  outcome: 'accepted' | 'refused';
  reason: string | null;
}

/**
 * What is to be registered of an attest: a participation per federation that the provider registers with (V-26).
 * @param activityDate the provider's calendar day of completion
 * @param idOf the id of the registration with a federation
 */
export function registrationsOf(
  attest: Attest,
  activityDate: string,
  idOf: (federation: string) => string,
  now: Date,
): Registration[] {
  return attest.lines
    .filter(({ way }) => way === 'registration')
    .map(({ federation, memberNumber, accreditationNumber, minutes, points }) => ({
      id: idOf(federation),
      attestId: attest.id,
      accountId: attest.accountId,
      federation: federation as RegisteringFederation,
      memberNumber,
      ...attest.holder,
      accreditationNumber,
      courseTitle: attest.course.title.nl,
      activityDate,
      month: activityDate.slice(0, 7),
      periodYear: Number(activityDate.slice(0, 4)),
      minutes,
      points,
      mode: attest.course.kind === 'video' ? 'onDemand' : 'live',
      state: 'waiting',
      attempts: 0,
      runId: null,
      sentAt: null,
      answeredAt: null,
      reason: null,
      createdAt: now,
    }));
}

/** Sends a waiting registration in a run. Anything else stays as it is: null. */
export function send(registration: Registration, runId: string, now: Date): Registration | null {
  if (!mayBecome(registration, 'sent')) return null;
  const attempts = registration.attempts + 1;
  const nothing = { reason: null, correctedTo: null, takenBack: null, lateAnswer: null };
  return { ...registration, ...nothing, state: 'sent', runId, sentAt: now, attempts };
}

export type Answering =
  | { taken: 'answer'; registration: Registration }
  /** The same answer again: nothing changes. */
  | { taken: 'repetition' }
  /** It crossed what took it back: nothing changes, but the federation that booked it has to hear of that again. */
  | { taken: 'late-answer'; registration: Registration }
  | { refused: 'contradiction'; stands: Exclude<RegistrationState, 'sent'> };

/**
 * Takes in what the federation answered (V-27). A repeated answer changes nothing; a late acceptance beats a refusal. What is
 * refused under a member number that the learner has corrected since goes in line again at once.
 */
export function answer(registration: Registration, given: FederationAnswer, now: Date): Answering {
  const { state, correctedTo } = registration;
  if (wasTakenBack(registration)) {
    if (registration.lateAnswer === given.outcome) return { taken: 'repetition' };
    return { taken: 'late-answer', registration: { ...registration, lateAnswer: given.outcome } };
  }
  if (state === given.outcome && (state === 'accepted' || registration.reason === given.reason))
    return { taken: 'repetition' };
  if (state !== 'sent' && !mayBecome(registration, given.outcome)) return { refused: 'contradiction', stands: state };
  const reason = given.outcome === 'refused' ? given.reason : null;
  const answered: Registration = { ...registration, state: given.outcome, reason, answeredAt: now };
  const isAgain = given.outcome === 'refused' && correctedTo;
  return { taken: 'answer', registration: isAgain ? inLineAgain(answered, correctedTo) : answered };
}

export type Resubmission =
  | { registration: Registration }
  /** It was sent and stands so, or it waits and nothing is corrected. */
  | { refused: 'not-refused' }
  | { refused: 'wrong-member-number'; federation: RegisteringFederation };

/**
 * Puts a refused registration back in line, with the right member number if that was wrong. One that waits can be corrected
 * until it is sent, and one that is held can be let go. What the federation answered before is no answer to what will be sent.
 */
export function resubmit(registration: Registration, typed: string | undefined): Resubmission {
  const { state, federation } = registration;
  const isCorrection = state === 'waiting' && (typed !== undefined || Boolean(registration.heldSince));
  if (!isCorrection && state !== 'refused') return { refused: 'not-refused' };
  const memberNumber = typed === undefined ? registration.memberNumber : readMemberNumber(federation, typed);
  if (memberNumber === null) return { refused: 'wrong-member-number', federation };
  return { registration: inLineAgain(registration, memberNumber) };
}

function inLineAgain(registration: Registration, memberNumber: string): Registration {
  const unanswered = { sentAt: null, answeredAt: null, reason: null, correctedTo: null };
  return { ...registration, ...unanswered, state: 'waiting', memberNumber };
}

export interface Correction {
  /**
   * corrected: it waits, and will be sent under the right number; in-line-again: it was refused under the old number; noted:
   * it was sent, and what the federation says decides.
   */
  became: 'corrected' | 'in-line-again' | 'noted';
  registration: Registration;
}

/** The learner gave another member number (V-28): what has to be told to the federation yet takes it over. Null: nothing has. */
export function correct(registration: Registration, memberNumber: string): Correction | null {
  const isSame = registration.memberNumber === memberNumber;
  if (registration.state === 'sent')
    return { became: 'noted', registration: { ...registration, correctedTo: isSame ? null : memberNumber } };
  if (isSame) return null;
  if (registration.state === 'waiting') return { became: 'corrected', registration: { ...registration, memberNumber } };
  if (registration.state !== 'refused') return null;
  return { became: 'in-line-again', registration: inLineAgain(registration, memberNumber) };
}

/** Whether the federation was ever told of it. */
export function wasSent({ attempts }: Pick<Registration, 'attempts'>): boolean {
  return attempts > 0;
}

/** Whether the federation was told of it, and then that it counts no more. */
function wasTakenBack(registration: Registration): boolean {
  const { state, takenBack } = registration;
  return (state === 'withdrawn' && wasSent(registration)) || (state === 'waiting' && Boolean(takenBack));
}

/**
 * Takes back what a federation was told of under a member number that is somebody else's. The attest goes on to count: it waits
 * for the right number.
 */
export function takeBack(registration: Registration, now: Date): Registration {
  const lateAnswer = registration.state === 'refused' ? ('refused' as const) : null;
  const { id, memberNumber } = registration;
  const aside = { apart: id, heldSince: now, takenBack: { at: now, memberNumber }, lateAnswer, runId: null };
  return { ...inLineAgain(registration, memberNumber), ...aside };
}

/**
 * Takes back a participation whose attest was revoked (V-14), whatever the federation did with it: one that it refused may
 * still be accepted later. One that waits is sent no more. Null when it is withdrawn already.
 */
export function withdraw(registration: Registration, now: Date): Registration | null {
  if (!mayBecome(registration, 'withdrawn')) return null;
  return { ...registration, state: 'withdrawn', withdrawnAt: now, apart: registration.id, heldSince: null };
}

const weekMs = 7 * 24 * 3_600_000;

/** What was sent before this moment and has no answer yet: somebody should ask the federation. */
export function answerIsOverdueSince(now: Date): Date {
  return new Date(now.getTime() - 2 * weekMs);
}
