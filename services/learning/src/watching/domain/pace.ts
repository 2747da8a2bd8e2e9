import type { Playing } from './players.ts';
import { type Progress, type Report, segmentsOf } from './progress.ts';
import { covers, minus, type Segment, union } from './segments.ts';

/** Speeds at which players play; nobody watches more in a time than the highest lets. */
export const playbackSpeeds = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;
const fastest = Math.max(...playbackSpeeds);

/** A check can be clicked so long after it showed, as far as the server can tell (V-19). */
export const clickSeconds = 60;

/** How far the time of one player is used up by what it told. */
export interface Spent {
  sessionId: string;
  until: Date;
  reportedAt: Date;
}

/** Until when a check that showed can be clicked. */
export interface Shown {
  checkId: string;
  until: Date;
}

/** What the server knows of how an enrolment was watched, besides what was. */
export interface Pace {
  spent: Spent[];
  shown: Shown[];
}

export const noPace: Pace = { spent: [], shown: [] };

/** A part of a segment that cannot have been watched: its number in the report, and which seconds of it. */
export interface TooMuch {
  segment: number;
  fromSecond: number;
  toSecond: number;
}

interface Check {
  checkId: string;
  chapterId: string;
  atSecond: number;
}

/** Players whose used-up time is kept: more than are remembered. */
const kept = 8;

/**
 * Takes of a report what can have been watched: at the highest speed it fits into the time of its player that is not used up
 * yet, however late and in however many reports it is told. What was watched before costs nothing, so that the same report
 * again changes nothing; the first seconds of what is too much are taken, the others told.
 * @param segments in whole seconds
 * @returns what is taken, how many seconds of it are new, what is not, and until when the player's time is used up
 */
export function fit(
  progress: Progress,
  segments: Report['segments'],
  { pace, sessionId, playing }: { pace: Pace; sessionId: string; playing: Playing },
): { segments: Report['segments']; seconds: number; tooMuch: TooMuch[]; usedUntil: Date } {
  const from = startOf(pace, sessionId, playing);
  const seconds = ((playing.until.getTime() - from.getTime()) / 1_000) * fastest;
  // reports are in whole seconds: what plays may be ahead by less than one, which the next report waits for
  let left = Math.max(0, playing.takenOverAt ? Math.floor(seconds) : Math.ceil(seconds));
  let used = 0;
  const known = new Map<string, Segment[]>();
  const taken: Report['segments'] = [];
  const tooMuch: TooMuch[] = [];
  segments.forEach(({ chapterId, fromSecond, toSecond }, segment) => {
    const before = known.get(chapterId) ?? segmentsOf(progress, chapterId);
    const whole = { from: fromSecond, to: toSecond };
    const refused: Segment[] = [];
    for (const part of minus(whole, before)) {
      const length = Math.min(part.to - part.from, left);
      left -= length;
      used += length;
      if (part.from + length < part.to) refused.push({ from: part.from + length, to: part.to });
    }
    const accepted = refused.reduce((parts, hole) => parts.flatMap((part) => minus(part, [hole])), [whole]);
    known.set(chapterId, union([...before, ...accepted]));
    taken.push(...accepted.map((part) => ({ chapterId, fromSecond: part.from, toSecond: part.to })));
    tooMuch.push(...refused.map((part) => ({ segment, fromSecond: part.from, toSecond: part.to })));
  });
  return { segments: taken, seconds: used, tooMuch, usedUntil: new Date(from.getTime() + (used / fastest) * 1_000) };
}

/** Until when the player's time is used up; who plays now has none that another ran ahead into. */
function startOf({ spent }: Pace, sessionId: string, { from, takenOverAt }: Playing): Date {
  const counting = takenOverAt ? spent.filter((each) => each.sessionId === sessionId) : spent;
  return new Date(Math.max(from.getTime(), ...counting.map(({ until }) => until.getTime())));
}

/**
 * The checks that a report says to have just shown, and until when each can be clicked. The report tells what played up to
 * now: a moment of it passed no later than what came after it needed at the highest speed; and it passed since the report
 * before, or nobody can have seen it.
 */
export function shownBy(
  segments: Report['segments'],
  checks: readonly Check[],
  { pace, sessionId, playing, now }: { pace: Pace; sessionId: string; playing: Playing; now: Date },
): Shown[] {
  if (playing.takenOverAt) return [];
  const told = pace.spent.filter((each) => each.sessionId === sessionId).map(({ reportedAt }) => reportedAt.getTime());
  const since = (now.getTime() - Math.max(playing.from.getTime(), ...told)) / 1_000;
  const shown = new Map<string, Date>();
  let after = 0;
  for (const { chapterId, fromSecond, toSecond } of [...segments].reverse()) {
    for (const { checkId, atSecond } of checks.filter((check) => check.chapterId === chapterId)) {
      if (shown.has(checkId) || !covers([{ from: fromSecond, to: toSecond }], atSecond)) continue;
      const ago = (after + Math.max(0, toSecond - atSecond)) / fastest;
      // a second of it at least was played as well
      if (ago + 1 / fastest > since) continue;
      shown.set(checkId, new Date(now.getTime() + (clickSeconds - ago) * 1_000));
    }
    after += toSecond - fromSecond;
  }
  return [...shown].map(([checkId, until]) => ({ checkId, until }));
}

/** Whether the window of a check is open (V-19). */
export function canBeClicked({ shown }: Pace, checkId: string, now: Date): boolean {
  return shown.some((each) => each.checkId === checkId && now <= each.until);
}

/** What is known after a report. */
export function paced(pace: Pace, sessionId: string, usedUntil: Date, shown: readonly Shown[], now: Date): Pace {
  const others = pace.spent.filter((each) => each.sessionId !== sessionId);
  const again = new Set(shown.map(({ checkId }) => checkId));
  return {
    spent: [{ sessionId, until: usedUntil, reportedAt: now }, ...others].slice(0, kept),
    shown: [...pace.shown.filter(({ checkId, until }) => !again.has(checkId) && until >= now), ...shown],
  };
}
