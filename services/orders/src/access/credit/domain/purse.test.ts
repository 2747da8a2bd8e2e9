import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type PursedLot, payFrom } from './purse.ts';

const now = new Date('2026-11-22T10:00:00Z');
const lot = (id: string, organisationId: string | null, left: number, days: number): PursedLot => {
  return { id, organisationId, left, expiresAt: new Date(now.getTime() + days * 86_400_000) };
};

describe('whose hours a course is activated with (V-6, V-7, V-8)', () => {
  it('takes what expires first, of who can pay the whole course', () => {
    const lots = [lot('own', null, 120, 90), lot('office', 'o', 120, 30), lot('other', 'p', 60, 10)];
    expect(payFrom(lots, 120, undefined, now)).toEqual({
      takings: [{ lotId: 'office', minutes: 120 }],
      organisationId: 'o',
    });
    expect(payFrom(lots, 60, undefined, now)).toMatchObject({ organisationId: 'p' });
  });

  it('never mixes hours of an organisation with others', () => {
    const lots = [lot('own', null, 60, 90), lot('office', 'o', 90, 30)];
    expect(payFrom(lots, 120, undefined, now)).toEqual({ refused: 'not-enough-credit', left: 90, needed: 120 });
  });

  it('takes those that were asked for alone', () => {
    const lots = [lot('own', null, 60, 90), lot('office', 'o', 120, 30)];
    expect(payFrom(lots, 60, null, now)).toEqual({ takings: [{ lotId: 'own', minutes: 60 }], organisationId: null });
    expect(payFrom(lots, 120, null, now)).toMatchObject({ refused: 'not-enough-credit', left: 60 });
    expect(payFrom(lots, 60, 'o', now)).toMatchObject({ organisationId: 'o' });
    expect(payFrom(lots, 60, 'another', now)).toMatchObject({ refused: 'not-enough-credit', left: 0 });
  });

  it('takes a person’s before an organisation’s of the same moment, and nothing where there is nothing', () => {
    expect(payFrom([lot('office', 'o', 60, 30), lot('own', null, 60, 30)], 60, undefined, now)).toMatchObject({
      organisationId: null,
    });
    expect(payFrom([], 60, undefined, now)).toEqual({ refused: 'not-enough-credit', left: 0, needed: 60 });
  });

  it('takes exactly what is needed, of one alone, within what each has, for any hours (V-7)', () => {
    const anyLot = fc.record({
      left: fc.integer({ min: 0, max: 600 }),
      days: fc.integer({ min: -5, max: 50 }),
      organisationId: fc.constantFrom(null, 'o', 'p'),
    });
    fc.assert(
      fc.property(fc.array(anyLot, { maxLength: 8 }), fc.integer({ min: 1, max: 900 }), (drawn, minutes) => {
        const lots = drawn.map((one, n) => lot(`l${n}`, one.organisationId, one.left, one.days));
        const paid = payFrom(lots, minutes, undefined, now);
        if ('refused' in paid) return expect(paid.left).toBeLessThan(minutes);
        expect(paid.takings.reduce((sum, taking) => sum + taking.minutes, 0)).toBe(minutes);
        for (const { lotId, minutes: taken } of paid.takings) {
          const from = lots.find(({ id }) => id === lotId) as PursedLot;
          expect(from.organisationId).toBe(paid.organisationId);
          expect(taken).toBeLessThanOrEqual(from.left);
          expect(from.expiresAt.getTime()).toBeGreaterThan(now.getTime());
        }
      }),
    );
  });
});
