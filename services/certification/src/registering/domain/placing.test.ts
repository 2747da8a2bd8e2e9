import { describe, expect, it } from '@jest/globals';
import type { MemberNumber } from '../../member-numbers/domain/member-number.ts';
import { changedNumbers } from './changed-numbers.ts';
import { arrange } from './placing.ts';
import type { Registration } from './registration.ts';

const now = new Date('2026-12-01T02:00:00Z');
const earlier = new Date('2026-11-30T02:00:00Z');
const registration = (id: string, more: Partial<Registration> = {}) =>
  ({
    id,
    accountId: id[0] ?? '',
    federation: 'OVB',
    memberNumber: '123456',
    accreditationNumber: 'OVB-1',
    periodYear: 2026,
    state: 'waiting',
    createdAt: earlier,
    apart: null,
    heldSince: null,
    attempts: 0,
    ...more,
  }) as Registration;
const held = (id: string, more: Partial<Registration> = {}) =>
  registration(id, { apart: id, heldSince: earlier, ...more });
const sent = { state: 'sent' as const, attempts: 1 };
const number = (accounts: string[], owners?: string[]): MemberNumber => ({
  id: 'n1',
  federation: 'OVB',
  memberNumber: '123456',
  accounts,
  sharedSince: accounts.length > 1 ? earlier : null,
  review: null,
  ...(owners ? { owners } : {}),
});
/** What becomes of each: `a1: held`. */
const became = (of: MemberNumber | null, ...registrations: Registration[]) =>
  arrange(of, registrations, now).map((change) => `${change.registration.id}: ${change.became}`);

describe('registrations under one member number', () => {
  it('go in line while one account goes by it', () => {
    expect(became(number(['a']), registration('a1'))).toEqual([]);
    expect(became(null, registration('a1'))).toEqual([]);
    expect(became(number(['a']), held('a1'))).toEqual(['a1: let-go']);
  });

  it('are all held as soon as another account goes by it, whichever came first, in every course', () => {
    const other = registration('b1', { accreditationNumber: 'OVB-2' });
    expect(became(number(['a', 'b']), registration('a1'), other)).toEqual(['a1: held', 'b1: held']);
    expect(became(number(['b']), registration('a1'), registration('b1'))).toEqual(['a1: held', 'b1: held']);
    expect(arrange(number(['a', 'b']), [registration('a1')], now)[0]?.registration).toMatchObject({
      apart: 'a1',
      heldSince: now,
    });
  });

  it('stay with the federation that was told of them, until staff have said whose number it is', () => {
    expect(became(number(['a', 'b']), registration('a1', sent), registration('b1'))).toEqual(['b1: held']);
  });

  it('of an account that left it keep back only those of the same course and year', () => {
    const booked = registration('a1', { state: 'accepted', attempts: 1 });
    const elsewhere = held('b2', { accreditationNumber: 'OVB-2' });
    expect(became(number(['b']), booked, held('b1'), elsewhere)).toEqual(['b2: let-go']);
  });

  it('are sent of whom staff named, and of no third who takes it later', () => {
    expect(became(number(['a', 'b'], ['b']), held('a1'), held('b1'))).toEqual(['b1: let-go']);
    expect(became(number(['a', 'b', 'c'], ['b']), held('a1'), registration('b1'), registration('c1'))).toEqual([
      'c1: held',
    ]);
  });

  it.each([
    ['sent', null],
    ['accepted', null],
    ['refused', 'refused'],
  ] as const)('that are not of whom staff named are taken back when they are %s', (state, lateAnswer) => {
    const told = registration('a1', { state, attempts: 1, runId: 'r1' });
    const changes = arrange(number(['a', 'b'], ['b']), [told, held('b1')], now);
    expect(changes.map((change) => change.became)).toEqual(['taken-back', 'let-go']);
    expect(changes[0]?.registration).toMatchObject({
      state: 'waiting',
      apart: 'a1',
      heldSince: now,
      takenBack: { at: now, memberNumber: '123456' },
      lateAnswer,
      runId: null,
    });
  });

  it('change places when staff change their answer', () => {
    const [back, go] = arrange(number(['a', 'b'], ['a']), [held('a1'), registration('b1', sent)], now);
    expect([back, go].map((change) => `${change?.registration.id}: ${change?.became}`)).toEqual([
      'b1: taken-back',
      'a1: let-go',
    ]);
  });

  it('are sent of nobody when staff named none', () => {
    expect(became(number(['a', 'b'], []), held('a1'), held('b1'))).toEqual([]);
  });

  it('of two accounts of one person: of each course one, the one that was held first', () => {
    const owners = number(['a', 'b'], ['a', 'b']);
    const first = held('b1', { heldSince: new Date('2026-11-29T02:00:00Z') });
    expect(became(owners, held('a1'), first, held('a2', { accreditationNumber: 'OVB-2' }))).toEqual([
      'b1: let-go',
      'a2: let-go',
    ]);
    expect(became(owners, registration('a1', sent), held('b1'))).toEqual([]);
  });

  it('make room when they are withdrawn (V-14)', () => {
    expect(became(number(['a']), registration('a1', { state: 'withdrawn', apart: 'a1' }), held('a2'))).toEqual([
      'a2: let-go',
    ]);
  });

  it('of one account stand once for a course and year, and are sent again in the next', () => {
    expect(became(number(['a']), registration('a1'), registration('a2'))).toEqual(['a2: held']);
    expect(became(number(['a']), registration('a1'), registration('a2', { periodYear: 2027 }))).toEqual([]);
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
