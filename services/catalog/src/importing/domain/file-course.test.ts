import { describe, expect, it } from '@jest/globals';
import { fileCourse, uploaded } from '../../../test/offers.ts';
import type { FileQuestion } from '../../courses/domain/question-set.ts';
import { rowWords } from '../import-problems.ts';
import { courseFindings, type FileCourse } from './file-course.ts';

const [question] = fileCourse().finalTest.questions;
const [accreditation] = fileCourse().accreditations;
const [chapter] = fileCourse().chapters;
if (!question || !accreditation || !chapter) throw new Error('the builder lost a part');

const testOf = (changes: Partial<FileQuestion>, drawn = 1): Partial<FileCourse> => ({
  finalTest: { drawn, passPercent: 80, questions: [{ ...question, ...changes }] },
});
const accredited = (changes: Partial<typeof accreditation>): Partial<FileCourse> => ({
  accreditations: [{ ...accreditation, ...changes }],
});
const allRight = question.options.map((option) => ({ ...option, correct: true }));

describe('a course that is in order', () => {
  it('has no findings', () => expect(courseFindings(fileCourse(), uploaded)).toEqual([]));
  it('may be without attention checks when OVB does not accredit it', () => {
    const course = fileCourse({ ...accredited({ federation: 'FBC' }), attentionChecks: [] });
    expect(courseFindings(course, uploaded)).toEqual([]);
  });
});

describe('a course is refused', () => {
  const document = (file: string) => ({
    file,
    kind: 'syllabus' as const,
    language: 'nl' as const,
    title: { nl: 'Syllabus' },
  });

  const refused: [why: string, changes: Partial<FileCourse>, path: string][] = [
    ['without a title in its own language', { language: 'fr', title: { nl: 'Erfrecht' } }, 'title.fr'],
    [
      'accredited twice by one federation',
      { accreditations: [accreditation, accreditation] },
      'accreditations.1.federation',
    ],
    ['with points between quarters', accredited({ points: 1.1 }), 'accreditations.0.points'],
    ['with an accreditation that gives nothing', accredited({ minutes: 0, points: 0 }), 'accreditations.0.minutes'],
    ['with a trailer that was not uploaded (V-2)', { trailer: 'other.mp4' }, 'trailer'],
    ['with a chapter video that was not uploaded', { chapters: [{ ...chapter, media: 'x.mp4' }] }, 'chapters.0.media'],
    ['with a gap in its chapters', { chapters: [chapter, { ...chapter, number: 3 }] }, 'chapters'],
    ['with a check in no chapter', { attentionChecks: [{ chapter: 2, atSecond: 1 }] }, 'attentionChecks.0.chapter'],
    ['with a check after the end', { attentionChecks: [{ chapter: 1, atSecond: 20 }] }, 'attentionChecks.0.atSecond'],
    [
      'with the same check twice',
      { attentionChecks: [1, 1].map((atSecond) => ({ chapter: 1, atSecond })) },
      'attentionChecks.1.atSecond',
    ],
    ['without checks when OVB accredits it (V-19)', { attentionChecks: [] }, 'attentionChecks'],
    ['with fewer questions than are drawn (V-20)', testOf({}, 2), 'finalTest.drawn'],
    [
      'with a question that nothing answers',
      testOf({ options: allRight.map((option) => ({ ...option, correct: false })) }),
      'finalTest.questions.0.options',
    ],
    ['with two right answers to a single-choice question', testOf({ options: allRight }), 'finalTest.questions.0.kind'],
    [
      'with two equal answers',
      testOf({ options: question.options.map((option) => ({ ...option, label: { nl: 'Ja' } })) }),
      'finalTest.questions.0.options',
    ],
    ['a document that was not uploaded', { documents: [document('Weg.pdf')] }, 'documents.0.file'],
    ['a document twice', { documents: [document('Syllabus.pdf'), document('Syllabus.pdf')] }, 'documents.1.file'],
  ];
  it.each(refused)('%s', (_why, changes, path) => {
    const found = courseFindings(fileCourse(changes), uploaded);
    expect(found.map((finding) => finding.path.join('.'))).toEqual([path]);
    expect(found.map((finding) => Object.keys(rowWords(finding)))).toEqual([['nl', 'fr', 'en']]);
  });
});
