import type { NoteAudit } from '@leerhuis/audit';
import {
  federationRegistrations,
  federationWithdrawals,
  registrationAnsweredV1,
  registrationSentV1,
} from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import { besideOthers, letGo } from './beside-others.ts';
import {
  answer,
  type FederationAnswer,
  type Registration,
  type RegistrationState,
  resubmit,
  send,
  wasSent,
  withdraw,
} from './domain/registration.ts';
import { registrationIdOf } from './registration-id.ts';
import type { RegistrationStore } from './registration-store.ts';
import { type LearnerParts, tellLearner } from './tell-learner.ts';

/** An attest, as far as a registration is made of it. */
interface Attested {
  id: string;
  accountId: string;
  holder: { firstName: string; lastName: string };
  course: { title: { nl: string }; kind: 'video' | 'live' };
  lines: {
    federation: string;
    memberNumber: string;
    accreditationNumber: string;
    minutes: number;
    points: number | null;
    way: 'registration' | 'pdf';
  }[];
  completedAt: Date;
}

export interface RegistrationParts extends LearnerParts {
  registrations: RegistrationStore;
  /** The provider's calendar day of a moment. */
  dayOf: (instant: Date) => string;
  note: NoteAudit;
}

/** The learner's own participation counts for this accreditation and year already. */
export class AlreadyRegistered extends Error {}

/** Puts a participation in line with each federation that the provider registers with (V-26). */
export async function putInLine(parts: RegistrationParts, tx: Tx, attest: Attested): Promise<Registration[]> {
  const activityDate = parts.dayOf(attest.completedAt);
  const list = attest.lines
    .filter(({ way }) => way === 'registration')
    .map(({ way: _, ...line }): Registration => {
      const { federation, memberNumber, accreditationNumber, minutes, points } = line;
      return {
        id: registrationIdOf(attest.id, federation),
        attestId: attest.id,
        accountId: attest.accountId,
        federation: federation as Registration['federation'],
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
        createdAt: tx.now,
      };
    });
  const placed: Registration[] = [];
  for (const registration of list) {
    const beside = await besideOthers(parts, tx, registration);
    if (beside.clash === 'own') throw new AlreadyRegistered();
    placed.push(beside.registration);
  }
  await parts.registrations.insert(tx, placed);
  return placed;
}

/** Sends the next batch of a run: state, fact, and job on the federation's queue, in one transaction. */
export async function sendBatch(
  parts: RegistrationParts,
  tx: Tx,
  run: { id: string; month: string },
  most: number,
): Promise<number> {
  const waiting = await parts.registrations.inLine(tx, run.month, most);
  const sent = waiting.flatMap((registration) => send(registration, run.id, tx.now) ?? []);
  await parts.registrations.saveAll(tx, sent);
  for (const registration of sent) {
    const { id, attestId, accountId, federation, attempts } = registration;
    const sentAt = tx.now.toISOString();
    tx.publish(registrationSentV1, id, {
      registrationId: id,
      attestId,
      accountId,
      federation,
      month: run.month,
      sentAt,
    });
    tx.enqueue(
      federationRegistrations(federation),
      {
        registrationId: id,
        federation,
        memberNumber: registration.memberNumber,
        firstName: registration.firstName,
        lastName: registration.lastName,
        accreditationNumber: registration.accreditationNumber,
        courseTitle: registration.courseTitle,
        activityDate: registration.activityDate,
        minutes: registration.minutes,
        points: registration.points,
        mode: registration.mode,
        evidenceId: attestId,
        month: run.month,
        sentAt,
      },
      { jobId: `${id}-${attempts}` },
    );
  }
  return sent.length;
}

export type AnswerResult = 'taken' | 'same' | 'unknown' | { stands: Exclude<RegistrationState, 'sent'> };

/** Takes in a federation's answer and tells the learner (V-27). */
export async function takeAnswer(
  parts: RegistrationParts,
  tx: Tx,
  federation: string,
  registrationId: string,
  given: FederationAnswer,
): Promise<AnswerResult> {
  const registration = await parts.registrations.byId(registrationId, tx);
  if (!registration || registration.federation !== federation) return 'unknown';
  const outcome = answer(registration, given, tx.now);
  if (outcome.kind === 'same') return 'same';
  if (outcome.kind === 'contradiction') return { stands: outcome.stands };
  if (outcome.kind === 'late') {
    await parts.registrations.save(tx, outcome.registration);
    if (given.outcome === 'accepted') tellWithdrawn(tx, outcome.registration);
    return 'taken';
  }
  const isSentAgain = outcome.registration.state === 'waiting';
  const answered = isSentAgain
    ? (await besideOthers(parts, tx, outcome.registration)).registration
    : outcome.registration;
  await parts.registrations.save(tx, answered);
  if (isSentAgain) await letGo(parts, tx, registration);
  const { id, attestId, accountId } = answered;
  const reason = given.outcome === 'refused' ? given.reason : null;
  tx.publish(registrationAnsweredV1, id, {
    registrationId: id,
    attestId,
    accountId,
    federation: answered.federation,
    outcome: given.outcome,
    reason,
    answeredAt: tx.now.toISOString(),
  });
  await tellLearner(
    parts,
    tx,
    answered,
    given.outcome === 'accepted' ? { outcome: 'accepted' } : { outcome: 'refused', reason, isSentAgain },
  );
  return 'taken';
}

/** Takes back what a revoked attest brought; the federation hears of what it was told of (V-14). */
export async function withdrawRegistrations(
  parts: Pick<RegistrationParts, 'registrations' | 'note'>,
  tx: Tx,
  attestId: string,
): Promise<{ told: boolean }> {
  const found = await parts.registrations.ofAttests([attestId], tx);
  const withdrawn = found.flatMap((registration) => withdraw(registration, tx.now) ?? []);
  await parts.registrations.saveAll(tx, withdrawn);
  const known = withdrawn.filter(wasSent);
  for (const registration of known) tellWithdrawn(tx, registration);
  for (const registration of found) await letGo(parts, tx, registration);
  return { told: known.length > 0 };
}

function tellWithdrawn(tx: Tx, registration: Registration): void {
  const { id, federation, memberNumber, accreditationNumber, activityDate, attestId, lateAnswer } = registration;
  const withdrawnAt = (registration.withdrawnAt ?? tx.now).toISOString();
  tx.enqueue(
    federationWithdrawals(federation),
    {
      registrationId: id,
      federation,
      memberNumber,
      accreditationNumber,
      activityDate,
      evidenceId: attestId,
      withdrawnAt,
    },
    { jobId: `${id}-withdrawal${lateAnswer ? `-after-${lateAnswer}` : ''}` },
  );
}

export type ResubmissionResult =
  | { kind: 'changed'; before: Registration; after: Registration }
  | { kind: 'unknown' | 'not-refused' | 'already-registered' }
  | { kind: 'wrong-member-number'; federation: Registration['federation'] };

/** Puts a refused registration in line again, corrected or not, or corrects one that waits. */
export async function resubmitRegistration(
  parts: RegistrationParts,
  tx: Tx,
  id: string,
  memberNumber: string | undefined,
): Promise<ResubmissionResult> {
  const before = await parts.registrations.byId(id, tx);
  if (!before) return { kind: 'unknown' };
  const again = resubmit(before, memberNumber);
  if (again.kind === 'not-refused') return again;
  if (again.kind === 'wrong-member-number') return { ...again, federation: before.federation };
  const { registration: after, clash } = await besideOthers(parts, tx, again.registration);
  if (clash !== 'none') return { kind: 'already-registered' };
  await parts.registrations.save(tx, after);
  await letGo(parts, tx, before);
  return { kind: 'changed', before, after };
}
