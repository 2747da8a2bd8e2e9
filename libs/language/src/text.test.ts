import { describe, expect, it } from '@jest/globals';
import { either, inLocale } from './text.ts';

describe('a text', () => {
  it('is shown in the language asked for', () => {
    expect(inLocale({ nl: 'Huur', fr: 'Bail', en: 'Rent' }, 'fr')).toBe('Bail');
  });

  it('is shown in Dutch where it has no other', () => {
    expect(inLocale({ nl: 'Huur', fr: 'Bail' }, 'en')).toBe('Huur');
    expect(inLocale({ nl: 'Huur', fr: undefined }, 'fr')).toBe('Huur');
  });

  it('is shown as it is where it has no language', () => {
    expect(inLocale('Huur', 'fr')).toBe('Huur');
  });
});

it.each([
  [['OVB'], { nl: 'OVB', fr: 'OVB', en: 'OVB' }],
  [['OVB', 'FBC'], { nl: 'OVB of FBC', fr: 'OVB ou FBC', en: 'OVB or FBC' }],
  [['OVB', 'FBC', 'BIV'], { nl: 'OVB, FBC of BIV', fr: 'OVB, FBC ou BIV', en: 'OVB, FBC or BIV' }],
])('%j: one of them is enough', (things, said) => expect(either(things)).toEqual(said));
