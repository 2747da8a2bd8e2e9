import { describe, expect, it } from '@jest/globals';
import { unshowableIn } from '@leerhuis/letters';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { z } from 'zod';
import { readInput } from '../reading/input-faults.ts';
import { companyName, personName } from './names.ts';

const person = personName(100);
const company = companyName(100);
const fault = (schema: z.ZodType, value: string) => {
  const read = readInput(schema, value);
  return 'value' in read ? null : read.faults[0]?.message.en;
};

const people = [
  'Lena',
  'O’Neill',
  "O'Neill",
  "d'Hondt",
  'D`Hondt',
  'Jean-Paul',
  "van 't Hoff",
  'Łukasz',
  'Nguyễn',
  'José María',
  '王小明',
  '吉田',
  '约翰·史密斯',
  'محمد العلي',
  'شهرام‌نیا',
  'שלום כהן',
  'Ελένη',
  'Дмитрий',
  'Gal·la',
  'A.',
  'J.P.',
  'Ph.D. Jan Maes',
  'Prof.dr. Jan Maes',
  'Mr. Hanne Claes',
  'ir. Jan de Vries M.Sc.',
  'Maes, Jr.',
  'Jan (Jantje)',
  'X Æ A-12',
  'Louis 14',
];

const notPeople: [string, RegExp][] = [
  ['https://evil.example/win', /address/],
  ['evil.com', /address/],
  ['Win at evil.com.', /address/],
  ['www.evil', /address/],
  ['bit.ly', /address/],
  ['t.co', /address/],
  ['go 192.168.10.1', /address/],
  ['пример.рф', /address/],
  ['lena@evil.example', /address/],
  ['@lena', /address/],
  ['evil。com', /special/],
  ['ｅｖｉｌ．com', /special/],
  ['Lena\nMaes', /one line/],
  ['Lena\r\nBcc: x', /one line/],
  ['Lena\u2028Maes', /one line/],
  ['Lena\u0007', /special/],
  ['Lena\u0085', /special/],
  ['Lena\u202eseaM', /special/],
  ['Lena\u2066x\u2069', /special/],
  ['Le\u200bna', /special/],
  ['Lena\ufeff', /special/],
  ['Lena \u{e0041}', /special/],
  ['<b>Lena</b>', /address|special/],
  ['=HYPERLINK("x")', /special/],
  ['{{name}}', /special/],
  ['Lena 😀', /special/],
  ['1234', /letter/],
  ['0475 12 34 56', /letter/],
  ['--', /letter/],
  ['\u200d', /empty/],
  ['1 \u200d', /letter/],
  ['\u2800\u200b', /empty/],
  ['\u3164', /empty/],
  ['Le\u3164na', /special/],
  ['Le\uffa0na', /special/],
  ['   ', /empty/],
  ['', /empty/],
];

const companies = [
  '3M',
  '1-2-3',
  'Booking.com BV',
  'bol.com',
  'Yahoo!',
  'AT&T',
  'Marks & Spencer',
  '@Leisure Benelux BV',
  'Bang & Olufsen a/s',
  'C++ Consulting (Gent)',
  '"De Zwaan" bv',
  'Café René #1',
  '株式会社',
  'Notaris J.Peeters',
];

const notCompanies: [string, RegExp][] = [
  ['https://evil.example', /address/],
  ['//evil.example', /address/],
  ['evil.com/login', /address/],
  ['evil.com?x=1', /address/],
  ['Win at info@evil.com', /address/],
  ['Maes\nBV', /one line/],
  ['Maes \u202eVB', /special/],
  ['Maes\u0000BV', /special/],
  ['\u200d', /empty/],
  ['.\u200c.', /letter/],
  ['<script>', /special/],
  ['Maes 🚀 BV', /special/],
  ['...', /letter or digit/],
  [' ', /empty/],
  ['\u115f \uffa0', /empty/],
  ['\u200b', /empty/],
];

describe('a name of a person', () => {
  it.each(people)('may be %s', (name) => {
    expect(fault(person, name)).toBeNull();
    expect(person.parse(` ${name} `)).toBe(name.normalize('NFC'));
  });

  it.each(notPeople)('is not %j', (name, message) => {
    expect(fault(person, name)).toMatch(message);
  });

  it('is kept in one spelling of its accents', () => {
    expect(person.parse('Zoe\u0308')).toBe('Zoë');
  });
});

describe('a name of a company', () => {
  it.each([...people.filter((name) => name !== 'A.'), ...companies])('may be %s', (name) => {
    expect(fault(company, name)).toBeNull();
  });

  it.each(notCompanies)('is not %j', (name, message) => {
    expect(fault(company, name)).toMatch(message);
  });
});

describe('what is wrong with a name', () => {
  it.each([
    [person, 'evil.com', 'Dit lijkt een webadres', 'Ceci ressemble à une adresse'],
    [person, '12', 'Een naam heeft minstens één letter', 'Un nom comporte au moins une lettre'],
    [company, '...', 'Een naam heeft minstens één letter of cijfer', 'une lettre ou un chiffre'],
    [person, 'a\nb', 'Een naam is één regel', 'Un nom tient sur une ligne'],
  ])('%#: is said in each language', (schema, value, nl, fr) => {
    const read = readInput(schema, value);
    const [found] = 'value' in read ? [] : read.faults;
    expect([found?.message.nl, found?.message.fr]).toEqual([expect.stringContaining(nl), expect.stringContaining(fr)]);
  });
});

describe('the description of a name', () => {
  const ajv = new Ajv2020();
  const units = fc.constantFrom('a', 'é', '王', ' ', '.', '-', "'", '1', '@', '/', '\u202e', '😀', '\n', '\u00a0', ',');

  it.each([
    ['person', person],
    ['company', company],
  ])('of a %s allows exactly what is read, as far as documents can show it', (_, schema) => {
    const described = ajv.compile(z.toJSONSchema(schema, { io: 'input' }));
    const allowed = (text: string) => described(text) && unshowableIn(text.normalize('NFC')).length === 0;
    const check = (text: string) => expect([text, allowed(text)]).toEqual([text, schema.safeParse(text).success]);
    for (const text of [...people, ...companies, ...[...notPeople, ...notCompanies].map(([name]) => name)]) check(text);
    fc.assert(fc.property(fc.string({ unit: units, maxLength: 12 }), check));
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 12 }), check));
  });

  it.each([
    ['person', person],
    ['company', company],
  ])('of a %s is decided on in time that grows with the text, whatever the text', (_, schema) => {
    for (const piece of [' ', '.', 'a', '.a', 'a.', '@', 'a@', '/', "'", '\u00a0a', '.aa', 'é.']) {
      const text = piece.repeat(200_000 / piece.length);
      const before = performance.now();
      schema.safeParse(`${text}\n`);
      expect([piece, performance.now() - before < 2_000]).toEqual([piece, true]);
    }
  });
});
