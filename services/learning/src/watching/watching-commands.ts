import type { AccountActor } from '@leerhuis/auth';
import { enrolmentWatchedV1 } from '@leerhuis/contracts';
import { problem } from '@leerhuis/http-api';
import type { LocalisedText } from '@leerhuis/language';
import type { Outbox, Tx } from '@leerhuis/outbox';
import { inGroups } from '@leerhuis/waiting';
import type { Classroom, EnrolmentRef } from '../classroom.ts';
import { type Chapter, type Finding, findings, type Progress, type Report, settle, watch } from './domain/progress.ts';
import type { Stored, WatchingStore } from './watching-store.ts';

export interface WatchingParts {
  watching: WatchingStore;
  transaction: Outbox['transaction'];
  /** Classrooms that learners may be in, or why not, in the order of the entries. */
  enterAll: (entries: Reported[], now: Date) => Promise<(Classroom | Error)[]>;
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
}

export type WatchingCommands = ReturnType<typeof watchingCommands>;

/** Rounds after which a group that keeps meeting other processes' writes is given up, to be sent again. */
const roundsAtMost = 20;

export function watchingCommands({ watching, transaction, enterAll }: WatchingParts) {
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
  async function write(reports: Reported[]): Promise<(Reached | Error)[]> {
    const [first] = reports;
    if (!first) return [];
    // read beside the question who may enter: nothing becomes of it where somebody may not
    const reading = watching.many([...new Set(reports.map(({ enrolmentId }) => enrolmentId))]);
    const [entered, read] = await Promise.all([enterAll(reports, first.now), reading]);
    const results = reports.map(({ report }, n): Classroom | Error => {
      const classroom = entered[n] as Classroom | Error;
      if (classroom instanceof Error) return classroom;
      const found = findings(report, classroom.course.classroom.chapters);
      return found.length > 0 ? refused(found) : classroom;
    });
    const classrooms = new Map(results.flatMap((each) => (each instanceof Error ? [] : [[each.enrolmentId, each]])));
    const folded = new Map<string, Progress>();

    for (let round = 1, found = read; ; round += 1, found = await watching.many([...classrooms.keys()])) {
      const changes: Stored[] = [];
      for (const stored of found) {
        const { enrolmentId } = stored;
        const classroom = classrooms.get(enrolmentId);
        if (!classroom) continue;
        const { chapters } = classroom.course.classroom;
        const fold = (before: Progress) =>
          reports.reduce(
            (progress, { report, now }, n) =>
              results[n] instanceof Error || reports[n]?.enrolmentId !== enrolmentId
                ? progress
                : watch(progress, report, chapters, now),
            before,
          );
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
      if (result instanceof Error) return result;
      const progress = folded.get(result.enrolmentId);
      return progress
        ? { progress, chapters: result.course.classroom.chapters }
        : new Error('progress has no document');
    });
  }

  const writing = inGroups(write, { largest: 200 });

  return {
    open: (tx: Tx, { enrolmentId }: EnrolmentRef) => watching.insert(tx, enrolmentId),

    /** @throws Problem 404, 403, 503 as on entering; 422 for what cannot be, with its field */
    async report(reported: Reported): Promise<Reached> {
      const reached = await writing(reported);
      if (reached instanceof Error) throw reached;
      return reached;
    },

    /** After maintenance: nothing may be left to watch (V-23). */
    settle: (tx: Tx, ref: EnrolmentRef, chapters: Chapter[]) =>
      change(tx, ref, (progress) => settle(progress, chapters, tx.now)),
  };
}

const texts: Record<Finding['reason'], LocalisedText> = {
  'unknown-chapter': {
    nl: 'Dit hoofdstuk is geen deel van de cursus (meer)',
    fr: 'Ce chapitre ne fait pas ou plus partie du cours',
    en: 'This chapter is not part of the course (any more)',
  },
  'beyond-the-end': {
    nl: 'Voorbij het einde van het hoofdstuk',
    fr: 'Après la fin du chapitre',
    en: 'After the end of the chapter',
  },
  backwards: { nl: 'Eindigt voor het begin', fr: 'Se termine avant le début', en: 'Ends before it begins' },
};

function refused(found: Finding[]) {
  const errors = found.map(({ field, reason }) => ({ field, message: texts[reason] }));
  return problem(422, 'progress-out-of-range', { errors });
}
