import { expect, it } from '@jest/globals';
import { isAttestOpen, soughtAttests } from './attest-until.ts';

it.each([
  ['2026-11-24', true],
  ['2026-11-25', true],
  ['2026-11-26', false],
])('on %s an attest until 2026-11-25 can be requested: %p (V-25)', (today, isOpen) => {
  expect(isAttestOpen({ attestUntil: '2026-11-25' }, today)).toBe(isOpen);
});

it('is the attest of their own federation that a member of a profession is after (V-1)', () => {
  expect(soughtAttests('NKN', undefined)).toEqual(['NKN']);
  expect(soughtAttests('NKN', ['NKN', 'OVB'])).toEqual(['NKN']);
  expect(soughtAttests(undefined, ['FBC', 'OVB'])).toEqual(['FBC', 'OVB']);
  expect(soughtAttests(undefined, undefined)).toBeUndefined();
});
