import { describe, expect, it } from '@jest/globals';
import { isOfOneNumber, maySpend, officeOf, type SharedLot, type Spender } from './may-spend.ts';
import type { Invitation } from './sharing.ts';

const now = new Date('2026-11-22T10:00:00Z');
const later = new Date('2027-11-22T10:00:00Z');
const number = '0123456749';
const place = (organisationId: string, id: string, rights: string[] = ['see-organisation']) => {
  return { membershipId: `${id}@${organisationId}`, organisationId, rights };
};
const person = (id: string, offices: string[] = ['linde'], enterpriseNumber: string | null = null): Spender => ({
  id,
  company: enterpriseNumber === null ? null : { enterpriseNumber },
  places: offices.map((office) => place(office, id)),
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
  organisationId: 'linde',
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

describe('whether somebody may spend hours of a person’s package (V-8)', () => {
  const ann = person('ann');
  it.each<[string, boolean, Spender, Partial<SharedLot>]>([
    ['its owner', true, person('owner'), { isShared: false, invitations: [] }],
    ['its owner, who is of no office', true, person('owner', []), { owner: person('owner', []) }],
    ['its owner, once it has lapsed (V-6)', false, person('owner'), { expiresAt: now }],
    ['a colleague who said yes', true, ann, {}],
    [
      'a colleague who said yes, through another organisation of both',
      true,
      person('ann', ['x', 'y']),
      { owner: person('owner', ['y']) },
    ],
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
    ['who has left the office since', false, person('ann', ['other']), {}],
    ['who has no office any more', false, person('ann', []), {}],
    [
      'who has left, and typed the same number',
      false,
      person('ann', [], number),
      { owner: person('owner', ['linde'], number) },
    ],
    ['a colleague, when the owner has left the office', false, ann, { owner: person('owner', ['other']) }],
    ['a colleague, when the owner has no office any more', false, ann, { owner: person('owner', []) }],
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
});

describe('whether somebody may spend hours that were shared by a typed number (V-8)', () => {
  const { organisationId: _, ...old } = invitation();
  const marked = { ...old, ofBeforeUntil: later };
  const typed = (id: string, written: string | null = number) => person(id, [], written);
  it.each<[string, boolean, Spender, Partial<SharedLot>]>([
    ['both typed it still', true, typed('ann'), { invitations: [marked] }],
    ['both typed it still, and it is not marked yet', true, typed('ann'), { invitations: [old] }],
    ['its last day has passed', false, typed('ann'), { invitations: [{ ...old, ofBeforeUntil: now }] }],
    ['the colleague typed another since', false, typed('ann', '0987654394'), { invitations: [marked] }],
    ['the colleague typed none any more', false, typed('ann', null), { invitations: [marked] }],
    [
      'the owner typed another since',
      false,
      typed('ann'),
      { invitations: [marked], owner: typed('owner', '0987654394') },
    ],
    ['sharing is off', false, typed('ann'), { invitations: [marked], isShared: false }],
    ['they left it', false, typed('ann'), { invitations: [{ ...marked, answer: 'left' }] }],
    ['they were unlinked', false, typed('ann'), { invitations: [{ ...marked, listed: false }] }],
    [
      'both are of one organisation meanwhile, whatever they typed',
      true,
      person('ann'),
      { invitations: [marked], owner: person('owner') },
    ],
    ['a link of today', false, typed('ann'), {}],
  ])('%s: %s', (_what, may, account, more) => {
    expect(maySpend(account, lot({ owner: typed('owner'), ...more }), now)).toBe(may);
  });
});

describe('whether somebody may spend hours of an organisation (V-8)', () => {
  const ofLinde = (more: Partial<SharedLot> = {}) =>
    lot({
      ownerId: null,
      owner: null,
      organisationId: 'linde',
      invitations: [],
      isForAll: false,
      members: [],
      ...more,
    });
  const ann = person('ann');
  const manager = { ...person('mia', []), places: [place('linde', 'mia', ['see-organisation', 'enrol-people'])] };
  const accountant = { ...person('cas', []), places: [place('linde', 'cas', ['see-organisation', 'see-invoices'])] };
  it.each<[string, boolean, Spender, Partial<SharedLot>]>([
    ['who is linked', true, ann, { members: ['ann@linde'] }],
    ['who is linked, while sharing is off', false, ann, { members: ['ann@linde'], isShared: false }],
    ['who is linked, once it has lapsed', false, ann, { members: ['ann@linde'], expiresAt: now }],
    ['who was linked by a membership that has ended', false, ann, { members: ['ann@before'] }],
    ['who is not linked', false, ann, { members: ['bea@linde'] }],
    ['anybody of it, when it is for all', true, ann, { isForAll: true }],
    ['anybody of it, when it is for all and sharing is off', false, ann, { isForAll: true, isShared: false }],
    ['who shares it out, also when sharing is off', true, manager, { isShared: false }],
    ['who sees its invoices alone', false, accountant, {}],
    ['who is of another', false, person('zoe', ['other']), { isForAll: true, members: ['zoe@linde'] }],
    ['who is of none', false, person('zoe', []), { isForAll: true }],
  ])('%s: %s', (_, may, account, more) => {
    expect(maySpend(account, ofLinde(more), now)).toBe(may);
  });
});

it.each([
  ['0123.456.749', '0123456749', true],
  ['BE 0123 456 749', '0123456749', true],
  ['be0123456749', '123456749', true],
  ['NL-12 34', 'nl1234', true],
  ['', '', false],
  [' ', ' ', false],
  ['0123456749', '0987654394', false],
])('numbers of enterprises %j and %j are one: %s', (one, other, same) => {
  expect(isOfOneNumber(person('a', [], one), person('b', [], other))).toBe(same);
});

it('colleagues are those of one organisation', () => {
  expect(officeOf(person('a', ['x', 'y']), person('b', ['y']))).toBe('y');
  expect(officeOf(person('a', ['x']), person('b', ['y']))).toBeNull();
  expect(officeOf(person('a', []), person('b', []))).toBeNull();
  expect(officeOf(null, person('b'))).toBeNull();
});
