import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { piecesOf } from '@leerhuis/letters';
import { coverage } from '@leerhuis/letters/coverage';
import { orderOf } from './directions.ts';
import { fontFiles } from './fonts.ts';
import { renderPdf, textLayerOf } from './index.ts';

const textOf = async (content: Parameters<typeof renderPdf>[0]['content']) => textLayerOf(await renderPdf({ content }));
/** As it is drawn from left to right. */
const turned = (text: string) => [...text].reverse().join('');

describe('names and titles in other scripts', () => {
  it.each([
    ['王小明', '王小明'],
    ['山田 太郎', '山田 太郎'],
    ['Jan 🎓 Peeters', 'Jan 🎓 Peeters'],
    ['Наталія Шевченко', 'Наталія Шевченко'],
    ['שלום כהן', turned('שלום כהן')],
    ['محمد العلي', turned('محمد العلي')],
    // letters that share a shape, of which only the dots differ
    ['بيت ينتبه نون', turned('بيت ينتبه نون')],
  ])('are in the text of the document, plain and bold: %s', async (name, drawn) => {
    expect(await textOf([name, { text: name, bold: true }])).toEqual([`${drawn}\n${drawn}`]);
  });

  it('stand in order among words from left to right, and those among them', async () => {
    expect(await textOf('Mr. محمد العلي (Gent)')).toEqual([`Mr. ${turned('محمد العلي')} (Gent)`]);
    // a paragraph that begins from right to left goes on so
    expect(await textOf('כהן (2026) BV')).toEqual([`BV (2026) ${turned('כהן')}`]);
    expect(await textOf('voor שלום (בית) enz.')).toEqual([
      `voor )${turned('בית')}( ${turned('שלום')} enz.`.replace(/[()]/g, (one) => (one === '(' ? ')' : '(')),
    ]);
  });

  it('keep their order when the line is broken, also in a cell', async () => {
    const title = 'שיעור ארוך מאוד על דיני שכירות בבלגיה';
    const [text = ''] = await textOf({ table: { widths: [90], body: [[title]] } });
    const lines = text.split('\n');
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.map((line) => turned(line.trim())).join(' ')).toBe(title);
  });

  it('are drawn with the letters of their font, joined where they join', async () => {
    const pdf = await renderPdf({ content: ['محمد', { text: '王', bold: true }] });
    const names = [...pdf.toString('latin1').matchAll(/\/FontName \/\w+\+([\w-]+)/g)].map(([, name]) => name);
    expect(names.sort()).toEqual(['NotoSansArabic-Regular', 'NotoSansSC-Bold']);
    const shapes = (text: string) => renderPdf({ content: [text] }).then((one) => one.length);
    // مم joined is two shapes of one letter, apart it is one
    expect(await shapes('مم')).toBeGreaterThan(await shapes('م م'));
  });
});

describe('what letters says of the fonts', () => {
  it('is what they have; after a change of one: node scripts/font-coverage.mjs', () => {
    const require = createRequire(createRequire(createRequire(import.meta.url).resolve('pdfmake')).resolve('pdfkit'));
    const { create } = require('fontkit') as {
      create(bytes: Uint8Array): { hasGlyphForCodePoint(code: number): boolean };
    };
    for (const [name, { normal, bold }] of Object.entries(fontFiles())) {
      expect(Object.keys(coverage)).toContain(name);
      for (const file of [normal, bold]) {
        const font = create(readFileSync(file));
        for (const code of [0x41, 0x11b, 0x627, 0x649, 0x5d0, 0x4e00, 0x9f99, 0x1f393, 0xe01, 0x905, 0x1f9ff]) {
          const [piece] = piecesOf(String.fromCodePoint(code));
          if (piece?.font === name) expect(font.hasGlyphForCodePoint(code)).toBe(true);
          if (piece?.font === null) expect(font.hasGlyphForCodePoint(code)).toBe(false);
        }
      }
    }
  });
});

describe('the order of the parts of a line', () => {
  it('is that of UAX #9: numbers from left to right within words from right to left', () => {
    const parts = (levels: string) =>
      [...levels].map((level) => ({ text: level === '_' ? ' ' : 'x', level: Number(level) || 0 }));
    expect(orderOf(parts('000'))).toEqual([0, 1, 2]);
    expect(orderOf(parts('0110'))).toEqual([0, 2, 1, 3]);
    expect(orderOf(parts('12211'))).toEqual([4, 3, 1, 2, 0]);
    expect(orderOf(parts('11_'))).toEqual([1, 0, 2]);
  });
});
