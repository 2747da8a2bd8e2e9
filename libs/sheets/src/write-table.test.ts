import { buffer, text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '@leerhuis/testkit';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { readCsv } from './read-csv.ts';
import { readWorkbook } from './read-workbook.ts';
import type { Column } from './table.ts';
import { writeCsv } from './write-csv.ts';
import { writeXlsx } from './write-xlsx.ts';

interface Row {
  name: string;
  day: string | null;
  points: number | null;
}
const columns: Column<Row>[] = [
  { title: 'name', kind: 'text', of: ({ name }) => name },
  { title: 'day', kind: 'day', of: ({ day }) => day },
  { title: 'points', kind: 'number', of: ({ points }) => points },
];
const row = (name: string, points: number | null = null, day: string | null = null): Row => ({ name, day, points });
const table = (...rows: Row[]) => ({ name: 'Test', columns, rows });

async function csvOf(...rows: Row[]): Promise<string[][]> {
  const content = await text(writeCsv(table(...rows)));
  return (parse(content, { delimiter: ';', bom: true, record_delimiter: '\r\n' }) as string[][]).slice(1);
}

async function partsOf(...rows: Row[]): Promise<Record<string, string>> {
  const parts = unzipSync(await buffer(writeXlsx(table(...rows))));
  return Object.fromEntries(Object.entries(parts).map(([path, bytes]) => [path, strFromU8(bytes)]));
}

async function sheetOf(...rows: Row[]): Promise<string> {
  return (await partsOf(...rows))['xl/worksheets/sheet1.xml'] ?? '';
}

describe('CSV for Dutch and French spreadsheets', () => {
  it('begins with a byte order mark, and has semicolons, decimal commas and line ends of Windows', async () => {
    const content = await buffer(writeCsv(table(row('Zoë', 1.5, '2026-11-01'), row('Bo', -2.25))));
    expect(content.toString()).toBe('\ufeffname;day;points\r\nZoë;2026-11-01;1,5\r\nBo;;-2,25\r\n');
  });

  it.each([
    'Van "den" Berg; Zoë',
    'two\r\nlines',
    'one\nfeed',
    ' spaces ',
    "'t Hof",
    '王小明',
    'Module 3',
    '512345',
    '',
  ])('keeps the text %j as it is', async (name) => {
    expect(await csvOf(row(name))).toEqual([[name, '', '']]);
  });

  it.each([
    '=1+1',
    '+32 475 x',
    '@SUM(A1)',
    '-Jan',
    '\t=1',
    '\r=1',
    '-a\r\nb',
    ' =1+1',
    '＝1+1',
    '=HYPERLINK("http://x";"y")',
  ])('writes the text %j as a constant, as it could become a formula', async (name) => {
    expect(await csvOf(row(name))).toEqual([[`="${name.replaceAll('"', '""')}"`, '', '']]);
  });

  it('joins a long constant of pieces, as a formula holds no text of more than 255 characters', async () => {
    const name = `-${'a😀"'.repeat(150)}`;
    const [[written = ''] = []] = await csvOf(row(name));
    expect(written).toMatch(/^=("([^"]|"")*")(&"([^"]|"")*")+$/);
    for (const piece of written.slice(2, -1).split('"&"')) {
      expect(piece.length).toBeLessThanOrEqual(255);
      expect(piece).not.toMatch(/\p{Cs}/u);
    }
    expect(readCsv(await buffer(writeCsv(table(row(name))))).rows[1]?.cells.get(0)).toEqual({
      kind: 'text',
      text: name,
    });
  });

  it('puts an apostrophe before what is longer than a formula may be', async () => {
    const name = `-${'a'.repeat(8_192)}`;
    expect(await csvOf(row(name))).toEqual([[`'${name}`, '', '']]);
  });

  it('is read by ourselves as it was written, whatever the text', async () => {
    const units = fc.constantFrom(...'=+-@\'"&;,\r\n\t 0aé😀'.split(/(?:)/u));
    const texts = fc.array(fc.oneof(fc.string({ unit: units, maxLength: 300 }), fc.string({ unit: 'grapheme' })));
    await fc.assert(
      fc.asyncProperty(texts, async (names) => {
        const { rows } = readCsv(await buffer(writeCsv(table(...names.map((name) => row(`${name}.`, 1))))));
        const read = rows.slice(1).map(({ cells }) => cells.get(0));
        expect(read).toEqual(names.map((name) => ({ kind: 'text', text: `${name}.` })));
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    '012345',
    '00',
    '1E5',
    '1.234',
    '12/2026',
    '2026-11',
    '1 mei',
    'mei 2026',
    'déc. 26',
    '123456789012',
    'Waar',
    '-5',
    '5%',
  ])('writes the text %j as a constant, as a spreadsheet would change it', async (name) => {
    expect(await csvOf(row(name))).toEqual([[`="${name}"`, '', '']]);
  });

  it.each([
    ['CSV', writeCsv],
    ['a workbook', writeXlsx],
  ] as const)('gives its source up when the reader of %s goes away', async (_what, write) => {
    let isOpen = true;
    const endless = async function* () {
      try {
        for (let index = 0; ; index += 1) yield row(`name ${index}`, Math.sin(index));
      } finally {
        isOpen = false;
      }
    };
    for await (const _piece of write({ ...table(), rows: endless() })) break;
    await eventually(() => !isOpen);
  });

  it('tells the reader of a source that fails', async () => {
    const failing = async function* () {
      yield row('a');
      throw new Error('the source is gone');
    };
    await expect(buffer(writeCsv({ ...table(), rows: failing() }))).rejects.toThrow('the source is gone');
    await expect(buffer(writeXlsx({ ...table(), rows: failing() }))).rejects.toThrow('the source is gone');
  });
});

describe('a workbook', () => {
  it('has text as text, numbers as numbers and days as days', async () => {
    const sheet = await sheetOf(row('012345', 1.5, '2026-11-01'), row('=1+1', -2));
    expect(sheet).toContain('<c r="A2" s="1" t="inlineStr"><is><t xml:space="preserve">012345</t></is></c>');
    expect(sheet).toContain('<c r="B2" s="2"><v>46327</v></c><c r="C2"><v>1.5</v></c>');
    // that a spreadsheet shows with an apostrophe while it is edited
    expect(sheet).toContain(
      '<c r="A3" s="4" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c><c r="C3"><v>-2</v></c>',
    );
    expect(sheet).not.toContain('<f');
    expect((await partsOf())['xl/styles.xml']?.match(/<xf [^>]*>/g)?.[5]).toMatch(/numFmtId="49".*quotePrefix="1"/);
  });

  it('is read by ourselves as it was written', async () => {
    const texts = ['012345', '=1+1', ' a_x0041_<b>&"c" ', 'two\r\nlines', '1E5', 'TRUE', '王小明 😀', 'محمد'];
    const rows = texts.map((name) => row(name, -1.5, '2026-11-01'));
    const { sheets } = await readWorkbook(await buffer(writeXlsx(table(...rows))));
    const read = sheets[0]?.rows.slice(1).map(({ cells }) => [...cells.values()]);
    expect(read).toEqual(
      texts.map((name) => [
        { kind: 'text', text: name },
        { kind: 'day', day: '2026-11-01', hasTime: false },
        { kind: 'number', value: -1.5, look: 'plain' },
      ]),
    );
  });

  it('holds any text, also what XML has no way to write', async () => {
    const sheet = await sheetOf(row('a<b>&"c"\u0001\r\n\ud800 _x0041_ 😀'));
    expect(sheet).toContain('a&lt;b&gt;&amp;&quot;c&quot;_x0001__x000D_\n_xD800_ _x005F_x0041_ 😀');
  });

  it('is made piece by piece, and is the same for the same rows', async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => row(`name ${index}`, index));
    const [one, other] = [await buffer(writeXlsx(table(...many))), await buffer(writeXlsx(table(...many)))];
    expect(one.equals(other)).toBe(true);
    const sheet = strFromU8(unzipSync(one)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet.match(/<row /g)).toHaveLength(5_001);
    expect(sheet).toContain('<autoFilter ref="A1:C5001"/>');
  });

  it.each([
    ['a number that is none', row('a', Number.NaN)],
    ['a day that is none', row('a', null, '2026-13-01')],
    ['a day from before spreadsheets agree', row('a', null, '1900-01-01')],
    ['text longer than a cell', row('x'.repeat(32_768))],
  ])('is not made of %s', async (_what, wrong) => {
    await expect(buffer(writeXlsx(table(wrong)))).rejects.toThrow();
  });
});
