import { describe, expect, it } from '@jest/globals';
import { statusOf } from './activation.ts';

const accessUntil = new Date('2027-11-22T10:00:00Z');

describe('status of an activation', () => {
  it.each([
    ['active', null, '2026-11-22T10:00:00Z'],
    ['active', null, '2027-11-22T09:59:59.999Z'],
    ['expired', null, '2027-11-22T10:00:00Z'],
    ['revoked', '2026-12-01T00:00:00Z', '2026-12-01T00:00:00Z'],
    ['revoked', '2026-12-01T00:00:00Z', '2028-01-01T00:00:00Z'],
  ] as const)('is %s with revocation %s at %s (V-17)', (status, revoked, now) => {
    expect(statusOf({ accessUntil, revokedAt: revoked ? new Date(revoked) : null }, new Date(now))).toBe(status);
  });
});
