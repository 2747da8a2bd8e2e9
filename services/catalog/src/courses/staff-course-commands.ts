import type { AuditedFields } from '@leerhuis/audit';
import type { FederationCode } from '@leerhuis/federations';
import { type Context, notFound, type RequestSpec, requireMatch } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import { changeProblem } from './course-problems.ts';
import type { Offering } from './courses.ts';
import { type Changing, extendAttest, replaceQuestions, setStatus } from './domain/change-course.ts';
import type { Course, Day } from './domain/course.ts';
import type { FileQuestionSet } from './domain/question-set.ts';

/** Who asks for a change, and which revision they saw (`If-Match`). */
export type Asking = Pick<Context<RequestSpec, 'signed-in'>, 'actor' | 'header' | 'route'>;

interface Change {
  action: 'attest-extended' | 'questions-replaced' | 'course-withdrawn' | 'course-restored';
  /** What the audit trail tells of the course, before and after. */
  noted: (course: Course) => AuditedFields;
  decide: (course: Course) => Changing;
}

/** V-25. @throws Problem 404, 412, 422 */
export function extendAttestUntil(
  offering: Offering,
  tx: Tx,
  id: string,
  asking: Asking,
  { federation, attestUntil: until }: { federation: FederationCode; attestUntil: Day },
): Promise<Course> {
  return change(offering, tx, id, asking, {
    action: 'attest-extended',
    noted: (course) => ({ federation, attestUntil: attestUntilOf(course, federation) }),
    decide: (course) => extendAttest(course, federation, until, tx.now),
  });
}

/** V-23. @throws Problem 404, 412, 422 */
export function replaceQuestionSet(
  offering: Offering,
  tx: Tx,
  id: string,
  asking: Asking,
  set: FileQuestionSet,
): Promise<Course> {
  return change(offering, tx, id, asking, {
    action: 'questions-replaced',
    noted: ({ finalTest }) => ({ version: finalTest.version, questions: finalTest.questions.length }),
    decide: (course) => replaceQuestions(course, set, tx.now),
  });
}

/** @throws Problem 404, 412; 409 when the price rule doesn't let it back on sale (V-4) */
export async function setCourseStatus(
  offering: Offering,
  tx: Tx,
  id: string,
  asking: Asking,
  status: Course['status'],
): Promise<Course> {
  await offering.packages.guardPrices(tx);
  const onOffer = await offering.packages.all(tx);
  return change(offering, tx, id, asking, {
    action: status === 'on-sale' ? 'course-restored' : 'course-withdrawn',
    noted: (course) => ({ status: course.status }),
    decide: (course) => setStatus(course, status, onOffer, tx.now),
  });
}

async function change(
  { courses, audit }: Offering,
  tx: Tx,
  id: string,
  asking: Asking,
  { action, noted, decide }: Change,
): Promise<Course> {
  const before = await courses.get(id, tx);
  if (!before) throw notFound();
  requireMatch(asking, before.revision);
  const decided = decide(before);
  if ('refused' in decided) throw changeProblem(decided);
  const after = decided.course;
  if (after === before) return before;
  await courses.save(tx, before, after);
  const by = asking.actor.accountId;
  await audit.note(tx, { by, action, subject: before.code, before: noted(before), after: noted(after) });
  return after;
}

function attestUntilOf({ accreditations }: Course, federation: FederationCode): Day | null {
  return accreditations.find((each) => each.federation === federation)?.attestUntil ?? null;
}
