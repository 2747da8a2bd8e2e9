import type { CourseContent } from '../../courses/domain/course.ts';
import type { FileQuestionSet } from '../../courses/domain/question-set.ts';
import type { Text } from '../../courses/domain/text.ts';
import type { CreditPackageContent } from '../../credit-packages/domain/credit-package.ts';

/** A course as a catalogue file tells of it: well-formed, not yet held against any rule. */
export interface FileCourse extends Omit<CourseContent, 'price' | 'chapters' | 'attentionChecks' | 'finalTest'> {
  priceCents: number;
  chapters: { number: number; title: Text; media: string }[];
  attentionChecks: { chapter: number; atSecond: number }[];
  finalTest: FileQuestionSet;
}

export interface FilePackage extends Omit<CreditPackageContent, 'price'> {
  priceCents: number;
}

/** Length in seconds of each video that was uploaded, by name. */
export type MediaLengths = ReadonlyMap<string, number>;
