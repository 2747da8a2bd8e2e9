import { describe, expect, it } from '@jest/globals';
import { changeProfile, checkMemberships, confirmEmail, register } from './account.ts';

const now = new Date('2026-11-22T10:00:00Z');
const later = new Date('2026-11-22T11:00:00Z');
const command = {
  id: 'a1',
  email: ' Lena.Maes@Example.BE ',
  passwordHash: 'hash',
  firstName: 'Lena',
  lastName: 'Maes',
  locale: 'nl' as const,
  memberships: [],
  company: null,
  address: null,
};

describe('an account', () => {
  it('starts unconfirmed, as a learner, under its address in lower case', () => {
    expect(register(command, now)).toMatchObject({
      email: 'lena.maes@example.be',
      emailConfirmedAt: null,
      roles: ['learner'],
      revision: 1,
    });
  });

  it('is confirmed once', () => {
    const confirmed = confirmEmail(register(command, now), later);
    expect(confirmed).toMatchObject({ emailConfirmedAt: later, revision: 2 });
    expect(confirmEmail(confirmed, new Date('2027-01-01T00:00:00Z'))).toBe(confirmed);
  });

  it('changes what is given and leaves the rest (V-28)', () => {
    const changed = changeProfile(register(command, now), { lastName: 'Peeters' }, later);
    expect(changed).toMatchObject({ firstName: 'Lena', lastName: 'Peeters', revision: 2, changedAt: later });
  });
});

describe('member numbers', () => {
  it.each([
    ['OVB', '123.456', '123456', true],
    ['OVB', 'abc', 'ABC', false],
    ['ITAA', '10.123.456', '10123456', true],
    ['ITAA', '1012345', '1012345', false],
    ['BIV', '512 345', '512345', true],
    ['BIV', '51234', '51234', false],
    ['NKN', '12345', '12345', true],
    ['NKN', '123', '123', false],
    ['FBC', 'b1234', 'B1234', true],
    ['FBC', 'mediator', 'MEDIATOR', false],
  ] as const)('%s %s', (federation, typed, normalised, fits) => {
    const { memberships, faults } = checkMemberships([{ federation, memberNumber: typed }]);
    expect(memberships).toEqual(fits ? [{ federation, memberNumber: normalised }] : []);
    expect(faults).toEqual(fits ? [] : [{ index: 0, reason: 'form', federation }]);
  });

  it('are given once per federation', () => {
    const twice = [
      { federation: 'OVB' as const, memberNumber: '123456' },
      { federation: 'OVB' as const, memberNumber: '654321' },
    ];
    expect(checkMemberships(twice).faults).toEqual([{ index: 1, reason: 'double', federation: 'OVB' }]);
  });
});
