import { describe, expect, it } from '@jest/globals';
import { localeOf } from './accept-language.ts';

describe('the language of an answer', () => {
  it.each([
    ['fr', 'fr'],
    ['fr-BE', 'fr'],
    ['EN-gb,nl', 'en'],
    ['de, en;q=0.5, fr;q=0.7', 'fr'],
    ['fr;q=0.5, en;q=0.5', 'fr'],
    ['fr;q=0, en', 'en'],
    ['*, fr;q=0.5', 'nl'],
    ['fr;q=many', 'nl'],
    [',,;', 'nl'],
    ['de', 'nl'],
    ['', 'nl'],
    [undefined, 'nl'],
  ] as const)('for Accept-Language %j is %s, asked once or again', (header, locale) => {
    expect(localeOf(header)).toBe(locale);
    expect(localeOf(header)).toBe(locale);
  });

  it.each([
    ['fr', 'fr'],
    ['nl', 'nl'],
    ['de, nl;q=0.1', 'nl'],
    ['*', 'en'],
    ['*;q=0.1', 'en'],
    ['*, fr;q=0.5', 'en'],
    ['fr, *;q=0.5', 'fr'],
    ['de', 'en'],
    ['nl;q=0', 'en'],
    [' ', 'en'],
    ['', 'en'],
    [undefined, 'en'],
  ] as const)('for Accept-Language %j of somebody whose account is in English is %s', (header, locale) => {
    expect(localeOf(header, 'en')).toBe(locale);
    expect(localeOf(header, 'en')).toBe(locale);
  });

  it('does not depend on what stands far behind', () => {
    expect(localeOf(`${'de,'.repeat(400)}fr`)).toBe('nl');
  });
});
