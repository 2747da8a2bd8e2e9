import { type Segment, secondsWatched, union } from './segments.ts';

export interface Chapter {
  chapterId: string;
  durationSeconds: number;
}

export interface Position {
  chapterId: string;
  second: number;
}

/** What an enrolment's learner watched, and where to go on. */
export interface Progress {
  watched: { chapterId: string; segments: Segment[] }[];
  position: Position | null;
  /** When every chapter had been watched to its end; stays, whatever becomes of the chapters (V-23). */
  watchedAt: Date | null;
}

/** What a player tells from time to time; seconds may have decimals. */
export interface Report {
  position?: Position | undefined;
  segments: { chapterId: string; fromSecond: number; toSecond: number }[];
}

export interface Finding {
  field: string;
  reason: 'unknown-chapter' | 'beyond-the-end' | 'backwards';
}

/** Before the first report. */
export const nothingWatched: Progress = { watched: [], position: null, watchedAt: null };

/** A player may be off by this much at the end of a chapter, and what is missing of a chapter still counts as watched. */
const toleranceSeconds = 2;

/** What in the report cannot be: a chapter that the course does not have, a moment after its end. */
export function findings(report: Report, chapters: readonly Chapter[]): Finding[] {
  const ends = new Map(chapters.map(({ chapterId, durationSeconds }) => [chapterId, durationSeconds]));
  const moment = (chapterId: string, second: number, chapterField: string, field: string): Finding[] => {
    const end = ends.get(chapterId);
    if (end === undefined) return [{ field: chapterField, reason: 'unknown-chapter' }];
    return second > end + toleranceSeconds ? [{ field, reason: 'beyond-the-end' }] : [];
  };
  const { position, segments } = report;
  return [
    ...(position ? moment(position.chapterId, position.second, 'position.chapterId', 'position.second') : []),
    ...segments.flatMap(({ chapterId, fromSecond, toSecond }, n): Finding[] => {
      const at = `segments[${n}]`;
      if (fromSecond > toSecond) return [{ field: `${at}.toSecond`, reason: 'backwards' }];
      return moment(chapterId, toSecond, `${at}.chapterId`, `${at}.toSecond`);
    }),
  ];
}

/** What can be of a report, with the number that each segment has in it, and what cannot: one that is out of date takes nothing from the others. */
export function sift(
  report: Report,
  chapters: readonly Chapter[],
): { report: Report; numbers: number[]; found: Finding[] } {
  const found = findings(report, chapters);
  const isFine = (at: string) => !found.some(({ field }) => field.startsWith(`${at}.`));
  const numbers = [...report.segments.keys()].filter((n) => isFine(`segments[${n}]`));
  const segments = report.segments.filter((_, n) => numbers.includes(n));
  const position = report.position && isFine('position') ? report.position : undefined;
  return { report: { position, segments }, numbers, found };
}

/** Whole seconds keep what is stored small; both ends are rounded alike, so that segments that meet still do. */
export function wholeSeconds(segments: Report['segments'], chapters: readonly Chapter[]): Report['segments'] {
  return segments.map(({ chapterId, fromSecond, toSecond }) => {
    const end = lengthOf(chapters, chapterId);
    const whole = (second: number) => Math.min(Math.round(second), end);
    return { chapterId, fromSecond: whole(fromSecond), toSecond: whole(toSecond) };
  });
}

/** Progress with the report folded in; nothing that was watched before is lost. The report has no findings. */
export function watch(progress: Progress, report: Report, chapters: readonly Chapter[], now: Date): Progress {
  const byChapter = new Map(progress.watched.map(({ chapterId, segments }) => [chapterId, segments]));
  for (const { chapterId, fromSecond, toSecond } of wholeSeconds(report.segments, chapters)) {
    const segment = { from: fromSecond, to: toSecond };
    if (segment.from < segment.to) byChapter.set(chapterId, union([...(byChapter.get(chapterId) ?? []), segment]));
  }
  const { position } = report;
  const next = {
    ...progress,
    watched: [...byChapter].map(([chapterId, segments]) => ({ chapterId, segments })),
    position: position
      ? { chapterId: position.chapterId, second: Math.min(position.second, lengthOf(chapters, position.chapterId)) }
      : progress.position,
  };
  return settle(next, chapters, now);
}

/** Notes when every chapter has been watched: after a report, or after maintenance took a chapter away (V-23). */
export function settle(progress: Progress, chapters: readonly Chapter[], now: Date): Progress {
  if (progress.watchedAt || !chapters.every((chapter) => isWatched(progress, chapter))) return progress;
  return { ...progress, watchedAt: now };
}

export function segmentsOf(progress: Progress, chapterId: string): Segment[] {
  return progress.watched.find((each) => each.chapterId === chapterId)?.segments ?? [];
}

/** Whether the chapter was watched to its end; all that is missing of it is at most 2 seconds. */
function isWatched(progress: Progress, { chapterId, durationSeconds }: Chapter): boolean {
  const needed = Math.max(1, durationSeconds - toleranceSeconds);
  return secondsWatched(segmentsOf(progress, chapterId), durationSeconds) >= needed;
}

/** Whether nothing of the chapter is left to watch. Who had watched all of a course has, whatever becomes of it (V-23). */
export function isDone(progress: Progress, chapter: Chapter): boolean {
  return progress.watchedAt !== null || isWatched(progress, chapter);
}

/** Where to go on; a chapter that maintenance took away is no place to (V-23). */
export function placeToGoOn({ position }: Progress, chapters: readonly Chapter[]): Position | null {
  return position && chapters.some(({ chapterId }) => chapterId === position.chapterId) ? position : null;
}

/** Whole percents of the course that were watched; 100 only when all of it was. */
export function percentWatched(progress: Progress, chapters: readonly Chapter[]): number {
  if (progress.watchedAt) return 100;
  const total = chapters.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
  const seen = chapters.reduce(
    (sum, { chapterId, durationSeconds }) => sum + secondsWatched(segmentsOf(progress, chapterId), durationSeconds),
    0,
  );
  return total === 0 ? 0 : Math.min(99, Math.floor((100 * seen) / total));
}

function lengthOf(chapters: readonly Chapter[], chapterId: string): number {
  return chapters.find((chapter) => chapter.chapterId === chapterId)?.durationSeconds ?? 0;
}
