import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { readCell } from './read-cell.ts';
import { readCsv } from './read-csv.ts';
import { UnreadableWorkbook } from './workbook.ts';
import { writeCsv } from './write-csv.ts';

const valuesOf = (bytes: Buffer | string) =>
  readCsv(Buffer.from(bytes)).rows.map(({ number, cells }) => [
    number,
    ...[...cells.values()].map((cell) => cell.kind === 'text' && cell.text),
  ]);
const refusal = (bytes: Buffer | string) => {
  try {
    return readCsv(Buffer.from(bytes)) && 'read';
  } catch (error) {
    return error instanceof UnreadableWorkbook ? error.reason : error;
  }
};

describe('CSV', () => {
  it.each([
    ['semicolons', 'code;naam\r\n0101;"Zoë; en co"\r\n', ''],
    ['commas', 'code,naam\n0101,"Zoë; en co"\n', ''],
    ['tabs', 'code\tnaam\n0101\tZoë; en co', ''],
    ['a first line that names its mark', 'sep=|\r\ncode|naam\n0101|Zoë; en co', 'sep'],
    ['an empty line and empty cells', 'code;naam;\n\n0101;"Zoë; en co"; \u200b\n', ''],
  ])('is read with %s', (_what, text, sep) => {
    const [header, row] = valuesOf(text);
    expect(header?.slice(1)).toEqual(['code', 'naam']);
    expect(row?.slice(1)).toEqual(['0101', 'Zoë; en co']);
    expect(header?.[0]).toBe(sep ? 2 : 1);
  });

  it.each([
    ['utf-8', Buffer.from('naam\nZoë €')],
    ['utf-8', Buffer.from('\ufeffnaam\nZoë €')],
    ['utf-16le', Buffer.from('\ufeffnaam\nZoë €', 'utf16le')],
    ['utf-16be', Buffer.from('\ufeffnaam\nZoë €', 'utf16le').swap16()],
    ['windows-1252', Buffer.concat([Buffer.from('naam\nZo'), Buffer.from([0xeb, 0x20, 0x80])])],
  ])('in %s says the same', (encoding, bytes) => {
    expect(valuesOf(bytes)).toEqual([
      [1, 'naam'],
      [2, 'Zoë €'],
    ]);
    expect(readCsv(bytes).encoding).toBe(encoding);
  });

  it('guesses no number: what a column wants is read in one way or refused', () => {
    const { rows } = readCsv(Buffer.from('cents\n44.000\n44000\n1,5'));
    const read = rows.slice(1).map(({ cells }) => readCell('integer', cells.get(0) ?? { kind: 'text', text: '' }));
    expect(read).toMatchObject([{ refused: 'ambiguous-number' }, { value: 44_000 }, { refused: 'no-whole-number' }]);
  });

  it('reads back what was written for a spreadsheet', async () => {
    const codes = ['0123', '1-2', 'jan', 'Zoë "de" Wit', 'a;b', 'twee\nregels'];
    async function* rows() {
      yield* codes;
    }
    const file = writeCsv({
      name: 'codes',
      columns: [{ title: 'code', kind: 'text', of: (code: string) => code }],
      rows: rows(),
    });
    expect(valuesOf(await buffer(file)).map(([, text]) => text)).toEqual(['code', ...codes]);
  });

  it.each<[string, Buffer | string, string]>([
    ['marks that may both separate', 'code;naam,voornaam\n1;2', 'ambiguous'],
    ['a quote without an end', 'code\n"abc', 'no-workbook'],
    ['NUL characters', 'a\0b', 'no-workbook'],
    ['half a character of UTF-16', Buffer.from('fffe00d8', 'hex'), 'no-workbook'],
    ['more rows than anybody fills', 'a\n'.repeat(20_001), 'too-large'],
    ['more columns', `a;b\n${'x;'.repeat(300)}x`, 'too-large'],
    ['a field without end', `a\n"${'x'.repeat(2_000_000)}"`, 'no-workbook'],
  ])('with %s is refused', (_what, bytes, reason) => {
    expect(refusal(bytes)).toBe(reason);
  });
});
