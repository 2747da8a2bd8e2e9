import type { FederationCode } from '@leerhuis/federations';
import { formerChapters } from './chapter-ids.ts';
import type { Course, CourseContent, CourseDocument, Day, QuestionSet } from './course.ts';
import { notCheaperThan, type Priced } from './price-rule.ts';
import { type FileQuestionSet, type QuestionSetRefusal, questionSetFindings, questionSetOf } from './question-set.ts';
import { same } from './same.ts';

export type Outcome = 'created' | 'changed' | 'unchanged';

/**
 * What becomes of a course when a file describes it. A withdrawn course stays withdrawn; an attest-until date that was
 * extended meanwhile is not taken back (V-25); the question set gets a new version only when it differs (V-23).
 */
export function describe(
  course: Course | null,
  content: CourseContent,
  { id, now }: { id: string; now: Date },
): { outcome: Outcome; course: Course } {
  if (!course) {
    const finalTest = { version: 1, ...content.finalTest };
    const fresh = {
      ...content,
      id,
      revision: 1,
      status: 'on-sale' as const,
      finalTest,
      createdAt: now,
      changedAt: now,
    };
    return { outcome: 'created', course: fresh };
  }
  const { revision, status, createdAt, changedAt } = course;
  const next: Course = {
    // what a file says nothing of takes away what an earlier one said
    ...content,
    accreditations: content.accreditations.map((accreditation) => {
      const stored = course.accreditations.find(({ federation }) => federation === accreditation.federation);
      return { ...accreditation, attestUntil: later(accreditation.attestUntil, stored?.attestUntil) };
    }),
    finalTest: nextTest(course, content.finalTest),
    formerChapters: formerChapters(course, content.chapters),
    id: course.id,
    revision,
    status,
    createdAt,
    changedAt,
  };
  return same(course, next)
    ? { outcome: 'unchanged', course }
    : { outcome: 'changed', course: changed(course, next, now) };
}

export type ChangeRefusal =
  | { refused: 'not-accredited'; code: string; federation: FederationCode }
  | { refused: 'not-an-extension'; attestUntil: Day }
  | { refused: 'question-set'; findings: QuestionSetRefusal[] }
  | { refused: 'packages-not-cheaper'; packages: string[] };
/** The very same course when nothing changes. */
export type Changing = { course: Course } | ChangeRefusal;

/** Puts another question set in the place of the present one (V-23); the same one again changes nothing. */
export function replaceQuestions(course: Course, set: FileQuestionSet, now: Date): Changing {
  const findings = questionSetFindings(set);
  if (findings.length > 0) return { refused: 'question-set', findings };
  const finalTest = nextTest(course, questionSetOf(set));
  return { course: same(finalTest, course.finalTest) ? course : changed(course, { ...course, finalTest }, now) };
}

/** Extends, for everyone, until when an attest can be requested (V-25). It never gets shorter: people bought on it. */
export function extendAttest(course: Course, federation: FederationCode, attestUntil: Day, now: Date): Changing {
  const known = course.accreditations.find((each) => each.federation === federation);
  if (!known) return { refused: 'not-accredited', code: course.code, federation };
  if (attestUntil < known.attestUntil) return { refused: 'not-an-extension', attestUntil: known.attestUntil };
  if (attestUntil === known.attestUntil) return { course };
  const accreditations = course.accreditations.map((each) => (each === known ? { ...each, attestUntil } : each));
  return { course: changed(course, { ...course, accreditations }, now) };
}

/** Puts a course on sale, if all packages stay cheaper per hour (V-4), or takes it off; who has it keeps it. */
export function setStatus(course: Course, status: Course['status'], packages: readonly Priced[], now: Date): Changing {
  const dear = status === 'on-sale' ? notCheaperThan(course, packages) : [];
  if (dear.length > 0) return { refused: 'packages-not-cheaper', packages: dear.map(({ code }) => code) };
  return { course: course.status === status ? course : changed(course, { ...course, status }, now) };
}

/** Gives a course the content that a document of it has now; the same course when it has it already. */
export function renewDocument(
  course: Course,
  { documentId, size, fingerprint }: Pick<CourseDocument, 'documentId' | 'size' | 'fingerprint'>,
  now: Date,
): Course {
  const documents = course.documents?.map((each) =>
    each.documentId === documentId ? { ...each, size, fingerprint } : each,
  );
  return same(documents, course.documents) ? course : changed(course, { ...course, documents }, now);
}

/** A change to a course off sale is told as published and withdrawn again, so that copies elsewhere have both facts. */
function changed(before: Course, next: Course, now: Date): Course {
  const tellings = before.status === 'withdrawn' && next.status === 'withdrawn' ? 2 : 1;
  return { ...next, revision: before.revision + tellings, changedAt: now };
}

function nextTest({ finalTest }: Course, set: QuestionSet): Course['finalTest'] {
  const { version, ...present } = finalTest;
  return same(present, set) ? finalTest : { version: version + 1, ...set };
}

function later(day: Day, other: Day | undefined): Day {
  return other !== undefined && other > day ? other : day;
}
