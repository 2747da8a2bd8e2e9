import { describe, expect, it } from '@jest/globals';
import { workbookOf } from '@leerhuis/testkit/workbook';
import { UnreadableFile } from './catalogue-file.ts';
import { readCatalogue } from './import-commands.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' as const;
const columns = ['code', 'title_nl', 'description_nl', 'minutes', 'priceCents', 'vatRate'];
const row = ['EDUC10', 'Tien uur', 'x', 600, 44_000, 21];

const cell = (value: string | number) =>
  typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const line = (values: (string | number)[], attributes = '') => `<row ${attributes}>${values.map(cell).join('')}</row>`;

const read = (sheets: Record<string, string>, more: Partial<Parameters<typeof workbookOf>[0]> = {}) =>
  readCatalogue(xlsx, workbookOf({ sheets, ...more }));
const refused = async (...wanted: Parameters<typeof read>) => {
  const error = await read(...wanted).catch((reason: unknown) => reason);
  if (!(error instanceof UnreadableFile)) throw new Error('it was not refused', { cause: error });
  return error.findings.map(({ field, message }) => `${field}: ${message.en}`);
};

describe('a workbook loses nothing without a word', () => {
  it('is refused with a column twice, of which the last would win', async () => {
    const creditPackages = line([...columns, 'priceCents']) + line([...row, 1]);
    expect(await refused({ creditPackages })).toEqual([
      'creditPackages.priceCents: This column is there more than once (E, G)',
    ]);
  });

  it('is refused with something in a column without a name', async () => {
    const creditPackages = line(columns) + line([...row, 'korting']);
    expect(await refused({ creditPackages })).toEqual(['creditPackages!G2: This column has no name in the first row']);
  });

  it('is refused with merged cells, of which all but the first are empty', async () => {
    const creditPackages = `<sheetData>${line(columns)}${line(row)}</sheetData><mergeCells><mergeCell ref="F2:F3"/></mergeCells>`;
    expect(await refused({ creditPackages })).toEqual([
      'creditPackages!F2:F3: Merged cells: split them and fill each cell',
    ]);
  });

  it('is refused with a sheet of which the name is almost right', async () => {
    expect(await refused({ 'Credit Packages': line(columns) + line(row) })).toContain(
      'Credit Packages: Name it creditPackages',
    );
  });

  it('refuses a row for an error in a cell that might be empty', async () => {
    const creditPackages = `${line([...columns, 'title_fr'])}<row>${row.map(cell).join('')}<c t="e"><v>#REF!</v></c></row>`;
    const { creditPackages: records } = await read({ creditPackages });
    expect(records[0]?.findings).toMatchObject([
      { field: 'title_fr', message: { en: expect.stringContaining('#REF!') } },
    ]);
  });

  it('refuses codes that the sheet shows otherwise than it keeps them', async () => {
    const creditPackages = `${line(columns)}<row><c s="1"><v>101</v></c>${row.slice(1).map(cell).join('')}</row><row><c t="b"><v>1</v></c>${row.slice(1).map(cell).join('')}</row>`;
    const { creditPackages: records } = await read({ creditPackages }, { formats: ['0000'] });
    expect(records.map(({ findings }) => findings.map(({ field }) => field))).toEqual([['code'], ['code']]);
  });

  it('tells what is hidden and which sheets were not read, and reads the rest', async () => {
    const creditPackages = `<cols><col min="3" max="3" hidden="1"/></cols><sheetData>${line(columns)}${line(row, 'r="2" hidden="1"')}</sheetData>`;
    const { creditPackages: records, notices } = await read(
      { creditPackages, notes: line(['x']), empty: '' },
      { states: { creditPackages: 'state="hidden"' } },
    );
    expect(records).toHaveLength(1);
    expect(notices.map(({ field, message }) => `${field}: ${message.en}`)).toEqual([
      'notes: This sheet was not read',
      'creditPackages: Hidden sheet, yet read',
      'creditPackages!2: 1 hidden rows, yet read',
      'creditPackages.description_nl: Hidden column, yet read',
    ]);
  });
});
