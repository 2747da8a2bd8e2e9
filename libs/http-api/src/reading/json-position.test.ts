import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonErrorAt } from './json-position.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('where a text stops being JSON', () => {
  it.each([
    ['', 0],
    ['  ', 2],
    ['{"a":1', 6],
    ['{"a" 1}', 5],
    ['{a:1}', 1],
    ['[1 2]', 3],
    ['[}', 1],
    ['{"a":1]', 6],
    ['01', 1],
    ['{"a":"\\x"}', 5],
    ['"a', 0],
    ['nul', 0],
    ['1,2', 1],
    ['{,}', 1],
    ['{"a":,}', 5],
  ])('%j: at %i', (text, position) => {
    expect(jsonErrorAt(text)).toBe(position);
  });

  it('is never inside of what is right: JSON cut short ends too soon, at its end or at the token that was cut', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, cut) => {
        const short = text.slice(0, cut % (text.length + 1));
        if (isJson(short)) return;
        const at = jsonErrorAt(short);
        expect(isJson(short.slice(0, at) + text.slice(at))).toBe(true);
      }),
    );
  });

  it('is where junk was put', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(jsonErrorAt(`${text} #`)).toBe(text.length + 1);
      }),
    );
  });
});
