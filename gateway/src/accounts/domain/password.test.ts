import { describe, expect, it } from '@jest/globals';
import { foldLookAlikes, passwordFaults } from './password.ts';

const martin = { email: 'm.sommer@voorbeeld.be', firstName: 'Martin', lastName: 'Sommer' };
const common = new Set(['password', 'welcome', 'qwerty123', 'sunshine', 'juli'].map(foldLookAlikes));
const faults = (password: string, owner = martin) => passwordFaults(password, owner, (word) => common.has(word));

describe('a strong password (C-4)', () => {
  it.each([
    ['Kanaal-7x', []],
    ['groteBrug9', []],
    ['ÉÉNsleutel!', []],
    ['Ab1!', ['too-short']],
    [`Aa1!${'Kanaal-7x'.repeat(15)}`, ['too-long']],
    ['alleenkleineletters', ['too-few-kinds']],
    ['kleinEnGroot', ['too-few-kinds']],
    ['12345678!!', ['too-few-kinds']],
    ['$omm1234Q', ['contains-name-or-address']],
    ['xMARTINx9', ['contains-name-or-address']],
    ['M4rt1n-rijdt', ['contains-name-or-address']],
    ['Voorbeeld-12', ['contains-name-or-address']],
    ['Password123!', ['too-common']],
    ['P@ssw0rd!9', ['too-common']],
    ['Qwerty123', ['too-common']],
    ['Sunshine2026!', ['too-common']],
    ['2026-$unsh1ne!', ['too-common']],
    ['Juli.2026', ['too-common']],
    ['Sunshine-in-the-city-1', []],
    ['Xy-31415926', []],
    ['        A1a', ['too-repetitive']],
    ['aaaaaaaaaB1', ['too-repetitive']],
    ['Ab1!Ab1!Ab1!', ['too-repetitive']],
  ])('%s: %j', (password, expected) => {
    expect(faults(password)).toEqual(expected);
  });

  it('does not hold one or two letters of a short name against anybody', () => {
    expect(faults('Boomstam-7', { email: 'a.bo@x.be', firstName: 'Bo', lastName: 'A' })).toEqual([]);
  });

  it('refuses a name of three letters as a whole', () => {
    expect(faults('9kees-Jan!', { email: 'x@y.be', firstName: 'Jan', lastName: 'Y' })).toEqual([
      'contains-name-or-address',
    ]);
  });

  it('takes look-alike characters and accents for the letters that they stand for', () => {
    expect(foldLookAlikes('$ömm€R')).toBe('sommer');
    expect(foldLookAlikes('1l!|I')).toBe('iiiii');
  });
});
