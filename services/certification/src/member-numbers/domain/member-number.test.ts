import { describe, expect, it } from '@jest/globals';
import { claimOf, left, type MemberNumber, reviewed, taken } from './member-number.ts';

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

describe('whose a member number is', () => {
  const decided = number(['a', 'b'], { owners: ['b'], review });

  it('is open while several go by it, and stays as staff said when a third takes it', () => {
    expect(claimOf(number(['a']), 'a', [])).toBe('theirs');
    expect(claimOf(number(['a']), 'b', [])).toBe('open');
    expect(claimOf(null, 'a', ['a', 'c'])).toBe('open');
    const third = taken(decided, 'c', later);
    expect(third).toMatchObject({ owners: ['b'], review: null });
    expect(['a', 'b', 'c'].map((id) => claimOf(third, id, []))).toEqual(['not-theirs', 'theirs', 'not-theirs']);
  });

  it('is for staff to look at as long as somebody goes by it who is not its owner', () => {
    const owner = left(decided, 'a');
    expect(owner).toMatchObject({ accounts: ['b'], sharedSince: null, owners: ['b'] });
    expect(taken(owner, 'a', later)).toMatchObject({ sharedSince: later, review: null });
    expect(left(decided, 'b')).toMatchObject({ accounts: ['a'], sharedSince: now, owners: ['b'] });
    expect(left(number(['a', 'b'], { owners: ['a', 'b'] }), 'b').sharedSince).toBeNull();
  });

  it('is said of accounts that go by it, or of none; looking without saying leaves it', () => {
    expect(reviewed(decided, review, ['x'])).toEqual({ refused: 'not-among-accounts' });
    expect(reviewed(decided, review, ['a', 'a'])).toMatchObject({ number: { owners: ['a'] } });
    expect(reviewed(decided, review, [])).toMatchObject({ number: { owners: [] } });
    expect(reviewed(decided, review, undefined)).toMatchObject({ number: { owners: ['b'] } });
    // who left it can be named again
    expect(reviewed(left(decided, 'b'), review, ['b'])).toHaveProperty('number');
  });
});
