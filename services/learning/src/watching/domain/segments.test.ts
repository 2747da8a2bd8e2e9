import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { covers, type Segment, secondsWatched, union } from './segments.ts';

const segment = fc.tuple(fc.nat(200), fc.nat(60)).map(([from, length]): Segment => ({ from, to: from + length }));
const segments = fc.array(segment, { maxLength: 30 });
const secondsOf = (list: Segment[]) =>
  new Set(list.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, n) => from + n)));

describe('watched segments', () => {
  it('merged hold exactly the seconds that one of them holds', () => {
    fc.assert(
      fc.property(segments, (list) => {
        expect(secondsOf(union(list))).toEqual(secondsOf(list));
        expect(secondsWatched(list, 1_000)).toBe(secondsOf(list).size);
      }),
    );
  });

  it('are merged the same whatever their order, and however often they come', () => {
    fc.assert(
      fc.property(segments, segments, (a, b) => {
        expect(union([...a, ...b])).toEqual(union([...b, ...a]));
        expect(union([...union(a), ...b, ...b])).toEqual(union([...a, ...b]));
      }),
    );
  });

  it('are as few as can be, in order', () => {
    fc.assert(
      fc.property(segments, (list) => {
        const merged = union(list);
        merged.slice(1).forEach(({ from }, n) => {
          expect(from).toBeGreaterThan(merged[n]?.to ?? Number.POSITIVE_INFINITY);
        });
      }),
    );
  });

  it.each([
    [[{ from: 0, to: 10 }], 100, 10],
    [
      [
        { from: 0, to: 10 },
        { from: 5, to: 20 },
      ],
      100,
      20,
    ],
    [[{ from: 90, to: 120 }], 100, 10],
    [[{ from: 110, to: 120 }], 100, 0],
    [[], 100, 0],
  ])('%j of a chapter of %i s are %i s', (list, duration, seconds) => {
    expect(secondsWatched(list, duration)).toBe(seconds);
  });

  it.each([
    [30, true],
    [28, true],
    [27, false],
    [62, true],
    [63, false],
  ])('30 to 60 cover second %i: %s', (second, covered) => {
    expect(covers([{ from: 30, to: 60 }], second)).toBe(covered);
  });
});
