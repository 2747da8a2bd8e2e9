import { describe, expect, it } from '@jest/globals';
import { left, type MemberNumber, taken } from './member-number.ts';

const now = new Date('2026-11-22T10:00:00Z');
const later = new Date('2026-11-23T10:00:00Z');
const review = { by: 'staff', at: now, reason: 'one person with two accounts' };
const number = (accounts: string[], more: Partial<MemberNumber> = {}): MemberNumber => ({
  id: 'n1',
  federation: 'OVB',
  memberNumber: '123456',
  accounts,
  sharedSince: accounts.length > 1 ? now : null,
  review: null,
  ...more,
});

describe('a member number', () => {
  it('is shared from the moment that a second account goes by it', () => {
    expect(taken(number([]), 'a', now)).toEqual(number(['a']));
    expect(taken(number(['a']), 'b', now)).toEqual(number(['a', 'b']));
  });

  it('stays as staff found it while the same accounts go by it', () => {
    const reviewed = number(['a', 'b'], { review });
    expect(taken(reviewed, 'b', later)).toBe(reviewed);
  });

  it('has to be looked at again when another account goes by it', () => {
    expect(taken(number(['a', 'b'], { review }), 'c', later)).toEqual(number(['a', 'b', 'c']));
  });

  it('is shared no more when one account is left', () => {
    expect(left(number(['a', 'b'], { review }), 'b')).toEqual(number(['a']));
    expect(left(number(['a', 'b', 'c'], { review }), 'b')).toEqual(number(['a', 'c'], { review }));
    expect(left(number(['a']), 'a')).toEqual(number([]));
  });
});
