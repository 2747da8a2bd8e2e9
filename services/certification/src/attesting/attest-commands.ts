import type { NoteAudit } from '@leerhuis/audit';
import { type AccountActor, mayAct, ofPerson } from '@leerhuis/auth';
import { attestIssuedV1, sendMessage } from '@leerhuis/contracts';
import { notPrintable } from '@leerhuis/http-api';
import { inLocale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import type { Provider } from '@leerhuis/provider';
import { isFresh } from '@leerhuis/service-runtime';
import type { Completion } from '../completions/domain/completion.ts';
import type { Registration } from '../registering/domain/registration.ts';
import { newAttestCode } from './attest-code.ts';
import type { AttestStore } from './attest-store.ts';
import {
  type AccreditedCourse,
  type Attest,
  type Decision,
  type Declarations,
  isForLearningToTell,
  type Person,
  requestAttest,
} from './domain/attest.ts';

/** How an attest's participation stands with a federation, as far as its holder sees it. */
export type RegistrationOfAttest = Pick<
  Registration,
  'id' | 'attestId' | 'federation' | 'memberNumber' | 'state' | 'reason' | 'sentAt' | 'answeredAt'
>;

/** What other features do for attests: each is their store, or their commands. */
export interface AttestParts {
  attests: AttestStore;
  completions: {
    byEnrolment(enrolmentId: string, tx?: Tx): Promise<Completion | null>;
    /** Keeps what learning tells of the enrolment out of the way until this transaction has ended. */
    hold(tx: Tx, enrolmentId: string, attestId: string): Promise<void>;
  };
  people: {
    get(accountId: string, session?: Tx['session']): Promise<Person | null>;
    /** Keeps a change of the person's data out of the way until this transaction has ended. */
    hold(tx: Tx, accountId: string): Promise<void>;
  };
  courses: { get(courseId: string, session?: Tx['session']): Promise<AccreditedCourse | null> };
  registering: {
    /** Puts the participation in line for the federations that the provider registers with. */
    putInLine(
      tx: Tx,
      attest: Attest,
    ): Promise<{ registrations: RegistrationOfAttest[] } | { refused: 'already-registered' }>;
    ofAttests(attestIds: string[]): Promise<RegistrationOfAttest[]>;
    /** Takes back what federations were told, or were to be told. */
    withdraw(tx: Tx, attestId: string): Promise<{ told: boolean }>;
  };
  note: NoteAudit;
  provider: Provider;
  /** The provider's calendar day of a moment. */
  dayOf(instant: Date): string;
  newId(): string;
  publicUrl: string;
}

export interface AttestWish {
  actor: AccountActor;
  enrolmentId: string;
  declarations: Declarations;
}

export type AttestRefusal =
  | Extract<Decision, { refused: string }>
  | { refused: 'exists'; attestId: string }
  /** Learning has told of no such enrolment. */
  | { refused: 'unknown' }
  | { refused: 'not-theirs' }
  /** The facts about the person or the course have not come in yet. */
  | { refused: 'early' }
  | { refused: 'already-registered' };

export type Issued = { attest: Attest; registrations: RegistrationOfAttest[] };

/**
 * Issues the one attest of a learner for a course, when everything is fulfilled (V-17, V-24, V-25). After a refusal the
 * transaction must not be committed.
 */
export async function issueAttest(parts: AttestParts, tx: Tx, wish: AttestWish): Promise<Issued | AttestRefusal> {
  const weighed = await weigh(parts, wish, tx.now, tx);
  if ('refused' in weighed) return weighed;
  const { attest, person } = weighed;
  await parts.completions.hold(tx, attest.enrolmentId, attest.id);
  await parts.people.hold(tx, attest.accountId);
  await parts.attests.insert(tx, attest);
  const inLine = await parts.registering.putInLine(tx, attest);
  if ('refused' in inLine) return inLine;
  const { id: attestId, accountId, courseId, enrolmentId } = attest;
  tx.publish(attestIssuedV1, attestId, {
    attestId,
    accountId,
    courseId,
    enrolmentId,
    issuedAt: attest.issuedAt.toISOString(),
  });
  const { firstName, lastName, email, locale } = person;
  const { title } = attest.course;
  tx.enqueue(
    sendMessage,
    {
      recipient: { accountId, email, name: `${firstName} ${lastName}`, locale },
      template: 'attest-issued',
      data: {
        firstName,
        courseTitle: inLocale(title, locale),
        federations: attest.lines.map(({ federation }) => federation).join(', '),
        isRegistered: attest.lines.some(({ way }) => way === 'registration'),
        hasPdf: attest.lines.some(({ way }) => way === 'pdf'),
        verifyUrl: `${parts.publicUrl}/api/v1/verify/${attest.code}`,
      },
    },
    { jobId: issuedMailOf(attestId) },
  );
  return { attest, registrations: inLine.registrations };
}

/** The job of the mail that an attest was issued. */
export const issuedMailOf = (attestId: string): string => `${attestId}:attest-issued`;

/** Whether a refusal would be for want of facts that may be on their way: what the learner did a moment ago. */
export async function mayChangeSoon(parts: AttestParts, wish: AttestWish, now: Date): Promise<boolean> {
  const weighed = await weigh(parts, wish, now);
  if (!('refused' in weighed)) return false;
  if (weighed.refused === 'conditions') return isForLearningToTell(weighed.missing);
  if (weighed.refused === 'unknown') return isFresh(wish.enrolmentId, now);
  return weighed.refused === 'early';
}

async function weigh(
  parts: AttestParts,
  { actor, enrolmentId, declarations }: AttestWish,
  now: Date,
  tx?: Tx,
): Promise<{ attest: Attest; person: Person } | AttestRefusal> {
  const completion = await parts.completions.byEnrolment(enrolmentId, tx);
  if (!completion) return { refused: 'unknown' };
  if (!mayAct(actor, ofPerson(completion.accountId))) return { refused: 'not-theirs' };
  const { accountId } = completion;
  const existing = await parts.attests.of(accountId, completion.courseId, tx);
  if (existing) return { refused: 'exists', attestId: existing.id };
  const person = await parts.people.get(accountId, tx?.session);
  const course = await parts.courses.get(completion.courseId, tx?.session);
  if (!person || !course) return { refused: 'early' };
  const { firstName, lastName, locale, memberships } = person;
  const { code, title, kind, language, accreditations } = course;
  const today = parts.dayOf(now);
  const decision = requestAttest(
    {
      id: parts.newId(),
      code: newAttestCode(),
      completion,
      declarations,
      holder: { firstName, lastName },
      isPrintable: notPrintable(`${firstName} ${lastName}`) === null,
      locale,
      memberships,
      course: { code, title, kind, language },
      accreditations,
      wayOf: (federation) => parts.provider.federationPolicyOn(federation, today).way,
    },
    now,
    today,
  );
  return 'refused' in decision ? decision : { attest: decision.attest, person };
}
