import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Lot, spend } from './spending.ts';

const now = new Date('2026-11-22T10:00:00Z');
const at = (days: number) => new Date(now.getTime() + days * 86_400_000);
const lot = (id: string, left: number, days: number): Lot => ({ id, left, expiresAt: at(days) });

describe('spending hour credit', () => {
  it('takes from what expires first (V-6)', () => {
    expect(spend([lot('late', 600, 900), lot('early', 90, 30)], 120, now)).toEqual({
      takings: [
        { lotId: 'early', minutes: 90 },
        { lotId: 'late', minutes: 30 },
      ],
    });
  });

  it('leaves lapsed and empty lots alone', () => {
    expect(
      spend([lot('lapsed', 600, -1), lot('today', 600, 0), lot('empty', 0, 10), lot('good', 60, 20)], 60, now),
    ).toEqual({
      takings: [{ lotId: 'good', minutes: 60 }],
    });
  });

  it('takes nothing when there is not enough, and says what is left and what is needed (V-7)', () => {
    expect(spend([lot('a', 60, 10), lot('b', 30, 20)], 120, now)).toEqual({
      refused: 'not-enough-credit',
      left: 90,
      needed: 120,
    });
  });

  it('never goes below zero and never loses a minute, for any sequence (V-7)', () => {
    const anyLot = fc.record({ left: fc.integer({ min: 0, max: 3_600 }), days: fc.integer({ min: -10, max: 1_000 }) });
    const courses = fc.array(fc.integer({ min: 1, max: 600 }), { maxLength: 40 });
    fc.assert(
      fc.property(fc.array(anyLot, { maxLength: 6 }), courses, (drawn, sequence) => {
        let lots = drawn.map(({ left, days }, index) => lot(`lot-${index}`, left, days));
        const before = lots.reduce((minutes, { left }) => minutes + left, 0);
        let spent = 0;
        for (const minutes of sequence) {
          const result = spend(lots, minutes, now);
          if ('refused' in result) {
            expect(result.left).toBeLessThan(minutes);
            continue;
          }
          expect(result.takings.reduce((taken, taking) => taken + taking.minutes, 0)).toBe(minutes);
          spent += minutes;
          lots = lots.map((each) => ({
            ...each,
            left: each.left - (result.takings.find((taking) => taking.lotId === each.id)?.minutes ?? 0),
          }));
          for (const { left } of lots) expect(left).toBeGreaterThanOrEqual(0);
        }
        expect(lots.reduce((minutes, { left }) => minutes + left, 0)).toBe(before - spent);
      }),
    );
  });

  it('refuses to spend nothing', () => {
    expect(() => spend([], 0, now)).toThrow(RangeError);
  });
});
