import { describe, expect, it } from '@jest/globals';
import { readInput } from './input-faults.ts';
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
});
