import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readForm } from './read-form.ts';

const read = (text: string, encoding: BufferEncoding = 'utf8') => readForm(Buffer.from(text, encoding));

describe('the fields of a form', () => {
  it('are read as browsers send them', () => {
    expect(read('answer=Caf%C3%A9+%26+co%0D%0A%3D&empty=&bare')).toEqual(
      new Map([
        ['answer', 'Café & co\r\n='],
        ['empty', ''],
        ['bare', ''],
      ]),
    );
    expect(read('id=tr_1&id=tr_2')?.get('id')).toBe('tr_1');
    expect(read('a=1=2')?.get('a')).toBe('1=2');
  });

  it('are what URLSearchParams wrote', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string({ unit: 'grapheme' })),
        (given) => {
          fc.pre(!JSON.stringify(given).includes('\\u0000'));
          const fields = read(new URLSearchParams(given).toString());
          for (const [name, value] of Object.entries(given)) expect(fields?.get(name)).toBe(value);
        },
      ),
    );
  });

  it.each([
    ['Latin-1, escaped', 'password=caf%E9'],
    ['half an escape', 'password=caf%C'],
    ['a NUL character', 'password=a%00'],
    ['a surrogate', 'password=%ED%A0%80'],
  ])('are refused with %s: a value would be kept otherwise than it was typed', (_what, text) => {
    expect(read(text)).toBeNull();
  });

  it('are refused in unescaped Latin-1', () => {
    expect(read('password=café', 'latin1')).toBeNull();
    expect(read('password=café')?.get('password')).toBe('café');
  });
});
