import { describe, expect, it } from '@jest/globals';
import { absentSheet, readTables } from './read-tables.ts';
import { unreadableFinding } from './table-words.ts';
import { type Cell, type Sheet, UnreadableWorkbook } from './workbook.ts';

const layout = {
  people: { name: { kind: 'text' }, code: { kind: 'code' }, hours: { kind: 'integer' } },
  rooms: { name: { kind: 'text' }, seats: { kind: 'integer' } },
} as const;

const cellOf = (value: string | number): Cell =>
  typeof value === 'number' ? { kind: 'number', value, look: 'plain' } : { kind: 'text', text: value };

/** A sheet of these rows, from the first on; null is an empty cell. */
function sheet(name: string, rows: (string | number | null)[][], more: Partial<Sheet> = {}): Sheet {
  return {
    name,
    hidden: false,
    hiddenColumns: [],
    merged: [],
    rows: rows.map((values, n) => ({
      number: n + 1,
      hidden: false,
      cells: new Map(values.flatMap((value, at): [number, Cell][] => (value === null ? [] : [[at, cellOf(value)]]))),
    })),
    ...more,
  };
}

const rooms = sheet('rooms', [['name', 'seats']]);
const people = ['hours', 'name', 'code'];
const read = (...sheets: Sheet[]) => readTables({ sheets }, layout);
const told = (findings: { field: string; message: { en: string } }[]) =>
  findings.map(({ field, message }) => `${field}: ${message.en}`);

describe('sheets of a layout', () => {
  it('are tables, whatever the order of their columns, with the numbers that the spreadsheet shows', () => {
    const { rows, absent, problems, notices } = read(
      sheet('people', [people, [8, 'An', '0101'], [null, 'Bo', null]]),
      rooms,
    );
    expect(rows).toEqual({
      people: [
        { row: 2, cells: { hours: 8, name: 'An', code: '0101' }, faults: [] },
        { row: 3, cells: { name: 'Bo' }, faults: [] },
      ],
      rooms: [],
    });
    expect([[...absent], problems, notices]).toEqual([[], [], []]);
  });

  it('say which are absent: not there, or without a header', () => {
    const { rows, absent } = read(sheet('rooms', []));
    expect([...absent]).toEqual(['people', 'rooms']);
    expect(rows).toEqual({ people: [], rooms: [] });
    expect(told([absentSheet('people')])).toEqual(['people: This sheet is missing']);
  });

  it('tell of each cell that can be read in several ways, by its address', () => {
    const [row] = read(sheet('people', [people, ['1.000', 'An', 101]]), rooms).rows.people;
    expect(row?.cells).toEqual({ name: 'An' });
    expect(told(row?.faults ?? [])).toEqual([
      expect.stringMatching(/^hours: Cell A2: /),
      expect.stringMatching(/^code: Cell C2: /),
    ]);
  });

  it('may lack columns that are optional', () => {
    const { problems } = readTables(
      { sheets: [sheet('people', [['name', 'code']]), rooms] },
      layout,
      (c) => c === 'hours',
    );
    expect(problems).toEqual([]);
  });
});

describe('what would be lost of a workbook', () => {
  it.each<[string, Sheet[], string[]]>([
    [
      'a column of no name',
      [sheet('people', [people, [1, 'An', 'x', 'lost']])],
      ['people!D2: This column has no name in the first row'],
    ],
    ['a column that is unknown', [sheet('people', [[...people, 'age']])], ['people.age: Unknown column']],
    ['a column that is missing', [sheet('people', [['name', 'code']])], ['people.hours: This column is missing']],
    [
      'a column twice',
      [sheet('people', [[...people, 'name']])],
      ['people.name: This column is there more than once (B, D)'],
    ],
    [
      'merged cells',
      [sheet('people', [people], { merged: ['A2:A9'] })],
      ['people!A2:A9: Merged cells: split them and fill each cell'],
    ],
    [
      'a sheet whose name was meant',
      [sheet('people', [people]), sheet('People ', [['x']])],
      ['People : Name it people'],
    ],
  ])('%s', (_, sheets, problems) => {
    expect(told(read(...sheets, rooms).problems)).toEqual(problems);
  });
});

describe('what who made a workbook may not see', () => {
  it('is told: hidden sheets, rows and columns are read, other sheets are not', () => {
    const hidden = sheet('people', [people, [1, 'An', 'x'], [2, 'Bo', 'y']], { hidden: true, hiddenColumns: [1] });
    for (const row of hidden.rows.slice(1)) row.hidden = true;
    const { rows, problems, notices } = read(hidden, rooms, sheet('notes', [['x']]), sheet('empty', []));
    expect(rows.people).toHaveLength(2);
    expect(problems).toEqual([]);
    expect(told(notices)).toEqual([
      'notes: This sheet was not read',
      'people: Hidden sheet, yet read',
      'people!2,3: 2 hidden rows, yet read',
      'people.name: Hidden column, yet read',
    ]);
  });
});

it('a workbook that cannot be read says why, and where when that is known', () => {
  const encrypted = unreadableFinding(new UnreadableWorkbook('encrypted'));
  expect(told([encrypted])).toEqual([expect.stringMatching(/^file: The file has a password/)]);
  expect(unreadableFinding(new UnreadableWorkbook('twice', 'courses!A1')).field).toBe('courses!A1');
});
