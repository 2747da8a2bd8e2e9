import { describe, expect, it } from '@jest/globals';
import { creditExpiry } from './expiry.ts';

describe('expiry of hour credit (V-6)', () => {
  it.each([
    ['2026-11-22T10:00:00Z', '2029-11-22T22:59:59.999Z'],
    ['2026-11-22T23:30:00Z', '2029-11-23T22:59:59.999Z'],
    ['2024-02-29T12:00:00Z', '2027-02-28T22:59:59.999Z'],
    ['2026-06-30T12:00:00Z', '2029-06-30T21:59:59.999Z'],
  ])('of what was ordered at %s is %s: three years on, to the end of the day', (orderedAt, expected) => {
    expect(creditExpiry(new Date(orderedAt), { creditYears: 3 }, 'Europe/Brussels').toISOString()).toBe(expected);
  });
});
