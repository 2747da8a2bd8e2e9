import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { z } from 'zod';
import { readInput } from '../reading/input-faults.ts';
import { lineText, longText, printedLine } from './texts.ts';

describe('text from outside', () => {
  it('is kept with letters and their accents in one (NFC)', () => {
    for (const schema of [lineText(20), longText(20), printedLine(20)])
      expect(readInput(schema, ' Zoe\u0308 Dvor\u030ca\u0301k ')).toEqual({ value: 'Zo\u00eb Dvo\u0159\u00e1k' });
  });

  it('that ends on a document is refused when no font of ours has its letters, which are named', () => {
    for (const name of ['Zoë Kovačić', 'محمد العلي', '王小明', 'שלום כהן', 'Jan 🎓'])
      expect(readInput(printedLine(50), name)).toEqual({ value: name });
    expect(readInput(printedLine(50), 'สมชาย Jansen')).toEqual({
      faults: [
        {
          path: [],
          message: {
            nl: 'Bevat tekens die wij niet op documenten kunnen afdrukken: ส ม ช า ย',
            fr: 'Contient des caractères que nous ne pouvons pas imprimer sur nos documents : ส ม ช า ย',
            en: 'Contains characters that we cannot print on documents: ส ม ช า ย',
          },
        },
      ],
    });
    // turns what follows around
    expect(readInput(printedLine(50), 'Jan \u202egnp.exe')).toHaveProperty('faults');
  });

  const fault = (schema: z.ZodType, value: string) => {
    const read = readInput(schema, value);
    return 'value' in read ? null : read.faults[0]?.message.nl;
  };
  const unseen = [
    ...'\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2063\u206f',
    ...'\u2800\u3164\ufe0f\ufeff\uffa0\ufff9\u0085\u{1d173}\u{1bca0}\u{e0001}\u{e0041}\u{e0100}',
  ];

  const named = unseen.map((letter) => [`U+${letter.codePointAt(0)?.toString(16)}`, letter] as const);
  it.each(named)('of %s only is blank', (_, letter) => {
    for (const text of [letter, ` ${letter} `, letter.repeat(3), `\u00a0${letter}\u200b`])
      for (const schema of [lineText(20), longText(20), printedLine(20)])
        expect([text, fault(schema, text)]).toEqual([text, 'Mag niet leeg zijn']);
    expect(fault(longText(20), `\n${letter}\n`)).toBe('Mag niet leeg zijn');
  });

  it('may have what is not seen between what is', () => {
    for (const text of [
      'شهرام\u200cنیا',
      '\u200fשלום\u200e',
      '👩\u200d🏫',
      '❤\ufe0f',
      'Erf\u00adrecht',
      '🏴\u{e0067}\u{e0062}\u{e007f}',
    ])
      for (const schema of [lineText(20), longText(20)]) expect(fault(schema, text)).toBeNull();
  });

  it('does not turn the direction of a line', () => {
    for (const turn of '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069')
      for (const text of [`Jan ${turn}snaJ`, `${turn}Jan`, `Jan${turn}`])
        for (const schema of [lineText(20), lineText(20, 0), printedLine(20)])
          expect([text, fault(schema, text)]).toEqual([text, 'Bevat tekens die hier niet kunnen']);
    expect(fault(lineText(20), 'a\nb')).toBe('Moet één regel zijn, zonder bijzondere tekens');
  });

  it.each([
    ['one line', lineText(20)],
    ['one line, or none', lineText(20, 0)],
    ['lines', longText(20)],
    ['lines, or none', longText(20, 0)],
  ])('is described as it is read: %s', (_, schema) => {
    const described = new Ajv2020().compile(z.toJSONSchema(schema, { io: 'input' }));
    const units = fc.constantFrom(
      ...unseen,
      'a',
      '漢',
      '😀',
      ' ',
      '\n',
      '\u2028',
      '\u0007',
      '\u202e',
      '\u2069',
      '\u00a0',
    );
    const check = (text: string) => expect([text, described(text)]).toEqual([text, schema.safeParse(text).success]);
    fc.assert(fc.property(fc.string({ unit: units, maxLength: 6 }), check));
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 6 }), check));
  });

  it('is decided on in time that grows with the text', () => {
    for (const piece of [' ', '\u200b', 'a', ' \u200b', '\u{e0041}'])
      for (const schema of [lineText(300_000), longText(300_000)]) {
        const before = performance.now();
        schema.safeParse(`${piece.repeat(100_000)}\u0007`);
        expect([piece, performance.now() - before < 2_000]).toEqual([piece, true]);
      }
  });
});
