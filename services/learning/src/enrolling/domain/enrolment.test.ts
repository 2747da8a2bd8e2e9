import { describe, expect, it } from '@jest/globals';
import { accessOf } from './enrolment.ts';

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
