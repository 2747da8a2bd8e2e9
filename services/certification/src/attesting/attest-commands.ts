import { type AccountActor, mayAct, ofPerson } from '@leerhuis/auth';
import { attestIssuedV1, sendMessage } from '@leerhuis/contracts';
import { notPrintable } from '@leerhuis/http-api';
import { inLocale, type Locale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import { isFresh } from '@leerhuis/service-runtime';
import type { AttestStore } from './attest-store.ts';
import {
  type Accreditation,
  type Attest,
  type Completion,
  type Declarations,
  isForLearningToTell,
  type Membership,
  type Missing,
  requestAttest,
} from './domain/attest.ts';

interface Person {
  email: string;
  firstName: string;
  lastName: string;
  locale: Locale;
  memberships: Membership[];
}
interface Course {
  code: string;
  title: Attest['course']['title'];
  kind: 'video' | 'live';
  language: Locale;
  accreditations: Accreditation[];
}

/** How a line of an attest stands with its federation. */
export interface RegistrationOfAttest {
  id: string;
  attestId: string;
  federation: string;
  memberNumber: string;
  state: 'waiting' | 'sent' | 'accepted' | 'refused' | 'withdrawn';
  reason: string | null;
  sentAt: Date | null;
  answeredAt: Date | null;
}

export interface AttestParts {
  attests: AttestStore;
  completionOf: (enrolmentId: string, tx?: Tx) => Promise<Completion | null>;
  /** Keeps what learning tells of the enrolment out of the way until this transaction has ended. */
  holdCompletion: (tx: Tx, enrolmentId: string, attestId: string) => Promise<void>;
  personOf: (accountId: string, tx?: Tx) => Promise<Person | null>;
  /** Keeps a change of the person's data out of the way until this transaction has ended. */
  holdPerson: (tx: Tx, accountId: string) => Promise<void>;
  courseOf: (courseId: string, tx?: Tx) => Promise<Course | null>;
  /** Puts the participation in line for the federations that the provider registers with. */
  register: (tx: Tx, attest: Attest) => Promise<RegistrationOfAttest[]>;
  /** The provider's calendar day of a moment. */
  dayOf: (instant: Date) => string;
  newId: () => string;
  newCode: () => string;
  publicUrl: string;
}

export interface AttestWish {
  actor: AccountActor;
  enrolmentId: string;
  declarations: Declarations;
}

type Standstill =
  | { kind: 'exists'; attest: Attest }
  | { kind: 'refused'; missing: Missing[] }
  /** Learning has told of no such enrolment. */
  | { kind: 'unknown' }
  | { kind: 'not-theirs' }
  /** The facts about the person or the course have not come in yet. */
  | { kind: 'early' };

export type AttestOutcome = { kind: 'issued'; attest: Attest; registrations: RegistrationOfAttest[] } | Standstill;

/** Issues the one attest of a learner for a course, when everything is fulfilled (V-17, V-24, V-25). */
export async function issueAttest(parts: AttestParts, tx: Tx, wish: AttestWish): Promise<AttestOutcome> {
  const weighed = await weigh(parts, wish, tx.now, tx);
  if (weighed.kind !== 'granted') return weighed;
  const { attest, person } = weighed;
  await parts.holdCompletion(tx, attest.enrolmentId, attest.id);
  await parts.holdPerson(tx, attest.accountId);
  await parts.attests.insert(tx, attest);
  const registrations = await parts.register(tx, attest);
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
  return { kind: 'issued', attest, registrations };
}

/** The job of the mail that an attest was issued. */
export const issuedMailOf = (attestId: string): string => `${attestId}:attest-issued`;

/** Whether a refusal would be for want of facts that may be on their way: what the learner did a moment ago. */
export async function mayChangeSoon(parts: AttestParts, wish: AttestWish, now: Date): Promise<boolean> {
  const weighed = await weigh(parts, wish, now);
  if (weighed.kind === 'refused') return isForLearningToTell(weighed.missing);
  if (weighed.kind === 'unknown') return isFresh(wish.enrolmentId, now);
  return weighed.kind === 'early';
}

async function weigh(
  parts: AttestParts,
  { actor, enrolmentId, declarations }: AttestWish,
  now: Date,
  tx?: Tx,
): Promise<Standstill | { kind: 'granted'; attest: Attest; person: Person }> {
  const completion = await parts.completionOf(enrolmentId, tx);
  if (!completion) return { kind: 'unknown' };
  if (!mayAct(actor, ofPerson(completion.accountId))) return { kind: 'not-theirs' };
  const { accountId } = completion;
  const existing = await parts.attests.of(accountId, completion.courseId, tx);
  if (existing) return { kind: 'exists', attest: existing };
  const person = await parts.personOf(accountId, tx);
  const course = await parts.courseOf(completion.courseId, tx);
  if (!person || !course) return { kind: 'early' };
  const { firstName, lastName, locale, memberships } = person;
  const { code, title, kind, language, accreditations } = course;
  const decision = requestAttest(
    {
      id: parts.newId(),
      code: parts.newCode(),
      completion,
      declarations,
      holder: { firstName, lastName },
      locale,
      memberships,
      course: { code, title, kind, language },
      accreditations,
    },
    now,
    parts.dayOf(now),
  );
  // the name may be from before what documents can show was asked for
  const name = `${firstName} ${lastName}`;
  const missing: Missing[] = decision.kind === 'refused' ? decision.missing : [];
  if (notPrintable(name)) return { kind: 'refused', missing: [...missing, { what: 'printable-name', name }] };
  return decision.kind === 'issued' ? { kind: 'granted', attest: decision.attest, person } : decision;
}
