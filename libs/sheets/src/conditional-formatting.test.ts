import { describe, expect, it } from '@jest/globals';
import { workbookOf } from '@leerhuis/testkit/workbook';
import { readWorkbook } from './read-workbook.ts';
import { readWorkbookApart } from './read-workbook-apart.ts';

const numFmt = (code: string) => `<numFmt numFmtId="170" formatCode="${code.replaceAll('"', '&quot;')}"/>`;
const conditional = [numFmt('0"000"'), numFmt(';;;'), '<font><b/></font>', numFmt('0;;;"nul"')];
const ruleOf = (format: number) =>
  `<cfRule type="expression" dxfId="${format}" priority="1"><formula>1</formula></cfRule>`;
const formatted = (ref: string, rules: string) =>
  `<conditionalFormatting sqref="${ref}">${rules}</conditionalFormatting>`;
const extended = (ref: string, rules: string) =>
  `<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"><x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="m">${rules}<xm:sqref>${ref}</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>`;

const cells = (row: number) =>
  `<row r="${row}"><c r="A${row}"><v>44</v></c><c r="B${row}" t="inlineStr"><is><t>a</t></is></c><c r="C${row}" s="1"><v>46000</v></c></row>`;
const bookOf = (after: string) =>
  workbookOf({
    sheets: { one: `<sheetData>${cells(1)}${cells(2)}</sheetData>${after}` },
    formats: ['yyyy-mm-dd'],
    conditional,
  });

/** Cells that are seen otherwise than they are held. */
async function disguisedBy(after: string): Promise<string> {
  const { sheets } = await readWorkbook(bookOf(after));
  const seen = sheets[0]?.rows.flatMap(({ number, cells: held }) =>
    [...held].flatMap(([column, cell]) => {
      const isDisguised = cell.kind === 'disguised' || (cell.kind === 'number' && cell.look === 'other');
      return isDisguised ? [`${'ABC'[column]}${number}`] : [];
    }),
  );
  return seen?.join(' ') ?? '';
}

describe('a cell that conditional formatting may show as another is told', () => {
  it.each<[string, string, string]>([
    ['one that adds zeros', formatted('A1:C1', ruleOf(0)), 'A1 C1'],
    ['one that hides all', formatted('A1:C1', ruleOf(1)), 'A1 B1 C1'],
    ['one that shows another text', formatted('B1:B2', ruleOf(3)), 'B1 B2'],
    ['one of several rules', formatted('A1', ruleOf(2) + ruleOf(0)), 'A1'],
    ['several ranges', formatted('A2 C1:C2 Z9', ruleOf(0)), 'C1 A2 C2'],
    ['ranges that meet', formatted('A1:B1', ruleOf(1)) + formatted('A1:C1', ruleOf(0)), 'A1 B1 C1'],
    ['whole columns', formatted('A1:A1048576', ruleOf(0)), 'A1 A2'],
    ['columns by their letters', formatted('B:C', ruleOf(1)), 'B1 C1 B2 C2'],
    ['rows by their numbers', formatted('$2:$2', ruleOf(1)), 'A2 B2 C2'],
    ['the whole sheet', formatted('A1:XFD1048576', ruleOf(1)), 'A1 B1 C1 A2 B2 C2'],
    ['a range from its end', formatted('C2:B1', ruleOf(0)), 'C1 C2'],
    ['icons only', formatted('A1:B1', '<cfRule type="iconSet"><iconSet showValue="0"/></cfRule>'), 'A1'],
    ['bars only', formatted('A1:B1', '<cfRule type="dataBar"><dataBar showValue="false"/></cfRule>'), 'A1'],
    [
      'an extension',
      extended(
        'A1 B2:C2',
        `<x14:cfRule type="expression"><xm:f>1</xm:f><x14:dxf>${numFmt(';;;')}</x14:dxf></x14:cfRule>`,
      ),
      'A1 B2 C2',
    ],
    [
      'icons only of an extension',
      extended('A1', '<x14:cfRule type="iconSet"><x14:iconSet custom="1" showValue="0"/></x14:cfRule>'),
      'A1',
    ],
  ])('%s', async (_what, after, told) => {
    expect(await disguisedBy(after)).toBe(told);
  });

  it.each<[string, string]>([
    ['bold print', formatted('A1:C2', ruleOf(2))],
    ['icons beside the number', formatted('A1:C2', '<cfRule type="iconSet"><iconSet/></cfRule>')],
    ['a range where nothing is', formatted('D1:XFD1048576', ruleOf(1))],
    ['a validation', extended('A1', '').replaceAll('conditionalFormatting', 'dataValidation')],
  ])('but not %s', async (_what, after) => {
    expect(await disguisedBy(after)).toBe('');
  });
});

it('of as many ranges as are read takes no longer than the cells', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => cells(i + 1)).join('');
  const ref = Array.from({ length: 1_000 }, (_, i) => `A${i + 1}:XFD${1_048_576 - 2 * i}`).join(' ');
  const one = `<sheetData>${rows}</sheetData>${formatted(ref, ruleOf(1))}`;
  const { sheets } = await readWorkbookApart(workbookOf({ sheets: { one }, formats: ['yyyy-mm-dd'], conditional }), {
    milliseconds: 10_000,
  });
  const kinds = new Set(sheets[0]?.rows.flatMap((row) => [...row.cells.values()].map(({ kind }) => kind)));
  expect([...kinds]).toEqual(['number', 'disguised']);
});

describe('conditional formatting that no honest file has is refused', () => {
  const reasonOf = (after: string) =>
    readWorkbook(bookOf(after)).then(
      () => 'read',
      ({ reason }: { reason: string }) => reason,
    );

  it('with more ranges than anybody formats', async () => {
    expect(await reasonOf(formatted('A1:A9 '.repeat(1_001), ruleOf(0)))).toBe('too-large');
    expect(await reasonOf(formatted('A1:A9', ruleOf(0)).repeat(1_001))).toBe('too-large');
    expect(await reasonOf(formatted('A1:A9 '.repeat(1_001), ruleOf(2)))).toBe('read');
  });

  it.each(['', 'A0', 'A1:', 'A1:B2:C3', 'one!A1', ':'])('with the range %j', async (ref) => {
    expect(await reasonOf(formatted(ref, ruleOf(0)))).toBe('no-workbook');
  });
});
