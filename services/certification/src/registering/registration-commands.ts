import { federationRegistrations, registrationAnsweredV1, registrationSentV1 } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import { besideOthers, rearrange } from './beside-others.ts';
import {
  type Answering,
  answer,
  type FederationAnswer,
  type Registration,
  type Resubmission,
  resubmit,
  send,
} from './domain/registration.ts';
import type { Queueing } from './put-in-line.ts';
import { tellWithdrawn } from './tell-federation.ts';
import { type Telling, tellLearner } from './tell-learner.ts';

/** What works with registrations. */
export type Registering = Telling & Queueing;

/** Sends the next batch of a run: state, fact, and job on the federation's queue, in one transaction. */
export async function sendBatch(
  registering: Registering,
  tx: Tx,
  run: { id: string; month: string },
  most: number,
): Promise<number> {
  const waiting = await registering.registrations.inLine(tx, run.month, most);
  const sent = waiting.flatMap((registration) => send(registration, run.id, tx.now) ?? []);
  await registering.registrations.saveAll(tx, sent);
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

export type AnswerRefusal = { refused: 'unknown' } | Extract<Answering, { refused: string }>;

/**
 * Takes in a federation's answer and tells the learner (V-27).
 * @returns why it is refused, or null when it was taken in
 */
export async function takeAnswer(
  registering: Registering,
  tx: Tx,
  federation: string,
  registrationId: string,
  given: FederationAnswer,
): Promise<AnswerRefusal | null> {
  const before = await registering.registrations.byId(registrationId, tx);
  if (!before || before.federation !== federation) return { refused: 'unknown' };
  const answering = answer(before, given, tx.now);
  if ('refused' in answering) return answering;
  switch (answering.taken) {
    case 'repetition':
      return null;
    case 'late-answer':
      await registering.registrations.save(tx, answering.registration);
      if (given.outcome === 'accepted') tellWithdrawn(tx, answering.registration);
      return null;
    case 'answer':
      await keepAnswer(registering, tx, before, answering.registration, given);
      return null;
    default:
      return answering satisfies never;
  }
}

async function keepAnswer(
  registering: Registering,
  tx: Tx,
  before: Registration,
  after: Registration,
  { outcome, reason: given }: FederationAnswer,
): Promise<void> {
  const isSentAgain = after.state === 'waiting';
  const answered = isSentAgain ? (await besideOthers(registering, tx, after)).registration : after;
  await registering.registrations.save(tx, answered);
  if (isSentAgain) await rearrange(registering, tx, before);
  const { id, attestId, accountId, federation } = answered;
  const reason = outcome === 'refused' ? given : null;
  tx.publish(registrationAnsweredV1, id, {
    registrationId: id,
    attestId,
    accountId,
    federation,
    outcome,
    reason,
    answeredAt: tx.now.toISOString(),
  });
  await tellLearner(
    registering,
    tx,
    answered,
    outcome === 'accepted' ? { outcome: 'accepted' } : { outcome: 'refused', reason, isSentAgain },
  );
}

export type ResubmissionRefusal =
  | { refused: 'unknown' | 'already-registered' | 'number-disputed' }
  | Extract<Resubmission, { refused: string }>;

/** Puts a refused registration in line again, corrected or not, or corrects one that waits. */
export async function resubmitRegistration(
  registering: Registering,
  tx: Tx,
  id: string,
  memberNumber: string | undefined,
  by: string,
): Promise<{ registration: Registration } | ResubmissionRefusal> {
  const before = await registering.registrations.byId(id, tx);
  if (!before) return { refused: 'unknown' };
  const again = resubmit(before, memberNumber);
  if ('refused' in again) return again;
  const { registration, clash } = await besideOthers(registering, tx, again.registration);
  if (clash === 'disputed') return { refused: 'number-disputed' };
  if (clash !== 'none') return { refused: 'already-registered' };
  await registering.registrations.save(tx, registration);
  await rearrange(registering, tx, before);
  await registering.note(tx, {
    by,
    action: before.state === 'refused' ? 'resubmit' : 'correct',
    subject: id,
    before: { memberNumber: before.memberNumber },
    after: { memberNumber: registration.memberNumber },
  });
  return { registration };
}
