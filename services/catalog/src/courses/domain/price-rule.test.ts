import { expect, it } from '@jest/globals';
import { euro } from '@leerhuis/money';
import fc from 'fast-check';
import { comparePerHour, notCheaperThan, notDearerThan, type Priced } from './price-rule.ts';

const priced = (code: string, cents: number, minutes: number): Priced => ({ code, price: euro(cents), minutes });

it.each([
  ['cheaper', 44_000, false],
  ['equally dear', 60_000, true],
  ['dearer', 60_001, true],
])('a package that is %s per hour than a course (V-4)', (_how, cents, isRefused) => {
  const course = priced('OVB-1', 6_000, 60);
  const educ = priced('EDUC10', cents, 600);
  expect(notCheaperThan(course, [educ])).toEqual(isRefused ? [educ] : []);
  expect(notDearerThan(educ, [course])).toEqual(isRefused ? [course] : []);
});

it('tells prices per hour apart that round to the same cent', () => {
  expect(comparePerHour(priced('a', 10_000, 61), priced('b', 10_001, 61))).toBeLessThan(0);
});

const anyPriced = fc.record({ cents: fc.integer({ min: 1, max: 1e8 }), minutes: fc.integer({ min: 1, max: 60_000 }) });

it('is the same rule whichever side is looked at', () => {
  fc.assert(
    fc.property(anyPriced, anyPriced, (one, other) => {
      const course = priced('c', one.cents, one.minutes);
      const educ = priced('p', other.cents, other.minutes);
      expect(notCheaperThan(course, [educ]).length).toBe(notDearerThan(educ, [course]).length);
      expect(Math.sign(comparePerHour(educ, course))).toBe(-Math.sign(comparePerHour(course, educ)) || 0);
    }),
  );
});
