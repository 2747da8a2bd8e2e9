import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  findings,
  isDone,
  type Progress,
  percentWatched,
  placeToGoOn,
  type Report,
  settle,
  sift,
  watch,
} from './progress.ts';

const now = new Date('2026-03-02T10:00:00Z');
const chapters = [
  { chapterId: 'c1', durationSeconds: 100 },
  { chapterId: 'c2', durationSeconds: 60 },
];
const nothing: Progress = { watched: [], position: null, watchedAt: null };
const segment = (chapterId: string, fromSecond: number, toSecond: number) => ({ chapterId, fromSecond, toSecond });
const report = (...segments: Report['segments']): Report => ({ segments });

describe('a progress report', () => {
  it.each([
    ['position.chapterId', 'unknown-chapter', { position: { chapterId: 'c9', second: 1 }, segments: [] }],
    ['position.second', 'beyond-the-end', { position: { chapterId: 'c2', second: 62.5 }, segments: [] }],
    ['segments[0].chapterId', 'unknown-chapter', report(segment('c9', 0, 1))],
    ['segments[1].toSecond', 'beyond-the-end', report(segment('c1', 0, 10), segment('c1', 0, 103))],
    ['segments[0].toSecond', 'backwards', report(segment('c1', 10, 9))],
  ])('is refused at %s: %s', (field, reason, wrong) => {
    expect(findings(wrong, chapters)).toEqual([{ field, reason }]);
  });

  it('keeps what can be of it when a segment or the place is out of date', () => {
    const fine = [segment('c1', 0, 10), segment('c2', 5, 9)];
    const mixed = { position: { chapterId: 'c9', second: 3 }, segments: [segment('c9', 0, 5), ...fine] };
    const { report: kept, found } = sift(mixed, chapters);
    expect(kept).toEqual({ position: undefined, segments: fine });
    expect(found.map(({ field }) => field)).toEqual(['position.chapterId', 'segments[0].chapterId']);
    const many = report(...Array.from({ length: 12 }, (_, n) => segment(n === 1 ? 'c9' : 'c1', n, n + 1)));
    expect(sift(many, chapters).report.segments).toHaveLength(11);
  });

  it('may be 2 seconds past the end of a chapter, and is cut there', () => {
    const late = { position: { chapterId: 'c2', second: 61 }, segments: [segment('c2', 50, 62)] };
    expect(findings(late, chapters)).toEqual([]);
    expect(watch(nothing, late, chapters, now)).toMatchObject({
      position: { chapterId: 'c2', second: 60 },
      watched: [{ chapterId: 'c2', segments: [{ from: 50, to: 60 }] }],
    });
  });

  it('without a position leaves where to go on as it was', () => {
    const at = { ...nothing, position: { chapterId: 'c1', second: 7 } };
    expect(watch(at, report(segment('c1', 0, 9)), chapters, now).position).toEqual(at.position);
  });

  it('joins segments that meet at a fraction of a second', () => {
    const next = watch(nothing, report(segment('c1', 0, 9.6), segment('c1', 9.6, 20.4)), chapters, now);
    expect(next.watched).toEqual([{ chapterId: 'c1', segments: [{ from: 0, to: 20 }] }]);
  });
});

describe('all chapters', () => {
  it('count as watched with 2 seconds missing of each, and the moment stays', () => {
    const most = watch(nothing, report(segment('c1', 0, 98), segment('c2', 0, 57)), chapters, now);
    expect(most.watchedAt).toBeNull();
    expect(percentWatched(most, chapters)).toBe(96);
    const all = watch(most, report(segment('c2', 57, 58)), chapters, now);
    expect(all.watchedAt).toEqual(now);
    expect(percentWatched(all, chapters)).toBe(100);
    const later = new Date('2026-03-03T10:00:00Z');
    expect(watch(all, report(segment('c2', 58, 60)), chapters, later).watchedAt).toEqual(now);
  });

  it('stay watched when maintenance adds one (V-23)', () => {
    const all = watch(nothing, report(segment('c1', 0, 100), segment('c2', 0, 60)), chapters, now);
    const more = [...chapters, { chapterId: 'c3', durationSeconds: 300 }];
    expect(percentWatched(settle(all, more, now), more)).toBe(100);
  });

  it('are watched when maintenance takes away the one that was missing (V-23)', () => {
    const first = watch(nothing, report(segment('c1', 0, 100)), chapters, now);
    expect(settle(first, chapters.slice(0, 1), now).watchedAt).toEqual(now);
  });

  it('add up whatever the order of reports, and nothing watched is ever lost', () => {
    const one = fc
      .tuple(fc.constantFrom('c1', 'c2'), fc.nat(60), fc.nat(60))
      .map(([chapterId, a, b]) => segment(chapterId, Math.min(a, b), Math.max(a, b)));
    const reports = fc.array(fc.array(one, { maxLength: 5 }), { maxLength: 6 });
    fc.assert(
      fc.property(reports, (list) => {
        const fold = (all: Report['segments'][]) =>
          all.reduce((progress, segments) => watch(progress, { segments }, chapters, now), nothing);
        const sorted = (progress: Progress) =>
          [...progress.watched].sort((a, b) => a.chapterId.localeCompare(b.chapterId));
        expect(sorted(fold([...list].reverse()))).toEqual(sorted(fold(list)));
        expect(sorted(fold([...list, ...list]))).toEqual(sorted(fold(list)));
        expect(percentWatched(fold(list), chapters)).toBeGreaterThanOrEqual(
          percentWatched(fold(list.slice(1)), chapters),
        );
      }),
    );
  });
});

describe('maintenance on chapters (V-23)', () => {
  it('leaves no place to go on in a chapter that it took away', () => {
    const stopped = { ...nothing, position: { chapterId: 'c2', second: 5 } };
    expect(placeToGoOn(stopped, chapters)).toEqual({ chapterId: 'c2', second: 5 });
    expect(placeToGoOn(stopped, chapters.slice(0, 1))).toBeNull();
  });

  it('leaves nothing to do to who had watched everything', () => {
    const [first] = chapters;
    if (!first) throw new Error('no chapter');
    expect(isDone(nothing, first)).toBe(false);
    expect(isDone({ ...nothing, watchedAt: now }, first)).toBe(true);
  });
});
