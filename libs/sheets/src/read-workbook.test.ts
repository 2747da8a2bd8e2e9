import { describe, expect, it } from '@jest/globals';
import { workbookOf } from '@leerhuis/testkit/workbook';
import { zipOf } from '@leerhuis/testkit/zip';
import writeExcel from 'write-excel-file/node';
import { readWorkbook } from './read-workbook.ts';
import { readWorkbookApart } from './read-workbook-apart.ts';
import { type Cell, UnreadableWorkbook } from './workbook.ts';

async function cellsOf(bytes: Buffer): Promise<Record<string, Cell>[]> {
  const { sheets } = await readWorkbook(bytes);
  return sheets.map(({ rows }) =>
    Object.fromEntries(rows.flatMap(({ number, cells }) => [...cells].map(([at, cell]) => [`${at}:${number}`, cell]))),
  );
}

const refusal = (bytes: Buffer) =>
  readWorkbookApart(bytes).then(
    () => 'read',
    (error: unknown) => (error instanceof UnreadableWorkbook ? error.reason : error),
  );

describe('a workbook', () => {
  it('is read as a program wrote it', async () => {
    const written = await writeExcel([
      {
        sheet: 'one',
        data: [
          ['a', 1.5, true, { value: new Date('2027-12-31T00:00:00Z'), type: Date, format: 'dd/mm/yyyy' }],
          [null, 'Zoë & <co>'],
        ],
      },
      { sheet: 'two', data: [['x']] },
    ]).toBuffer();
    expect(await cellsOf(written)).toEqual([
      {
        '0:1': { kind: 'text', text: 'a' },
        '1:1': { kind: 'number', value: 1.5, look: 'plain' },
        '2:1': { kind: 'boolean', value: true },
        '3:1': { kind: 'day', day: '2027-12-31', hasTime: false },
        '1:2': { kind: 'text', text: 'Zoë & <co>' },
      },
      { '0:1': { kind: 'text', text: 'x' } },
    ]);
  });

  it('tells what each cell holds and how it is shown', async () => {
    const formats = [
      '0000',
      '0%',
      '€ #,##0.00',
      '#,##0',
      'yyyy\\-mm\\-dd',
      '[$-413]d mmmm yyyy;@',
      '0.00',
      '"x"0',
      'yyyy-mm-dd hh:mm',
      '0',
      ';;;',
    ];
    const row = formats
      .map((_, i) => `<c r="${String.fromCharCode(65 + i)}1" s="${i + 1}"><v>46000.5</v></c>`)
      .join('');
    const [cells = {}] = await cellsOf(workbookOf({ sheets: { one: `<row r="1">${row}</row>` }, formats }));
    const looks = Object.values(cells).map((cell) => (cell.kind === 'number' ? cell.look : cell));
    const shown = { kind: 'day', day: '2025-12-09', hasTime: true };
    expect(looks).toEqual([
      ...['zeros', 'percent', 'money', 'rounded', shown, shown, 'decimals', 'other', shown],
      ...['rounded', 'other'],
    ]);
  });

  it('tells of text that is hidden or shown as another', async () => {
    const cells = ['inlineStr"><is><t>a</t></is>', 's"><v>0</v>', 'str"><v>c</v>'].map(
      (cell) => `<c s="1" t="${cell}</c>`,
    );
    const sheets = { one: `<row>${cells.join('')}</row>` };
    const [read] = await cellsOf(workbookOf({ sheets, strings: ['<t>b</t>'], formats: ['0;0;0;"x"'] }));
    expect(Object.values(read ?? {})).toEqual(['a', 'b', 'c'].map((text) => ({ kind: 'disguised', text })));
  });

  it('holds nothing where nothing is seen', async () => {
    const sheets = { one: '<row><c t="str"><v>\u200b \u2800</v></c><c t="inlineStr"><is><t>\u3164</t></is></c></row>' };
    expect(await cellsOf(workbookOf({ sheets }))).toEqual([{}]);
  });

  it('is empty in a cell without a value, whatever its type', async () => {
    const types = ['s', 'str', 'inlineStr', 'b', 'e', 'd', 'n'];
    const cells = types.flatMap((type) => ['', '<v></v>', '<v> </v>', '<is/>'].map((v) => `<c t="${type}">${v}</c>`));
    const sheets = { one: `<row>${cells.join('')}</row>` };
    expect(await cellsOf(workbookOf({ sheets, strings: ['<t>first</t>'] }))).toEqual([{}]);
  });

  it('has no value where a formula has none, unless that is an empty text', async () => {
    const formulas = ['s', 'str', 'inlineStr', 'b', 'e', 'd', 'n'].map((type) => `<c t="${type}"><f>A9</f></c>`);
    const sheets = { one: `<row>${formulas.join('')}<c t="str"><f>A9</f><v></v></c></row>` };
    const [cells = {}] = await cellsOf(workbookOf({ sheets, strings: ['<t>first</t>'] }));
    expect(Object.values(cells)).toEqual(formulas.map(() => ({ kind: 'uncomputed' })));
  });

  it.each(['fullCalcOnLoad="1"', 'fullCalcOnLoad="true"', 'calcCompleted="0"'])(
    'has no value of a formula where it says that it is still to be computed (%s)',
    async (calculation) => {
      const sheets = { one: '<row><c><f>A9</f><v>0</v></c><c t="str"><f>A9</f><v/></c><c><v>1</v></c></row>' };
      const [cells = {}] = await cellsOf(workbookOf({ sheets, calculation }));
      expect(Object.values(cells)).toMatchObject([{ kind: 'uncomputed' }, { kind: 'uncomputed' }, { value: 1 }]);
      const [computed = {}] = await cellsOf(
        workbookOf({ sheets, calculation: 'fullCalcOnLoad="0" calcCompleted="1"' }),
      );
      expect(Object.values(computed)).toMatchObject([{ value: 0 }, { value: 1 }]);
    },
  );

  it('tells of what is shown again and again until its cell is full', async () => {
    const sheets = { one: '<row><c s="1"><v>4</v></c><c s="1" t="str"><v>a</v></c><c s="2"><v>4</v></c></row>' };
    const content =
      '<styleSheet><cellXfs><xf/><xf><alignment horizontal="fill"/></xf><xf><alignment horizontal="right"/></xf></cellXfs></styleSheet>';
    const [cells = {}] = await cellsOf(workbookOf({ sheets, parts: [{ name: 'xl/styles.xml', content }] }));
    expect(Object.values(cells)).toMatchObject([{ look: 'other' }, { kind: 'disguised' }, { look: 'plain' }]);
  });

  it('tells of a cell that may have the format of its named style, as it has none of its own', async () => {
    const content =
      '<styleSheet><cellStyleXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf/><xf xfId="0"/><xf xfId="1"/><xf xfId="1" numFmtId="0"/></cellXfs></styleSheet>';
    const sheets = { one: `<row>${[0, 1, 2, 3].map((style) => `<c s="${style}"><v>4</v></c>`).join('')}</row>` };
    const [cells = {}] = await cellsOf(workbookOf({ sheets, parts: [{ name: 'xl/styles.xml', content }] }));
    expect(Object.values(cells)).toMatchObject(['plain', 'plain', 'other', 'plain'].map((look) => ({ look })));
  });

  it('tells of a day in words that is shown as a number or another day', async () => {
    const day = (style: number) => `<c s="${style}" t="d"><v>2026-02-28</v></c>`;
    const formats = ['yyyy-mm-dd', 'mmm-yy', '0', '"1"d/m/yyyy'];
    const sheets = { one: `<row>${[0, 1, 2, 3, 4].map(day).join('')}</row>` };
    const [cells = {}] = await cellsOf(workbookOf({ sheets, formats }));
    const disguised = { kind: 'disguised', text: '2026-02-28' };
    expect(Object.values(cells)).toMatchObject([disguised, { kind: 'day' }, { inPart: true }, disguised, disguised]);
  });

  it('takes no character out of pieces of text that are shown beside each other', async () => {
    const sheets = { one: '<row><c t="s"><v>0</v></c></row>' };
    const strings = ['<r><t>a_x00</t></r><r><t>41_b_x0041_</t></r>'];
    expect(await cellsOf(workbookOf({ sheets, strings }))).toEqual([{ '0:1': { kind: 'text', text: 'a_x0041_bA' } }]);
  });

  it('knows no day that a calendar has not, also in words', async () => {
    const sheets = { one: '<row><c s="1" t="d"><v>2026-02-28</v></c><c s="1" t="d"><v>2026-02-30</v></c></row>' };
    const [cells = {}] = await cellsOf(workbookOf({ sheets, formats: ['yyyy-mm-dd'] }));
    expect(Object.values(cells)).toMatchObject([{ day: '2026-02-28' }, { day: null }]);
  });

  it('counts days from 1904 where it says so, and knows no day in the leap year that 1900 was not', async () => {
    const sheets = { one: '<row r="1"><c r="A1" s="1"><v>44538</v></c><c r="B1" s="1"><v>60</v></c></row>' };
    const formats = ['yyyy-mm-dd'];
    const [since1904] = await cellsOf(workbookOf({ sheets, formats, from1904: true }));
    const [since1900] = await cellsOf(workbookOf({ sheets, formats }));
    expect(since1904?.['0:1']).toMatchObject({ day: '2025-12-09' });
    expect(since1900?.['0:1']).toMatchObject({ day: '2021-12-08' });
    expect(since1900?.['1:1']).toMatchObject({ day: null });
  });

  it('counts days from 1904 also where an extension has an element of the same name', async () => {
    const sheets = { one: '<row><c s="1"><v>44538</v></c></row>' };
    const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const content = `<workbook xmlns:r="${relations}" xmlns:x15="x"><workbookPr date1904="1"/><sheets><sheet name="one" sheetId="1" r:id="s0"/></sheets><extLst><ext uri="{140A7094-0E35-4892-8432-C4D2E57EDEB5}"><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst></workbook>`;
    const bytes = workbookOf({ sheets, formats: ['yyyy-mm-dd'], parts: [{ name: 'xl/workbook.xml', content }] });
    expect((await cellsOf(bytes))[0]?.['0:1']).toMatchObject({ day: '2025-12-09' });
  });

  it('has errors, formulas without their result, rich text, and text that XML could not hold', async () => {
    const sheets = {
      one: '<row><c t="e"><v>#N/A</v></c><c><f>A1</f></c><c t="s"><v>0</v></c><c t="str"><f>B1</f><v>a_x000A_b</v></c><c s="0"/></row>',
    };
    const strings = ['<r><t>Be</t></r><r><t>lg</t></r><rPh sb="0" eb="1"><t>no</t></rPh>'];
    expect(await cellsOf(workbookOf({ sheets, strings }))).toEqual([
      {
        '0:1': { kind: 'error', code: '#N/A' },
        '1:1': { kind: 'uncomputed' },
        '2:1': { kind: 'text', text: 'Belg' },
        '3:1': { kind: 'text', text: 'a\nb' },
      },
    ]);
  });

  it('says what is hidden or merged', async () => {
    const one =
      '<cols><col min="2" max="16384" hidden="1"/></cols><sheetData><row r="2" hidden="1"><c r="A2"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>';
    const { sheets } = await readWorkbook(workbookOf({ sheets: { one }, states: { one: 'state="veryHidden"' } }));
    expect(sheets[0]).toMatchObject({ hidden: true, merged: ['A2:A3'], rows: [{ number: 2, hidden: true }] });
    expect(sheets[0]?.hiddenColumns[0]).toBe(1);
    expect(sheets[0]?.hiddenColumns.length).toBeLessThan(1_000);
  });

  it('may have cells far out that are only painted', async () => {
    const sheets = { one: '<row r="1048576"><c r="XFD1048576" s="0"/></row>' };
    expect(await cellsOf(workbookOf({ sheets }))).toEqual([{}]);
  });
});

const one = (inside: string) => workbookOf({ sheets: { one: inside } });
const bomb = () =>
  workbookOf({ sheets: { one: `<row r="1"><c r="A1" t="str"><v>${' '.repeat(70_000_000)}</v></c></row>` } });

describe('a workbook that no program writes so is refused, and where is told', () => {
  it.each<[string, () => Buffer, string]>([
    ...['0x2C', '0b11', '0o7', '1_0', '1,5', 'Infinity', 'NaN', '4 4', '-', '.', 'e5', '\u00a044'].map(
      (value): [string, () => Buffer, string] => [
        `the number ${value}`,
        () => one(`<row><c><v>${value}</v></c></row>`),
        'no-workbook',
      ],
    ),
    ['two values', () => one('<row><c><v>44</v><v>000</v></c></row>'), 'no-workbook'],
    ['a value and a text', () => one('<row><c><v>44</v><is><t>45</t></is></c></row>'), 'no-workbook'],
    ['a value for a text', () => one('<row><c t="inlineStr"><v>44</v></c></row>'), 'no-workbook'],
    ['a truth value of its own', () => one('<row><c t="b"><v>yes</v></c></row>'), 'no-workbook'],
    ['a type that is none', () => one('<row><c t="x"><v>1</v></c></row>'), 'no-workbook'],
    ['a style that is none', () => one('<row><c s="7"><v>1</v></c></row>'), 'no-workbook'],
    [
      'a number for a text that is there',
      () => workbookOf({ sheets: { one: '<row><c t="s"><v>0x0</v></c></row>' }, strings: ['<t>a</t>'] }),
      'no-workbook',
    ],
    ['two texts', () => one('<row><c t="inlineStr"><is><t>a</t></is><is><t>b</t></is></c></row>'), 'no-workbook'],
    ['two formulas', () => one('<row><c><f>A9</f><f>A8</f><v>1</v></c></row>'), 'no-workbook'],
    ['a row twice', () => one('<row r="2"><c><v>1</v></c></row><row r="2"><c r="B2"><v>1</v></c></row>'), 'twice'],
    ['rows out of order', () => one('<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>'), 'no-workbook'],
    ['a cell twice, once empty', () => one('<row r="1"><c r="A1"/><c r="A1"><v>2</v></c></row>'), 'twice'],
    ['cells out of order', () => one('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>'), 'no-workbook'],
    ['a cell of another row', () => one('<row r="1"><c r="A2"><v>1</v></c></row>'), 'no-workbook'],
    ['a cell without a row', () => one('<c r="A1"><v>1</v></c>'), 'no-workbook'],
  ])('%s', async (_what, make, reason) => {
    const at = expect.stringMatching(/^one!([AB]?[12])$/);
    await expect(readWorkbook(make())).rejects.toMatchObject({ reason, at });
  });
});

describe('a workbook that says twice, but not the same, what something is, is refused', () => {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://x/${type}" Target="${target}"/>`;
  const relations = (...more: string[]) => ({
    name: 'xl/_rels/workbook.xml.rels',
    content: `<Relationships>${relation('s0', 'worksheet', 'worksheets/s0.xml')}${more.join('')}</Relationships>`,
  });
  const styles = (code: string) => ({
    name: 'xl/styles.xml',
    content: `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0"/><numFmt numFmtId="164" formatCode="${code}"/></numFmts></styleSheet>`,
  });
  const strings = { name: 'xl/other.xml', content: '<sst/>' };
  const shared = relation('a', 'sharedStrings', 'other.xml');

  it.each([
    ['a sheet', [relations(relation('s0', 'worksheet', 'worksheets/s1.xml'))], 'twice'],
    ['shared texts', [strings, relations(shared, relation('b', 'sharedStrings', 'sharedStrings.xml'))], 'twice'],
    ['a format', [styles('0.00')], 'twice'],
    ['nothing', [strings, relations(shared), styles('0')], 'read'],
  ])('%s', async (_what, parts, reason) => {
    const read = readWorkbook(workbookOf({ sheets: { one: '' }, parts })).then(
      () => 'read',
      (error: UnreadableWorkbook) => error.reason,
    );
    expect(await read).toBe(reason);
  });
});

describe('a hostile workbook is refused, in a thread of its own', () => {
  it.each<[string, () => Buffer, string]>([
    ['a cell in the last corner', () => one('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), 'too-large'],
    ['a column that no sheet has', () => one('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>'), 'too-large'],
    ['a row beyond all', () => one('<row r="999999999999"><c r="A999999999999"><v>1</v></c></row>'), 'too-large'],
    ['a row number that is none', () => one('<row r="1e9"><c><v>1</v></c></row>'), 'no-workbook'],
    ['a row below zero', () => one('<row r="-1"><c><v>1</v></c></row>'), 'no-workbook'],
    ['an address that is none', () => one('<row r="1"><c r="A0"><v>1</v></c></row>'), 'no-workbook'],
    ['a cell twice', () => one('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'), 'twice'],
    ['a number that is infinite', () => one('<row r="1"><c r="A1"><v>1e999</v></c></row>'), 'no-workbook'],
    ['a text that is not there', () => one('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), 'no-workbook'],
    [
      'more than it says',
      () => workbookOf({ sheets: { one: `<row>${' '.repeat(70_000_000)}</row>` }, claims: 10 }),
      'no-workbook',
    ],
    ['much in little', bomb, 'too-large'],
    [
      'entities that grow',
      () =>
        workbookOf({
          sheets: { one: '' },
          parts: [
            { name: 'xl/worksheets/s0.xml', content: '<!DOCTYPE a [<!ENTITY b "bb">]><worksheet>&b;</worksheet>' },
          ],
        }),
      'no-workbook',
    ],
    ['elements without end', () => one(`<row>${'<a>'.repeat(200_000)}`), 'no-workbook'],
    ['a sheet twice', () => workbookOf({ sheets: { one: '', ONE: '' } }), 'twice'],
    [
      'a part twice',
      () =>
        workbookOf({
          sheets: { one: '' },
          parts: [
            { name: 'x', content: 'a' },
            { name: 'x', content: 'b' },
          ],
        }),
      'twice',
    ],
    [
      'a password',
      () => workbookOf({ sheets: { one: '' }, parts: [{ name: 'x', content: 'a', encrypted: true }] }),
      'encrypted',
    ],
    [
      'one of before 2007',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1_000)]),
      'encrypted',
    ],
    [
      'parts outside of it',
      () => workbookOf({ sheets: { one: '' }, parts: [{ name: '../x', content: 'a' }] }),
      'no-workbook',
    ],
    [
      'parts without end',
      () => zipOf(Array.from({ length: 3_000 }, (_, i) => ({ name: `p${i}`, content: '' }))),
      'too-large',
    ],
    [
      'letters that are no UTF-8',
      () =>
        workbookOf({
          sheets: { one: '' },
          parts: [{ name: 'xl/worksheets/s0.xml', content: Buffer.from([0x3c, 0x61, 0x3e, 0xff]) }],
        }),
      'no-workbook',
    ],
    ['text', () => Buffer.from('hello'), 'no-workbook'],
    ['nothing', () => Buffer.alloc(0), 'no-workbook'],
  ])('%s', async (_what, make, reason) => {
    expect(await refusal(make())).toBe(reason);
  });

  it('when it needs more memory or time than an honest one', async () => {
    const rows = Array.from(
      { length: 15_000 },
      (_, i) => `<row r="${i + 1}">${'<c><v>1</v></c>'.repeat(200)}</row>`,
    ).join('');
    const bytes = one(rows);
    const error = await readWorkbookApart(bytes, { megabytes: 16 }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ reason: 'too-costly' });
    const late = await readWorkbookApart(bytes, { milliseconds: 1 }).catch((reason: unknown) => reason);
    expect(late).toMatchObject({ reason: 'too-costly' });
  });

  it('and holds nobody up meanwhile', async () => {
    const reading = refusal(bomb());
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 5);
    await reading;
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });
});
