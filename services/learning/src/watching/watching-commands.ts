import type { AccountActor, MemberActor } from '@leerhuis/auth';
import { enrolmentWatchedV1, shareWatchedV1 } from '@leerhuis/contracts';
import { problem } from '@leerhuis/http-api';
import type { Outbox, Tx } from '@leerhuis/outbox';
import { inGroups } from '@leerhuis/waiting';
import type { Classroom, Doorkeeper, EnrolmentRef, EntryRefusal, Reach } from '../classroom.ts';
import { canBeClicked } from './domain/pace.ts';
import { type Playing, playingOf, type Turns } from './domain/players.ts';
import { type Chapter, type Finding, type Progress, type Report, segmentsOf, sift } from './domain/progress.ts';
import { covers } from './domain/segments.ts';
import { settled, takeIn, type Watched } from './domain/take-in.ts';
import { enterPlayer } from './enter-player.ts';
import type { PlayersStore } from './players-store.ts';
import { factsOf, type Stored, type WatchingStore } from './watching-store.ts';

export interface Watching {
  watching: WatchingStore;
  players: PlayersStore;
  transaction: Outbox['transaction'];
  door: Pick<Doorkeeper, 'enterAll'>;
  reach: Reach;
  /** Counts what was told and not taken in. */
  count: (reason: NotTaken['reason'], seconds: number) => void;
}

export interface Reported {
  enrolmentId: string;
  actor: AccountActor | MemberActor;
  report: Report;
  now: Date;
}

/** What of a report was not taken in, as it cannot have been watched, or not by this player. */
export interface NotTaken {
  field: string;
  reason: 'too-fast' | 'played-elsewhere';
  fromSecond: number;
  toSecond: number;
}

export interface Reached {
  progress: Progress;
  chapters: Chapter[];
  notTaken: (Finding | NotTaken)[];
  /** When another player took over; null for the one that plays. */
  takenOverAt: Date | null;
}

/** Let in, with what can be of the report, and when its player may have played. */
interface Taken {
  classroom: Classroom;
  report: Report;
  numbers: number[];
  found: Finding[];
  playing: Playing;
}

/** Not let in; nothing of the report can be in one of this course; or another player has taken over, and nothing was left to tell. */
export type ReportRefusal =
  | EntryRefusal
  | { refused: 'out-of-range'; findings: Finding[] }
  | { refused: 'played-elsewhere'; since: Date | null };

export type WatchingCommands = ReturnType<typeof watchingCommands>;

/** Rounds after which a group that keeps meeting other processes' writes is given up, to be sent again. */
const roundsAtMost = 20;

export function watchingCommands({ watching, players, transaction, door, reach, count }: Watching) {
  /** Changes what was watched of one enrolment and tells when another share of it, or all, was by that. */
  async function change(tx: Tx, ref: EnrolmentRef, decide: (watched: Watched) => Watched): Promise<void> {
    const stored = await watching.get(ref.enrolmentId, tx);
    if (!stored) return;
    const next = { ...stored, ...decide(stored) };
    if (isSame(next, stored)) return;
    await watching.save(tx, next);
    if (!isNews(stored, next)) return;
    const { enrolmentId, accountId, courseId } = ref;
    const { watchedAt } = next.progress;
    await reach(ref, watchedAt ? 'all-watched' : 'busy', tx);
    const fact = { enrolmentId, accountId, courseId, watchedAt: (watchedAt ?? tx.now).toISOString() };
    if (watchedAt) tx.publish(enrolmentWatchedV1, enrolmentId, fact);
    else tx.publish(shareWatchedV1, enrolmentId, { ...fact, percent: next.share });
  }

  /** When the player of a report may have played; who never entered begins with the report, if nobody else plays. */
  async function playingFor(
    { enrolmentId, actor: { accountId, sessionId }, now }: Reported,
    stored: Turns = { accountId, revision: 0, players: [] },
  ): Promise<Playing | { refused: 'played-elsewhere'; since: Date | null }> {
    const who = { sessionId, enrolmentId };
    const known = playingOf(stored.players, who, now);
    if (known) return known;
    const [present] = stored.players;
    const begun = present ? null : playingOf(await enterPlayer(players, stored, who, now), who, now);
    return begun ?? { refused: 'played-elsewhere', since: present?.from ?? null };
  }

  async function take(
    reported: Reported,
    classroom: Classroom | EntryRefusal,
    stored: Turns | undefined,
  ): Promise<Taken | ReportRefusal> {
    if ('refused' in classroom) return classroom;
    const { report, numbers, found } = sift(reported.report, classroom.course.classroom.chapters);
    const isNothing = !report.position && report.segments.length === 0;
    if (isNothing && found.length > 0) return { refused: 'out-of-range', findings: found };
    const playing = await playingFor(reported, stored);
    return 'refused' in playing ? playing : { classroom, report, numbers, found, playing };
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
    const asking = players.many([...new Set(reports.map(({ actor }) => actor.accountId))]);
    const [entered, read, playing] = await Promise.all([door.enterAll(reports, first.now), reading, asking]);
    const results: (Taken | ReportRefusal)[] = [];
    for (const [n, reported] of reports.entries())
      results.push(await take(reported, entered[n] ?? { refused: 'unknown' }, playing.get(reported.actor.accountId)));
    const classrooms = new Map(
      results.flatMap((each) => ('refused' in each ? [] : [[each.classroom.enrolmentId, each.classroom]])),
    );
    const outcomes = new Map<number, ReturnType<typeof takeIn>>();

    for (let round = 1, found = read; ; round += 1, found = await watching.many([...classrooms.keys()])) {
      const changes: Stored[] = [];
      for (const stored of found) {
        const { enrolmentId } = stored;
        const classroom = classrooms.get(enrolmentId);
        if (!classroom) continue;
        const fold = (before: Watched) =>
          reports.reduce((watched, { actor: { sessionId }, now, ...reported }, n) => {
            const taken = results[n] ?? { refused: 'unknown' };
            if ('refused' in taken || reported.enrolmentId !== enrolmentId) return watched;
            const told = { report: taken.report, sessionId, playing: taken.playing, now };
            const outcome = takeIn(watched, told, classroom.course.classroom);
            outcomes.set(n, outcome);
            return outcome.watched;
          }, before);
        const next = { ...stored, ...fold(stored) };
        if (isNews(stored, next)) {
          // told to others in the same transaction, once per enrolment
          await transaction((tx) => change(tx, classroom, fold));
        } else if (!isSame(next, stored)) changes.push(next);
      }
      if (await watching.saveAll(changes)) break;
      if (round === roundsAtMost) throw problem(503, 'busy');
    }
    return results.map((result, n) => ('refused' in result ? result : reachedBy(result, outcomes.get(n))));
  }

  function reachedBy(
    { classroom, numbers, found, playing: { takenOverAt } }: Taken,
    outcome: ReturnType<typeof takeIn> | undefined,
  ): Reached | ReportRefusal | Error {
    if (!outcome) return new Error(`enrolment ${classroom.enrolmentId} has no place for progress`);
    const reason = takenOverAt ? 'played-elsewhere' : 'too-fast';
    for (const { fromSecond, toSecond } of outcome.tooMuch) count(reason, toSecond - fromSecond);
    if (takenOverAt && outcome.seconds === 0) return { refused: 'played-elsewhere', since: takenOverAt };
    const notTaken = outcome.tooMuch.map(
      ({ segment, ...seconds }): NotTaken => ({ field: `segments[${numbers[segment]}]`, reason, ...seconds }),
    );
    const { chapters } = classroom.course.classroom;
    return { progress: outcome.watched.progress, chapters, notTaken: [...found, ...notTaken], takenOverAt };
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

    /** Whether a check can be clicked: its moment was watched, and showed a moment ago (V-19). */
    async clickable(
      enrolmentId: string,
      { checkId, chapterId, atSecond }: { checkId: string; chapterId: string; atSecond: number },
      now: Date,
    ): Promise<'open' | 'moment-not-watched' | 'window-over'> {
      const stored = await watching.get(enrolmentId);
      if (!stored || !covers(segmentsOf(stored.progress, chapterId), atSecond)) return 'moment-not-watched';
      return canBeClicked(stored.pace, checkId, now) ? 'open' : 'window-over';
    },

    /** After maintenance: nothing may be left to watch (V-23). */
    settle: (tx: Tx, ref: EnrolmentRef, chapters: Chapter[]) =>
      change(tx, ref, (watched) => settled(watched, chapters, tx.now)),
  };
}

/** Whether another tenth of the course, or all of it, was watched by now. */
function isNews(before: Watched, after: Watched): boolean {
  return after.share > before.share || (after.progress.watchedAt !== null && before.progress.watchedAt === null);
}

const isSame = (a: Watched, b: Watched) => JSON.stringify(factsOf(a)) === JSON.stringify(factsOf(b));
