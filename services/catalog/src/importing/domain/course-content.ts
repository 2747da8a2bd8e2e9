import { euro } from '@leerhuis/money';
import type { CourseContent } from '../../courses/domain/course.ts';
import { questionSetOf } from '../../courses/domain/question-set.ts';
import type { Finding } from '../../courses/domain/text.ts';
import { courseFindings } from './course-findings.ts';
import type { FileCourse, MediaLengths } from './file-course.ts';

/** The content that a file describes, or why a course can't be like that. */
export function contentOf(file: FileCourse, media: MediaLengths): CourseContent | Finding[] {
  const findings = courseFindings(file, media);
  if (findings.length > 0) return findings;
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
