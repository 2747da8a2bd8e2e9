import type { AccountActor } from '@leerhuis/auth';
import { enrolmentWatchedV1 } from '@leerhuis/contracts';
import { problem } from '@leerhuis/http-api';
import type { Outbox, Tx } from '@leerhuis/outbox';
import { inGroups } from '@leerhuis/waiting';
import type { Classroom, Doorkeeper, EnrolmentRef, EntryRefusal } from '../classroom.ts';
import {
  type Chapter,
  type Finding,
  type Progress,
  type Report,
  segmentsOf,
  settle,
  sift,
  watch,
} from './domain/progress.ts';
import { covers } from './domain/segments.ts';
import type { Stored, WatchingStore } from './watching-store.ts';

export interface Watching {
  watching: WatchingStore;
  transaction: Outbox['transaction'];
  door: Pick<Doorkeeper, 'enterAll'>;
}

export interface Reported {
  enrolmentId: string;
  actor: AccountActor;
  report: Report;
  now: Date;
}

export interface Reached {
  progress: Progress;
  chapters: Chapter[];
  /** What of the report was not taken in. */
  found: Finding[];
}

/** Let in, with what is taken of the report. */
interface Taken {
  classroom: Classroom;
  report: Report;
  found: Finding[];
}

/** Not let in; or nothing of the report can be in one of this course. */
export type ReportRefusal = EntryRefusal | { refused: 'out-of-range'; findings: Finding[] };

export type WatchingCommands = ReturnType<typeof watchingCommands>;

/** Rounds after which a group that keeps meeting other processes' writes is given up, to be sent again. */
const roundsAtMost = 20;

export function watchingCommands({ watching, transaction, door }: Watching) {
  async function saveAsWatched(tx: Tx, ref: EnrolmentRef, stored: Stored): Promise<void> {
    const { enrolmentId, progress } = stored;
    await watching.save(tx, stored);
    if (!progress.watchedAt) return;
    const { accountId, courseId } = ref;
    const fact = { enrolmentId, accountId, courseId, watchedAt: progress.watchedAt.toISOString() };
    tx.publish(enrolmentWatchedV1, enrolmentId, fact);
  }

  /** Changes one enrolment's progress and tells when it became complete by that. */
  async function change(tx: Tx, ref: EnrolmentRef, decide: (progress: Progress) => Progress): Promise<void> {
    const stored = await watching.get(ref.enrolmentId, tx);
    if (!stored) return;
    const progress = decide(stored.progress);
    if (progress === stored.progress) return;
    if (progress.watchedAt && !stored.progress.watchedAt) await saveAsWatched(tx, ref, { ...stored, progress });
    else await watching.save(tx, { ...stored, progress });
  }

  /**
   * Folds the reports that came together into one write per enrolment, all in one go. Folding again what is there
   * already changes nothing, so whatever was overtaken by another process's write is simply read and folded again.
   */
  async function write(reports: Reported[]): Promise<(Reached | ReportRefusal | Error)[]> {
    const [first] = reports;
    if (!first) return [];
    // read beside the question who may enter: nothing becomes of it where somebody may not
    const reading = watching.many([...new Set(reports.map(({ enrolmentId }) => enrolmentId))]);
    const [entered, read] = await Promise.all([door.enterAll(reports, first.now), reading]);
    const results = reports.map((reported, n): Taken | ReportRefusal => {
      const classroom = entered[n] ?? { refused: 'unknown' };
      if ('refused' in classroom) return classroom;
      const { report, found } = sift(reported.report, classroom.course.classroom.chapters);
      const isNothing = !report.position && report.segments.length === 0;
      return isNothing && found.length > 0
        ? { refused: 'out-of-range', findings: found }
        : { classroom, report, found };
    });
    const classrooms = new Map(
      results.flatMap((each) => ('refused' in each ? [] : [[each.classroom.enrolmentId, each.classroom]])),
    );
    const folded = new Map<string, Progress>();

    for (let round = 1, found = read; ; round += 1, found = await watching.many([...classrooms.keys()])) {
      const changes: Stored[] = [];
      for (const stored of found) {
        const { enrolmentId } = stored;
        const classroom = classrooms.get(enrolmentId);
        if (!classroom) continue;
        const { chapters } = classroom.course.classroom;
        const fold = (before: Progress) =>
          reports.reduce((progress, reported, n) => {
            const taken = results[n] ?? { refused: 'unknown' };
            if ('refused' in taken || reported.enrolmentId !== enrolmentId) return progress;
            return watch(progress, taken.report, chapters, reported.now);
          }, before);
        const progress = fold(stored.progress);
        folded.set(enrolmentId, progress);
        if (progress.watchedAt && !stored.progress.watchedAt) {
          // the last of it: told to others in the same transaction, once per enrolment
          await transaction((tx) => change(tx, classroom, fold));
        } else if (JSON.stringify(progress) !== JSON.stringify(stored.progress)) changes.push({ ...stored, progress });
      }
      if (await watching.saveAll(changes)) break;
      if (round === roundsAtMost) throw problem(503, 'busy');
    }
    return results.map((result) => {
      if ('refused' in result) return result;
      const { classroom, found } = result;
      const progress = folded.get(classroom.enrolmentId);
      if (!progress) return new Error(`enrolment ${classroom.enrolmentId} has no place for progress`);
      return { progress, chapters: classroom.course.classroom.chapters, found };
    });
  }

  const writing = inGroups(write, { largest: 200 });

  return {
    open: (tx: Tx, { enrolmentId }: EnrolmentRef) => watching.insert(tx, enrolmentId),

    /** Notes what was watched, together with what others report at the same moment. */
    async report(reported: Reported): Promise<Reached | ReportRefusal> {
      const reached = await writing(reported);
      if (reached instanceof Error) throw reached;
      return reached;
    },

    /** Whether a moment was watched. */
    async covers(
      enrolmentId: string,
      { chapterId, atSecond }: { chapterId: string; atSecond: number },
    ): Promise<boolean> {
      const stored = await watching.get(enrolmentId);
      return stored !== null && covers(segmentsOf(stored.progress, chapterId), atSecond);
    },

    /** After maintenance: nothing may be left to watch (V-23). */
    settle: (tx: Tx, ref: EnrolmentRef, chapters: Chapter[]) =>
      change(tx, ref, (progress) => settle(progress, chapters, tx.now)),
  };
}
