import { describe, expect, it } from '@jest/globals';
import { momentMeant } from './time-wish.ts';

const now = new Date('2026-11-27T14:00:00Z');
const meant = (wish: string) => momentMeant(wish, now, 'Europe/Brussels')?.toISOString() ?? null;

describe('the moment to which somebody moves the time', () => {
  it.each([
    ['+1d', '2026-11-28T14:00:00.000Z'],
    ['+90m', '2026-11-27T15:30:00.000Z'],
    ['+1mo', '2026-12-27T14:00:00.000Z'],
    ['+3y', '2029-11-27T14:00:00.000Z'],
    ['+8mo', '2027-07-27T13:00:00.000Z'],
    ['+1y2h', '2027-11-27T16:00:00.000Z'],
    ['2027-03-01', '2027-02-28T23:00:00.000Z'],
    ['2027-03-01T06:00:00Z', '2027-03-01T06:00:00.000Z'],
    ['2027-03-01T06:00+01:00', '2027-03-01T05:00:00.000Z'],
  ])('is for %s %s', (wish, moment) => {
    expect(meant(wish)).toBe(moment);
  });

  it.each(['', '1d', '-1d', '+d', '+1', '+1 d', 'tomorrow', '2027-02-30', '2027-03-01T06:00:00', '+1d; rm'])(
    'is not to be had of "%s"',
    (wish) => {
      expect(meant(wish)).toBeNull();
    },
  );
});
