import { expect, it } from '@jest/globals';
import { wordsOf } from './words-of.ts';

it.each([
  ['Huurrecht: een inleiding', ['huurrecht', 'een', 'inleiding']],
  ['Sociétés à Liège', ['societes', 'a', 'liege']],
  ['PF-2026-000123', ['pf', '2026', '000123']],
  [' .*$ ', []],
])('%j has the words %j', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});
