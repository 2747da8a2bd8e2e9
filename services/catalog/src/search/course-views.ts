import { inLocale, type Locale } from '@leerhuis/language';
import { isAttestOpen } from '../courses/domain/attest-until.ts';
import type { Course, Day } from '../courses/domain/course.ts';
import { priceOf } from '../shapes.ts';

/** A course in a list, in the reader's language, as it is today. */
export function summaryOf(course: Course, locale: Locale, today: Day) {
  const { id, code, kind, language, minutes } = course;
  const accreditations = course.accreditations.map((each) => ({ ...each, attestOpen: isAttestOpen(each, today) }));
  return {
    id,
    code,
    kind,
    language,
    title: inLocale(course.title, locale),
    summary: inLocale(course.summary, locale),
    minutes,
    price: priceOf(course.price, course.vatRate),
    accreditations,
    teacher: { name: course.teacher.name },
    trailerUrl: `/api/v1/courses/${id}/trailer`,
  };
}

/** The page of a course; what only its classroom shows (videos, moments of checks, questions) isn't in it. */
export function pageOfCourse(course: Course, locale: Locale, today: Day) {
  const { teacher, finalTest, testAttempts } = course;
  return {
    ...summaryOf(course, locale, today),
    description: inLocale(course.description, locale),
    teacher: { name: teacher.name, bio: inLocale(teacher.bio, locale) },
    programme: course.programme.map((item) => inLocale(item, locale)),
    chapters: course.chapters.map(({ chapterId, title, durationSeconds }) => {
      return { chapterId, title: inLocale(title, locale), durationSeconds };
    }),
    attentionChecks: course.attentionChecks.length,
    finalTest: { questions: finalTest.drawn, passPercent: finalTest.passPercent, attempts: testAttempts },
    documents: (course.documents ?? []).map(({ kind, language, title, contentType, size }) => {
      return { kind, language, title: inLocale(title, locale), contentType, size };
    }),
    changedAt: course.changedAt.toISOString(),
  };
}
