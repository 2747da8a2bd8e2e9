import { describe, expect, it } from '@jest/globals';
import { colonFor, spaced } from './french-spaces.ts';

describe('a French text', () => {
  it.each([
    [
      'Votre cours : « Le bail » ; suivi ? Oui !',
      'Votre cours\u00a0: «\u00a0Le bail\u00a0»\u00a0; suivi\u00a0? Oui\u00a0!',
    ],
    ['à https://leerhuis.example:8080/a?b=1, 14:05', 'à https://leerhuis.example:8080/a?b=1, 14:05'],
  ])('%s has spaces that do not break before signs, and none where there was none', (text, printed) => {
    expect(spaced(text, 'fr')).toBe(printed);
    expect(spaced(text, 'nl')).toBe(text);
  });

  it('has a space before the colon of a label, as no other language has', () => {
    expect([colonFor('nl'), colonFor('fr'), colonFor('en')]).toEqual([': ', '\u00a0: ', ': ']);
  });
});
