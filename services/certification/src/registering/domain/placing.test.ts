import { describe, expect, it } from '@jest/globals';
import { changedNumbers } from './changed-numbers.ts';
import { free, place } from './placing.ts';
import type { Registration } from './registration.ts';

const now = new Date('2026-12-01T02:00:00Z');
const before = new Date('2026-11-30T02:00:00Z');
const registration = (more: Partial<Registration>) => ({ id: 'r1', accountId: 'a1', ...more }) as Registration;

describe('the place of a registration', () => {
  it('is in line when nothing stands for the same member, course and year', () => {
    const held = registration({ apart: 'r1', heldSince: before });
    expect(place(held, null, now)).toMatchObject({ clash: 'none', registration: { apart: null, heldSince: null } });
  });

  it.each([
    ['a1', 'own'],
    ['a2', 'another'],
  ])('is apart, held for staff, beside one of %s', (accountId, clash) => {
    const placed = place(registration({}), registration({ id: 'r2', accountId }), now);
    expect(placed).toMatchObject({ clash, registration: { apart: 'r1', heldSince: now } });
  });

  it('is held since it was held first, and goes in line when nothing stands there any more', () => {
    const held = place(registration({ heldSince: before }), registration({ id: 'r2' }), now).registration;
    expect(held.heldSince).toEqual(before);
    expect(free(held)).toMatchObject({ apart: null, heldSince: null });
  });
});

it('looks at member numbers that are new, of federations that the provider registers with (V-28)', () => {
  const old = [
    { federation: 'OVB', memberNumber: '123456' },
    { federation: 'NKN', memberNumber: '12345' },
    { federation: 'FBC', memberNumber: 'B1' },
  ];
  const now = [
    { federation: 'OVB', memberNumber: '654321' },
    { federation: 'ITAA', memberNumber: '10123456' },
    { federation: 'FBC', memberNumber: 'B2' },
  ];
  expect(changedNumbers(old, now)).toEqual([
    { federation: 'OVB', memberNumber: '654321' },
    { federation: 'ITAA', memberNumber: '10123456' },
  ]);
});
