import { describe, expect, it } from '@jest/globals';
import { accessOf, isJustMade } from './enrolment.ts';

const accessUntil = new Date('2027-03-02T09:15:30Z');

describe('access to a classroom (V-17, V-14)', () => {
  it.each([
    ['open', null, '2026-03-02T09:15:30Z'],
    ['open', null, '2027-03-02T09:15:29.999Z'],
    ['expired', null, '2027-03-02T09:15:30Z'],
    ['revoked', '2026-04-01T00:00:00Z', '2026-04-02T00:00:00Z'],
    ['revoked', '2026-04-01T00:00:00Z', '2028-01-01T00:00:00Z'],
  ] as const)('is %s when revoked at %s and asked at %s', (access, revoked, now) => {
    expect(accessOf({ accessUntil, revokedAt: revoked && new Date(revoked) }, new Date(now))).toBe(access);
  });
});

describe('an id that nobody knows here', () => {
  // made at 2026-03-02T10:00:00Z
  const id = '019cadfd-8900-7abc-8def-0123456789ab';

  it.each([
    ['at once', '2026-03-02T10:00:00Z', true],
    ['10 s later', '2026-03-02T10:00:10Z', true],
    ['more than 10 s later', '2026-03-02T10:00:10.001Z', false],
    ['by a clock that is behind', '2026-03-02T09:59:58Z', true],
    ['long before it was made', '2026-03-02T09:00:00Z', false],
  ])('asked for %s', (_, now, justMade) => {
    expect(isJustMade(id, new Date(now))).toBe(justMade);
  });

  it('and that tells no time is none of an activation', () => {
    expect(isJustMade(id.replace('-7', '-4'), new Date('2026-03-02T10:00:00Z'))).toBe(false);
  });
});
