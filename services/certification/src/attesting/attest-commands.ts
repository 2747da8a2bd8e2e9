import type { AccountActor, MemberActor } from '@leerhuis/auth';
import { attestIssuedV1, sendMessage } from '@leerhuis/contracts';
import { notPrintable } from '@leerhuis/http-api';
import { inLocale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import { isFresh } from '@leerhuis/service-runtime';
import type { Completion } from '../completions/domain/completion.ts';
import type { Registration } from '../registering/domain/registration.ts';
import { newAttestCode } from './attest-code.ts';
import type { Attesting } from './attesting.ts';
import {
  type AccreditedCourse,
  type Attest,
  allDeclared,
  type Decision,
  type Declarations,
  isForLearningToTell,
  type Missing,
  type Person,
  requestAttest,
  toldByProvider,
} from './domain/attest.ts';
import { askForPdf } from './pdf-of.ts';
import { isTheirs } from './whose.ts';

export interface AttestWish {
  actor: AccountActor | MemberActor;
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

export type Issued = { attest: Attest; registrations: Registration[] };

/** What speaks for an attest, as it was found before the transaction that issues it. */
export type Found = { completion: Completion; person: Person; course: AccreditedCourse };

/** Whether an attest may be issued now, as far as can be told without holding anything. */
export async function weigh(attesting: Attesting, wish: AttestWish, now: Date): Promise<Found | AttestRefusal> {
  const { attests, completions, people, courses } = attesting;
  const completion = await completions.byEnrolment(wish.enrolmentId);
  if (!completion) return { refused: 'unknown' };
  const { accountId, courseId } = completion;
  if (!isTheirs(wish.actor, completion)) return { refused: 'not-theirs' };
  const [existing, person, course] = await Promise.all([
    attests.of(accountId, courseId),
    people.get(accountId),
    courses.get(courseId),
  ]);
  if (existing) return { refused: 'exists', attestId: existing.id };
  if (!person || !course) return { refused: 'early' };
  const found = { completion, person, course };
  const decision = decide(attesting, wish, attesting.newId(), found, now);
  return 'refused' in decision ? decision : found;
}

/** What an attest needs yet, apart from declarations, which are given when it is asked for. */
export function whatLacks(attesting: Attesting, found: Found, now: Date): Missing[] {
  const decision = decide(attesting, { declarations: allDeclared }, attesting.newId(), found, now);
  return 'refused' in decision ? decision.missing : [];
}

/** Whether a refusal is for want of facts that may be on their way: what the learner did a moment ago. */
export function mayChangeSoon(weighed: Found | AttestRefusal, { enrolmentId }: AttestWish, now: Date): boolean {
  if (!('refused' in weighed)) return false;
  if (weighed.refused === 'conditions') return isForLearningToTell(weighed.missing);
  if (weighed.refused === 'unknown') return isFresh(enrolmentId, now);
  return weighed.refused === 'early';
}

/**
 * Issues the one attest of a learner for a course, when everything is fulfilled (V-17, V-24, V-25) by what is held from here on.
 * After a refusal the transaction must not be committed.
 */
export async function issueAttest(
  attesting: Attesting,
  tx: Tx,
  wish: AttestWish,
  { course }: Pick<Found, 'course'>,
): Promise<Issued | AttestRefusal> {
  const id = attesting.newId();
  const completion = await attesting.completions.hold(tx, wish.enrolmentId, id);
  if (!completion) return { refused: 'unknown' };
  const person = await attesting.people.hold(tx, completion.accountId);
  if (!person) return { refused: 'early' };
  const decision = decide(attesting, wish, id, { completion, person, course }, tx.now);
  if ('refused' in decision) return decision;
  const attest = { ...decision.attest, pdfAskedAt: tx.now };
  const counting = await attesting.attests.insert(tx, attest);
  if (counting !== id) return { refused: 'exists', attestId: counting };
  const inLine = await attesting.registering.putInLine(tx, attest);
  if ('refused' in inLine) return inLine;
  tellIssued(attesting, tx, attest, person);
  return { attest, registrations: inLine.registrations };
}

function tellIssued({ publicUrl }: Attesting, tx: Tx, attest: Attest, person: Person): void {
  const { id: attestId, accountId, courseId, enrolmentId, organisationId = null } = attest;
  tx.publish(attestIssuedV1, attestId, {
    attestId,
    accountId,
    courseId,
    enrolmentId,
    issuedAt: attest.issuedAt.toISOString(),
    organisationId,
  });
  askForPdf(tx, attest);
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
        isRegistered: toldByProvider(attest).length > 0,
        hasPdf: true,
        verifyUrl: `${publicUrl}/api/v1/verify/${attest.code}`,
      },
    },
    { jobId: issuedMailOf(attestId) },
  );
}

/** The job of the mail that an attest was issued. */
export const issuedMailOf = (attestId: string): string => `${attestId}:attest-issued`;

function decide(
  { dayOf, provider }: Attesting,
  { declarations }: Pick<AttestWish, 'declarations'>,
  id: string,
  { completion, person, course }: Found,
  now: Date,
): Decision {
  const { firstName, lastName, locale, memberships } = person;
  const { code, title, kind, language, accreditations } = course;
  const today = dayOf(now);
  return requestAttest(
    {
      id,
      code: newAttestCode(),
      completion,
      declarations,
      holder: { firstName, lastName },
      isPrintable: notPrintable(`${firstName} ${lastName}`) === null,
      locale,
      memberships,
      course: { code, title, kind, language },
      accreditations,
      wayOf: (federation) => provider.federationPolicyOn(federation, today).way,
      watchPercentOf: (federation) => provider.watchPercentOn(federation, today),
    },
    now,
    today,
  );
}
