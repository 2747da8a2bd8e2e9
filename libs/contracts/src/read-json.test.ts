import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readJsonBytes } from './read-json.ts';

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const answer = '{"reason":"Geweigerd: café is geen cursus"}';

describe('JSON from outside', () => {
  it('is read with and without a byte order mark', () => {
    const read = { value: { reason: 'Geweigerd: café is geen cursus' } };
    expect(readJsonBytes(Buffer.from(answer))).toEqual(read);
    expect(readJsonBytes(Buffer.from(`\ufeff${answer}`))).toEqual(read);
  });

  it.each([
    ['Latin-1', Buffer.from(answer, 'latin1'), 'not-utf-8'],
    ['little-endian UTF-16', utf16(answer), 'not-utf-8'],
    ['big-endian UTF-16', utf16(answer).swap16(), 'not-utf-8'],
    ['UTF-16 without a mark', Buffer.from('{"a":1}', 'utf16le'), 'not-json'],
    ['a character cut in half', Buffer.from('"é"').subarray(0, 2), 'not-utf-8'],
    ['surrogates written as UTF-8', Buffer.from('22eda08022', 'hex'), 'not-utf-8'],
    ['nothing', Buffer.alloc(0), 'not-json'],
    ['two byte order marks', Buffer.from('\ufeff\ufeff{}'), 'not-json'],
    ['half a surrogate', Buffer.from('{"a":"\\ud800"}'), 'forbidden-text'],
    ['a NUL character', Buffer.from('{"a":["\\u0000"]}'), 'forbidden-text'],
    ['a NUL character in a key', Buffer.from('{"\\u0000":1}'), 'forbidden-text'],
    ['__proto__', Buffer.from('{"__proto__":{"admin":true}}'), 'forbidden-text'],
    ['deep nesting', Buffer.from('['.repeat(100_000) + ']'.repeat(100_000)), 'too-deep'],
    ['a key twice', Buffer.from('{"outcome":"accepted","outcome":"refused"}'), 'key-twice'],
    ['a key twice, deep down', Buffer.from('[{"a":{"b":1,"c":[{}],"b":1}}]'), 'key-twice'],
    ['a key twice, written differently', Buffer.from('{"a":1,"\\u0061" :2}'), 'key-twice'],
  ])('is refused for %s', (_what, bytes, refused) => {
    expect(readJsonBytes(bytes)).toEqual({ refused });
  });

  it('may hold the same key in different objects, and in texts', () => {
    const value = { a: { a: '{"a":1,"a":2}' }, b: [{ a: 1 }, { a: 'a":' }], 'a"': 1 };
    expect(readJsonBytes(Buffer.from(JSON.stringify(value)))).toEqual({ value });
  });

  it('is what was written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!text.includes('\\u0000') && !text.includes('"__proto__"') && !/\\ud[89a-f]/i.test(text));
        expect(readJsonBytes(Buffer.from(text))).toEqual({ value: JSON.parse(text) });
      }),
    );
  });
});
