import { describe, expect, it } from '@jest/globals';
import { isOfOneOffice, maySpend, type SharedLot, type Spender } from './may-spend.ts';
import type { Invitation } from './sharing.ts';

const now = new Date('2026-11-22T10:00:00Z');
const later = new Date('2027-11-22T10:00:00Z');
const person = (id: string, enterpriseNumber: string | null = '0123456749'): Spender => ({
  id,
  company: enterpriseNumber === null ? null : { enterpriseNumber },
});
const invitation = (more: Partial<Invitation> = {}): Invitation => ({
  id: 'i1',
  to: 'ann@kantoor.example',
  accountId: 'ann',
  answer: 'yes',
  listed: true,
  invitedAt: now,
  expiresAt: later,
  linkedBefore: false,
  ...more,
});
const lot = (more: Partial<SharedLot> = {}): SharedLot => ({
  ownerId: 'owner',
  owner: person('owner'),
  isShared: true,
  invitations: [invitation()],
  expiresAt: later,
  ...more,
});

describe('whether somebody may spend hours of a package (V-8)', () => {
  const ann = person('ann');
  it.each<[string, boolean, Spender, Partial<SharedLot>]>([
    ['its owner', true, person('owner'), { isShared: false, invitations: [] }],
    ['its owner, who is of no office', true, person('owner', null), { owner: person('owner', null) }],
    ['its owner, once it has lapsed (V-6)', false, person('owner'), { expiresAt: now }],
    ['a colleague who said yes', true, ann, {}],
    ['a colleague who said yes, once it has lapsed', false, ann, { expiresAt: now }],
    ['a colleague who said yes, while sharing is off', false, ann, { isShared: false }],
    ['a colleague who was unlinked', false, ann, { invitations: [invitation({ listed: false })] }],
    [
      'a colleague who has not answered',
      false,
      ann,
      { invitations: [invitation({ answer: 'none', accountId: null })] },
    ],
    ['a colleague who said no', false, ann, { invitations: [invitation({ answer: 'no' })] }],
    ['a colleague who left', false, ann, { invitations: [invitation({ answer: 'left' })] }],
    ['a colleague who was never asked', false, person('bea'), {}],
    ['who has left the office since', false, person('ann', '0987654394'), {}],
    ['who has no office any more', false, person('ann', null), {}],
    ['a colleague, when the owner has left the office', false, ann, { owner: person('owner', '0987654394') }],
    ['a colleague, when the owner has no office any more', false, ann, { owner: person('owner', null) }],
    ['a colleague, while the owner is not known', false, ann, { owner: null }],
    [
      'who was linked before anybody was asked, for a while',
      true,
      ann,
      { invitations: [invitation({ answer: 'none', linkedBefore: true })] },
    ],
    [
      'who was linked before anybody was asked, after that',
      false,
      ann,
      { invitations: [invitation({ answer: 'none', linkedBefore: true, expiresAt: now })] },
    ],
    [
      'who was linked before anybody was asked, and said no',
      false,
      ann,
      { invitations: [invitation({ answer: 'no', linkedBefore: true })] },
    ],
  ])('%s: %s', (_, may, account, more) => {
    expect(maySpend(account, lot(more), now)).toBe(may);
  });

  it.each([
    ['0123.456.749', '0123456749', true],
    ['BE 0123 456 749', '0123456749', true],
    ['be0123456749', '123456749', true],
    ['NL-12 34', 'nl1234', true],
    ['', '', false],
    [' ', ' ', false],
    ['0123456749', '0987654394', false],
  ])('offices of %j and %j are one: %s', (one, other, same) => {
    expect(isOfOneOffice(person('a', one), person('b', other))).toBe(same);
  });
});
