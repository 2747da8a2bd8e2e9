import { euro } from '@leerhuis/money';
import type { CourseContent } from '../../courses/domain/course.ts';
import { type FileQuestionSet, questionSetOf } from '../../courses/domain/question-set.ts';
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

/** The course that a file describes; it has no findings. */
export function contentOf(file: FileCourse, media: MediaLengths): CourseContent {
  const { priceCents, chapters, attentionChecks, finalTest, ...plain } = file;
  const inOrder = [...chapters].sort((a, b) => a.number - b.number);
  const checks = [...attentionChecks].sort((a, b) => a.chapter - b.chapter || a.atSecond - b.atSecond);
  return {
    ...plain,
    price: euro(priceCents),
    chapters: inOrder.map(({ number, title, media: mediaId }) => ({
      chapterId: `c${number}`,
      title,
      mediaId,
      durationSeconds: media.get(mediaId) ?? 0,
    })),
    attentionChecks: checks.map(({ chapter, atSecond }) => ({
      checkId: `c${chapter}-${atSecond}`,
      chapterId: `c${chapter}`,
      atSecond,
    })),
    finalTest: questionSetOf(finalTest),
    // a file that says nothing of it takes away what an earlier one said
    testAttempts: file.testAttempts,
  };
}

export function packageContentOf({ priceCents, ...plain }: FilePackage): CreditPackageContent {
  return { ...plain, price: euro(priceCents) };
}
