import type { AuditedFields, NoteAudit } from '@leerhuis/audit';
import { notFound, problem } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import type { CreditPackage } from '../credit-packages/domain/credit-package.ts';
import { attestRefusal, packagesNotCheaper } from './course-problems.ts';
import type { CourseStore } from './course-store.ts';
import { extendAttest, replaceQuestions, setStatus } from './domain/change-course.ts';
import type { Course, Day, Federation } from './domain/course.ts';
import { notCheaperThan } from './domain/price-rule.ts';
import { type FileQuestionSet, questionSetFindings, questionSetOf } from './domain/question-set.ts';
import type { Finding } from './domain/text.ts';

/** Who asks for a change, and the check that they saw the course as it is now. */
export interface Asking {
  accountId: string;
  requireMatch: (revision: number) => void;
}

/** The packages on offer, which are to stay cheaper per hour than any course (V-4). */
export interface PackagesOnOffer {
  all(tx: Tx): Promise<CreditPackage[]>;
  guardPrices(tx: Tx): Promise<void>;
}

export type StaffCourseCommands = ReturnType<typeof staffCourseCommands>;

export function staffCourseCommands(courses: CourseStore, packages: PackagesOnOffer, note: NoteAudit) {
  async function change(
    tx: Tx,
    id: string,
    { accountId, requireMatch }: Asking,
    action: 'attest-extended' | 'questions-replaced' | 'course-withdrawn' | 'course-restored',
    decide: (course: Course) => { after: Course; noted: (course: Course) => AuditedFields },
  ): Promise<Course> {
    const before = await courses.get(id, tx);
    if (!before) throw notFound();
    requireMatch(before.revision);
    const { after, noted } = decide(before);
    if (after === before) return before;
    await courses.save(tx, before, after);
    await note(tx, { by: accountId, action, subject: before.code, before: noted(before), after: noted(after) });
    return after;
  }

  return {
    /** V-25. @throws Problem 404, 412, 422 */
    extendAttest(tx: Tx, id: string, asking: Asking, federation: Federation, until: Day): Promise<Course> {
      return change(tx, id, asking, 'attest-extended', (course) => {
        const after = extendAttest(course, federation, until, tx.now);
        if (typeof after === 'string') throw attestRefusal(after, course, federation);
        return { after, noted: (course) => ({ federation, attestUntil: attestUntilOf(course, federation) }) };
      });
    },

    /** V-23. @throws Problem 404, 412, 422 */
    replaceQuestions(tx: Tx, id: string, asking: Asking, set: FileQuestionSet): Promise<Course> {
      const findings = questionSetFindings(set);
      if (findings.length > 0) throw problem(422, 'question-set-refused', { errors: findings.map(asFieldError) });
      return change(tx, id, asking, 'questions-replaced', (course) => {
        const after = replaceQuestions(course, questionSetOf(set), tx.now);
        return {
          after,
          noted: ({ finalTest }) => ({ version: finalTest.version, questions: finalTest.questions.length }),
        };
      });
    },

    /** @throws Problem 404, 412; 409 when the price rule doesn't let it back on sale (V-4) */
    async setStatus(tx: Tx, id: string, asking: Asking, status: Course['status']): Promise<Course> {
      await packages.guardPrices(tx);
      const onOffer = await packages.all(tx);
      return change(tx, id, asking, status === 'on-sale' ? 'course-restored' : 'course-withdrawn', (course) => {
        const dear = status === 'on-sale' ? notCheaperThan(course, onOffer) : [];
        if (dear[0]) throw packagesNotCheaper(dear.map(({ code }) => code));
        return { after: setStatus(course, status, tx.now), noted: ({ status }) => ({ status }) };
      });
    },
  };
}

function attestUntilOf({ accreditations }: Course, federation: Federation): Day | null {
  return accreditations.find((each) => each.federation === federation)?.attestUntil ?? null;
}

export function asFieldError({ path, message }: Finding) {
  const field = path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    return name === '' ? part : `${name}.${part}`;
  }, '');
  return { field, message };
}
