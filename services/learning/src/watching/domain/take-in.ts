import { fit, noPace, type Pace, paced, shownBy, type TooMuch } from './pace.ts';
import type { Playing } from './players.ts';
import {
  type Chapter,
  nothingWatched,
  type Progress,
  percentWatched,
  type Report,
  settle,
  watch,
  wholeSeconds,
} from './progress.ts';

/** What was told and not taken in, over all reports of an enrolment. */
export interface Refusals {
  reports: number;
  seconds: number;
  lastAt: Date;
}

/** All that is known of how an enrolment was watched. */
export interface Watched {
  progress: Progress;
  /** The highest tenth of the course that was reached, in percents, and told; 100 is told by `watchedAt` (V-24). */
  share: number;
  pace: Pace;
  /** Null as long as everything was taken in. */
  refusals: Refusals | null;
}

/** Before the first report. */
export const unwatched: Watched = { progress: nothingWatched, share: 0, pace: noPace, refusals: null };

/** A report without findings, and whose it is. */
export interface Told {
  report: Report;
  sessionId: string;
  playing: Playing;
  now: Date;
}

/**
 * Takes a report in, as far as it can have been watched; the same one again changes nothing. Of a player that was taken over
 * only what it played before counts, and the place to go on is the other's.
 */
export function takeIn(
  watched: Watched,
  { report, sessionId, playing, now }: Told,
  { chapters, attentionChecks }: { chapters: readonly Chapter[]; attentionChecks: Parameters<typeof shownBy>[1] },
): { watched: Watched; tooMuch: TooMuch[]; seconds: number } {
  const { progress, pace, refusals } = watched;
  const told = wholeSeconds(report.segments, chapters);
  const { segments, seconds, tooMuch, usedUntil } = fit(progress, told, { pace, sessionId, playing });
  const shown = shownBy(told, attentionChecks, { pace, sessionId, playing, now });
  const position = playing.takenOverAt ? undefined : report.position;
  const refused = tooMuch.reduce((sum, { fromSecond, toSecond }) => sum + toSecond - fromSecond, 0);
  const reached = watch(progress, { position, segments }, chapters, now);
  const next: Watched = {
    progress: reached,
    share: Math.max(watched.share, shareOf(reached, chapters)),
    pace: seconds > 0 || shown.length > 0 ? paced(pace, sessionId, usedUntil, shown, now) : pace,
    refusals:
      refused === 0
        ? refusals
        : { reports: (refusals?.reports ?? 0) + 1, seconds: (refusals?.seconds ?? 0) + refused, lastAt: now },
  };
  return { watched: next, tooMuch, seconds };
}

/** Notes what maintenance left nobody to watch: all of it, or a greater share (V-23). */
export function settled(watched: Watched, chapters: readonly Chapter[], now: Date): Watched {
  const progress = settle(watched.progress, chapters, now);
  const share = Math.max(watched.share, shareOf(progress, chapters));
  return progress === watched.progress && share === watched.share ? watched : { ...watched, progress, share };
}

function shareOf(progress: Progress, chapters: readonly Chapter[]): number {
  return progress.watchedAt ? 0 : Math.floor(percentWatched(progress, chapters) / 10) * 10;
}
