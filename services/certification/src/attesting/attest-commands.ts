import { attestIssuedV1, sendMessage } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { AttestStore } from './attest-store.ts';
import {
  type Accreditation,
  type Attest,
  type Completion,
  type Declarations,
  type Membership,
  type Missing,
  requestAttest,
} from './domain/attest.ts';

interface Person {
  email: string;
  firstName: string;
  lastName: string;
  locale: 'nl' | 'fr' | 'en';
  memberships: Membership[];
}
interface Course {
  code: string;
  title: Attest['course']['title'];
  kind: 'video' | 'live';
  accreditations: Accreditation[];
}

/** How a line of an attest stands with its federation. */
export interface RegistrationOfAttest {
  id: string;
  attestId: string;
  federation: string;
  state: 'waiting' | 'sent' | 'accepted' | 'refused';
  reason: string | null;
  sentAt: Date | null;
  answeredAt: Date | null;
}

export interface AttestParts {
  attests: AttestStore;
  completionOf: (tx: Tx, enrolmentId: string) => Promise<Completion | null>;
  personOf: (tx: Tx, accountId: string) => Promise<Person | null>;
  courseOf: (tx: Tx, courseId: string) => Promise<Course | null>;
  /** Puts the participation in line for the federations that the provider registers with. */
  register: (tx: Tx, attest: Attest) => Promise<RegistrationOfAttest[]>;
  /** The provider's calendar day of a moment. */
  dayOf: (instant: Date) => string;
  newId: () => string;
  newCode: () => string;
  publicUrl: string;
}

export type AttestOutcome =
  | { kind: 'issued'; attest: Attest; registrations: RegistrationOfAttest[] }
  | { kind: 'exists'; attest: Attest }
  | { kind: 'refused'; missing: Missing[] }
  /** No such enrolment, or not this learner's. */
  | { kind: 'unknown' }
  /** The facts about the person or the course have not come in yet. */
  | { kind: 'early' };

/** Issues the one attest of a learner for a course, when everything is fulfilled (V-17, V-24, V-25). */
export async function issueAttest(
  parts: AttestParts,
  tx: Tx,
  request: { accountId: string; enrolmentId: string; declarations: Declarations },
): Promise<AttestOutcome> {
  const completion = await parts.completionOf(tx, request.enrolmentId);
  if (!completion || completion.accountId !== request.accountId) return { kind: 'unknown' };
  const existing = await parts.attests.of(tx, completion.accountId, completion.courseId);
  if (existing) return { kind: 'exists', attest: existing };
  const person = await parts.personOf(tx, completion.accountId);
  const course = await parts.courseOf(tx, completion.courseId);
  if (!person || !course) return { kind: 'early' };

  const { firstName, lastName, memberships } = person;
  const { code, title, kind, accreditations } = course;
  const decision = requestAttest(
    {
      id: parts.newId(),
      code: parts.newCode(),
      completion,
      declarations: request.declarations,
      holder: { firstName, lastName },
      memberships,
      course: { code, title, kind },
      accreditations,
    },
    tx.now,
    parts.dayOf(tx.now),
  );
  if (decision.kind === 'refused') return decision;
  const { attest } = decision;
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
  tx.enqueue(sendMessage, {
    recipient: { accountId, email: person.email, name: `${firstName} ${lastName}`, locale: person.locale },
    template: 'attest-issued',
    data: {
      firstName,
      courseTitle: title[person.locale] ?? title.nl,
      federations: attest.lines.map(({ federation }) => federation).join(', '),
      isRegistered: attest.lines.some(({ way }) => way === 'registration'),
      hasPdf: attest.lines.some(({ way }) => way === 'pdf'),
      verifyUrl: `${parts.publicUrl}/api/v1/verify/${attest.code}`,
    },
    secrets: {},
    attachments: [],
  });
  return { kind: 'issued', attest, registrations };
}
