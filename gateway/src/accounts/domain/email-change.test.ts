import { describe, expect, it } from '@jest/globals';
import { type Account, changePassword, confirmEmail, type EmailChange, register } from './account.ts';
import { askEmailChange, takeEmail, withdrawEmailChange } from './email-change.ts';

const now = new Date('2026-11-30T10:00:00Z');
const end = new Date('2026-12-02T22:59:59.999Z');
const profile = { firstName: 'Lena', lastName: 'Maes', locale: 'nl' as const, memberships: [], company: null };
const own = { id: 'a1', email: 'lena@werk.example', passwordHash: 'hash', ...profile, address: null };
const account = confirmEmail(register(own, now), now);
const wish: EmailChange = {
  email: 'lena@thuis.example',
  tokenHash: 'first',
  askedAt: now,
  expiresAt: end,
  sessionId: 's1',
  byStaff: null,
};
const asked = (more: Partial<EmailChange> = {}) => askEmailChange(account, { ...wish, ...more }) as Account;

describe('another address for an account (B-4)', () => {
  it('counts once it is confirmed, to the end of the last day', () => {
    expect(asked()).toMatchObject({ email: 'lena@werk.example', revision: 3 });
    const taken = takeEmail(asked(), 'first', null, new Date('2026-12-02T22:59:00Z'));
    expect(taken).toMatchObject({ email: 'lena@thuis.example', emailChange: null, revision: 4 });
    expect(takeEmail(asked(), 'first', null, end)).toEqual({ refused: 'link-ended' });
  });

  it('replaces the one that was asked for before, whose link works no more', () => {
    const second = askEmailChange(asked(), { ...wish, tokenHash: 'second' }) as Account;
    expect(takeEmail(second, 'first', null, now)).toEqual({ refused: 'link-ended' });
    expect(takeEmail(second, 'second', null, now)).toMatchObject({ email: 'lena@thuis.example' });
  });

  it('is refused where it is the same, or somebody has it meanwhile', () => {
    expect(askEmailChange(account, { ...wish, email: account.email })).toEqual({ refused: 'same-address' });
    expect(takeEmail(asked(), 'first', { id: 'a2' }, now)).toEqual({ refused: 'taken' });
  });

  it('is taken back by its owner, and by a new password, unless staff set it', () => {
    expect(withdrawEmailChange(account, now)).toBe(account);
    expect(withdrawEmailChange(asked(), now).emailChange).toBeNull();
    expect(changePassword(asked(), 'other', now).emailChange).toBeNull();
    expect(changePassword(asked({ byStaff: 'griet' }), 'other', now).emailChange?.email).toBe('lena@thuis.example');
  });
});
