import { describe as about, expect, it } from '@jest/globals';
import { euro } from '@leerhuis/money';
import { fileCourse, uploaded } from '../../../test/offers.ts';
import { contentOf, courseFindings, type FileCourse } from '../../importing/domain/file-course.ts';
import { type Changing, describe, extendAttest, replaceQuestions, setStatus } from './change-course.ts';
import type { Course } from './course.ts';

const then = new Date('2026-11-01T09:00:00Z');
const now = new Date('2026-11-02T09:00:00Z');
const content = (changes: Partial<FileCourse> = {}) => {
  const file = fileCourse(changes);
  expect(courseFindings(file, uploaded)).toEqual([]);
  return contentOf(file, uploaded);
};
const changedBy = (changing: Changing): Course => {
  if ('refused' in changing) throw new Error(changing.refused);
  return changing.course;
};
const stored: Course = describe(null, content(), { id: 'a', now: then }).course;
const until = (day: string) =>
  [{ ...fileCourse().accreditations[0], attestUntil: day }] as FileCourse['accreditations'];
const questions = [...fileCourse().finalTest.questions, ...fileCourse().finalTest.questions];

about('a course described by a file', () => {
  it('is created on sale, as first revision with the first question set', () => {
    expect(stored).toMatchObject({
      id: 'a',
      revision: 1,
      status: 'on-sale',
      finalTest: { version: 1 },
      createdAt: then,
    });
  });

  it('is unchanged when the file says the same again', () => {
    expect(describe(stored, content(), { id: 'a', now })).toEqual({ outcome: 'unchanged', course: stored });
  });

  it('changes with a new revision, and keeps its question set version when only the price changed (V-23)', () => {
    const { outcome, course } = describe(stored, content({ priceCents: 7_000 }), { id: 'a', now });
    expect(outcome).toBe('changed');
    expect(course).toMatchObject({ revision: 2, changedAt: now, createdAt: then, finalTest: { version: 1 } });
  });

  it('gets a new question set version when its questions changed (V-23)', () => {
    const { course } = describe(stored, content({ finalTest: { drawn: 2, passPercent: 80, questions } }), {
      id: 'a',
      now,
    });
    expect(course.finalTest).toMatchObject({ version: 2, drawn: 2 });
  });

  it('limits attempts at the test as the file says, its questions untouched, and no more once the file is silent', () => {
    const [accreditation] = fileCourse().accreditations as [FileCourse['accreditations'][number]];
    const accreditations = [{ ...accreditation, testAttempts: { max: 2, waitMinutes: 60 } }];
    const { course } = describe(stored, content({ testAttempts: { max: 3 }, accreditations }), { id: 'a', now });
    expect(course).toMatchObject({ testAttempts: { max: 3 }, accreditations, finalTest: { version: 1 } });
    const { course: limited } = describe(course, content({ testAttempts: { max: 3 } }), { id: 'a', now });
    expect(limited.accreditations).toEqual([accreditation]);
    const silent = describe(limited, content(), { id: 'a', now });
    expect([silent.outcome, silent.course.testAttempts]).toEqual(['changed', undefined]);
    const replaced = changedBy(replaceQuestions(limited, { drawn: 1, passPercent: 80, questions }, now));
    expect(replaced.testAttempts).toEqual({ max: 3 });
  });

  it('keeps a date that was extended meanwhile (V-25)', () => {
    const extended = changedBy(extendAttest(stored, 'OVB', '2028-06-30', now));
    const { outcome, course } = describe(extended, content(), { id: 'a', now });
    expect(outcome).toBe('unchanged');
    expect(course.accreditations[0]?.attestUntil).toBe('2028-06-30');
  });

  it('takes over a later date (V-25)', () => {
    const { course } = describe(stored, content({ accreditations: until('2029-01-01') }), { id: 'a', now });
    expect(course.accreditations[0]?.attestUntil).toBe('2029-01-01');
  });

  it('stays withdrawn, and counts two revisions: published and withdrawn again', () => {
    const withdrawn = changedBy(setStatus(stored, 'withdrawn', [], now));
    const { course } = describe(withdrawn, content({ priceCents: 7_000 }), { id: 'a', now });
    expect([withdrawn.revision, course.revision, course.status]).toEqual([2, 4, 'withdrawn']);
  });
});

about('the attest-until date (V-25)', () => {
  it('is extended for the federation named', () => {
    expect(changedBy(extendAttest(stored, 'OVB', '2028-01-01', now))).toMatchObject({
      revision: 2,
      accreditations: [{ attestUntil: '2028-01-01' }],
    });
  });
  it('is left alone by the date that it has', () => {
    expect(changedBy(extendAttest(stored, 'OVB', '2027-12-31', now))).toBe(stored);
  });
  it('is never brought forward', () => {
    expect(extendAttest(stored, 'OVB', '2027-12-30', now)).toEqual({
      refused: 'not-an-extension',
      attestUntil: '2027-12-31',
    });
  });
  it('is refused for a federation that does not accredit the course', () => {
    expect(extendAttest(stored, 'BIV', '2028-01-01', now)).toEqual({
      refused: 'not-accredited',
      code: 'OVB-1',
      federation: 'BIV',
    });
  });
});

about('a question set (V-23)', () => {
  it('gets the next version when it is replaced', () => {
    const next = changedBy(replaceQuestions(stored, { drawn: 1, passPercent: 50, questions }, now));
    expect(next).toMatchObject({ revision: 2, finalTest: { version: 2, passPercent: 50 } });
  });
  it('stays as it is when replaced by itself', () => {
    expect(changedBy(replaceQuestions(stored, fileCourse().finalTest, now))).toBe(stored);
  });
  it('is refused when it cannot be put to learners', () => {
    expect(replaceQuestions(stored, { drawn: 3, passPercent: 80, questions }, now)).toMatchObject({
      refused: 'question-set',
      findings: [{ refused: 'more-drawn-than-there-are', path: ['drawn'] }],
    });
  });
});

about('a course taken off sale and put back', () => {
  it('tells of each step once', () => {
    const off = changedBy(setStatus(stored, 'withdrawn', [], now));
    const back = changedBy(setStatus(off, 'on-sale', [], now));
    expect([off.revision, back.revision]).toEqual([2, 3]);
    expect(changedBy(setStatus(back, 'on-sale', [], now))).toBe(back);
  });

  it('stays off while a package would not be cheaper per hour (V-4)', () => {
    const dear = { code: 'EDUC10', price: euro(60_000), minutes: 600 };
    const refusal = { refused: 'packages-not-cheaper', packages: ['EDUC10'] };
    expect(setStatus(changedBy(setStatus(stored, 'withdrawn', [dear], now)), 'on-sale', [dear], now)).toEqual(refusal);
  });
});
