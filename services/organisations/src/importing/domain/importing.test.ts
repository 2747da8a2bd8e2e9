import { expect, it } from '@jest/globals';
import type { Member } from '../../members/domain/member.ts';
import { columnOf, isTotals, languageOf } from './columns.ts';
import { changesOf } from './row.ts';

it.each([
  ['Voornaam', 'firstName'],
  ['NAAM', 'lastName'],
  ['E-mail adres', 'email'],
  ['Prénom', 'firstName'],
  ['Personeels-nummer', 'staffNumber'],
  ['Geboortedatum', null],
  ['', null],
])('the heading %s means %s', (heading, column) => expect(columnOf(heading)).toBe(column));

it.each([
  [{ lastName: 'Totaal', phone: '12' }, true],
  [{ firstName: 'TOTAL' }, true],
  [{ lastName: 'Totaal', email: 'a@b.be' }, false],
  [{ lastName: 'Total', firstName: 'An' }, true],
  [{ lastName: 'Totalis' }, false],
])('%j sums up: %s', (cells, expected) => expect(isTotals(cells)).toBe(expected));

it('knows languages by code and name', () => {
  expect(['NL', 'Français', 'engels', 'Deutsch'].map(languageOf)).toEqual(['nl', 'fr', 'en', null]);
});

it('a row changes what it tells and leaves the rest', () => {
  const person = { firstName: 'An', lastName: 'Maes', workEmail: 'an@linde.example', phone: '1', staffNumber: '007' };
  const known = { ...person, locale: 'fr', roles: ['manager'] } as Member;
  expect(changesOf(known, { firstName: 'An', lastName: 'Maes', workEmail: null })).toBeNull();
  expect(changesOf(known, { ...person, roles: ['manager'] })).toBeNull();
  expect(changesOf(known, { ...person, phone: null, locale: 'nl' })).toEqual({ phone: null, locale: 'nl' });
});
