import { describe, expect, it } from '@jest/globals';
import { workbookOf } from '@leerhuis/testkit/workbook';
import { readWorkbook } from './read-workbook.ts';

async function sheetOf(before: string, rows: string) {
  const one = `${before}<sheetData>${rows}</sheetData>`;
  const { sheets } = await readWorkbook(workbookOf({ sheets: { one }, formats: ['yyyy-mm-dd'] }));
  const sheet = sheets[0];
  return {
    cells: sheet?.rows.flatMap(({ cells }) => [...cells.values()]),
    hiddenRows: sheet?.rows.filter(({ hidden }) => hidden).map(({ number }) => number),
    hiddenColumns: sheet?.hiddenColumns,
  };
}
const view = (attributes: string, pane = '') =>
  `<sheetViews><sheetView ${attributes} workbookViewId="0">${pane}</sheetView></sheetViews>`;

describe('the view of a sheet', () => {
  const zeros = '<row><c><v>0</v></c><c><v>-0</v></c><c><v>10</v></c></row>';
  const looksOf = async (before: string) =>
    (await sheetOf(before, zeros)).cells?.map((cell) => (cell.kind === 'number' ? cell.look : cell.kind));

  it.each(['0', 'false'])('may show no zeros (%s)', async (value) => {
    expect(await looksOf(view(`showZeros="${value}"`))).toEqual(['other', 'other', 'plain']);
    expect(await looksOf(view('showZeros="1"'))).toEqual(['plain', 'plain', 'plain']);
  });

  it('may show formulas instead of what they give, and days as numbers', async () => {
    const rows =
      '<row><c><f>A1</f><v>44</v></c><c t="str"><f>B1</f><v>a</v></c><c s="1"><v>46000</v></c><c><v>44</v></c><c t="str"><v>b</v></c></row>';
    const { cells } = await sheetOf(view('showFormulas="1"'), rows);
    expect(cells).toMatchObject([
      { look: 'other' },
      { kind: 'disguised', text: 'a' },
      { kind: 'disguised', text: '2025-12-09' },
      { look: 'plain' },
      { kind: 'text' },
    ]);
  });
});

describe('hidden are', () => {
  const rows = ['', 'ht="0" customHeight="1"', 'ht="0.5"', 'ht="15"', 'hidden="1"', 'hidden="0"']
    .map((attributes) => `<row ${attributes}><c><v>1</v></c></row>`)
    .join('');
  const columns =
    '<cols><col min="2" max="3" width="0"/><col min="3" max="3" hidden="1"/><col min="4" max="4" width="9"/></cols>';

  it('rows and columns that have no height or width', async () => {
    expect(await sheetOf(columns, rows)).toMatchObject({ hiddenRows: [2, 3, 5], hiddenColumns: [1, 2] });
  });

  it.each(['defaultRowHeight="0"'])('rows that say nothing else where %s', async (attribute) => {
    const { hiddenRows } = await sheetOf(`<sheetFormatPr ${attribute}/>`, rows);
    expect(hiddenRows).toEqual([1, 2, 3, 5]);
  });

  it('columns that say nothing else where none has a width', async () => {
    const { hiddenColumns = [] } = await sheetOf(`<sheetFormatPr defaultColWidth="0"/>${columns}`, rows);
    expect(hiddenColumns.slice(0, 4)).toEqual([0, 1, 2, 4]);
    expect(hiddenColumns.length).toBe(255);
  });

  it('rows and columns above and before what is frozen: nobody can scroll there', async () => {
    const pane = (attributes: string) => view('topLeftCell="C3"', `<pane ${attributes}/>`);
    const frozen = await sheetOf(pane('xSplit="1" ySplit="1" topLeftCell="D9" state="frozen"'), rows);
    expect(frozen).toMatchObject({ hiddenRows: [1, 2, 3, 5], hiddenColumns: [0, 1] });
    const split = await sheetOf(pane('xSplit="900" ySplit="900" topLeftCell="D9"'), rows);
    expect(split).toMatchObject({ hiddenRows: [2, 3, 5], hiddenColumns: [] });
    const other =
      '<customSheetViews><customSheetView><pane xSplit="1" state="frozen"/></customSheetView></customSheetViews>';
    expect(await sheetOf(view('topLeftCell="C3"') + other, rows)).toMatchObject({ hiddenColumns: [] });
    const columnsOnly = await sheetOf(pane('xSplit="1" topLeftCell="D3" state="frozen"'), rows);
    expect(columnsOnly).toMatchObject({ hiddenRows: [2, 3, 5], hiddenColumns: [0, 1] });
  });

  it('no more columns than are read, whatever a sheet claims', async () => {
    const claims = '<col min="-1000000000000" max="1000000000000" hidden="1"/>'.repeat(20);
    expect((await sheetOf(`<cols>${claims}</cols>`, rows)).hiddenColumns?.length).toBe(256);
  });
});
