import { addressOf, lettersOf } from './address.ts';
import { cellWords } from './cell-words.ts';
import { readCell, type Wanted } from './read-cell.ts';
import { type SheetFinding, tableWords } from './table-words.ts';
import type { Cell, Row, Sheet, Workbook } from './workbook.ts';

/** Sheets by name; of each its columns, by the name in its first row, and what they hold. */
export type TablesLayout<S extends string> = Readonly<Record<S, Readonly<Record<string, { kind: Wanted }>>>>;

export interface TableRow {
  /** As the spreadsheet numbers it: the first below the header is 2. */
  row: number;
  /** By column; only cells that hold something. */
  cells: Record<string, string | number>;
  /** Cells that can't be read in one way; `field` is their column. */
  faults: SheetFinding[];
}

export interface Tables<S extends string> {
  /** Of each sheet, also of one that is not there. */
  rows: Record<S, TableRow[]>;
  /** Sheets of the layout that are not there, or have no header. */
  absent: ReadonlySet<S>;
  /** What would be lost, or is there twice: with one of these nothing of the workbook should be taken in. */
  problems: SheetFinding[];
  /** What a person who looks at the workbook doesn't see, but what counts; and sheets that were not read. */
  notices: SheetFinding[];
}

/**
 * Reads the sheets of a layout as tables: names of columns in the first row, a record in each other. Columns may stand in any order.
 * @param isOptional whether a column may be left out
 */
export function readTables<S extends string>(
  { sheets }: Workbook,
  layout: TablesLayout<S>,
  isOptional: (column: string) => boolean = () => false,
): Tables<S> {
  const names = Object.keys(layout) as S[];
  const isKnown = ({ name }: Sheet) => Object.hasOwn(layout, name);
  const others = sheets.filter((sheet) => !isKnown(sheet));
  const problems = misspelled(others, names);
  const notices = unread(others);
  const absent = new Set<S>();
  const tables = names.map((name) => {
    const sheet = sheets.find((each) => each.name === name);
    const header = sheet?.rows[0];
    if (!sheet || !header) {
      absent.add(name);
      return [name, []] as const;
    }
    const wanted = layout[name];
    const columns = namesIn(header);
    problems.push(
      ...columnProblems(sheet.name, Object.keys(wanted), columns, isOptional),
      ...unnamedCells(sheet, header, columns),
      ...mergedProblems(sheet),
    );
    notices.push(...hiddenNotices(sheet, columns));
    return [name, sheet.rows.slice(1).map((row) => rowOf(new Map(Object.entries(wanted)), columns, row))] as const;
  });
  return { rows: Object.fromEntries(tables) as Tables<S>['rows'], absent, problems, notices };
}

/** That a sheet is missing, for who knows that it is needed. */
export const absentSheet = (name: string): SheetFinding => ({ field: name, message: tableWords.absent });

/** Names of the columns by their place. */
type Columns = Map<number, string>;

function namesIn(header: Row): Columns {
  return new Map([...header.cells].map(([column, cell]) => [column, headerText(cell)]));
}

function headerText(cell: Cell): string {
  const read = readCell('text', cell);
  return 'value' in read ? String(read.value) : '?';
}

/** `Credit packages` for `creditPackages`: somebody meant it to be read. */
function misspelled(others: Sheet[], names: readonly string[]): SheetFinding[] {
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '');
  return others.flatMap((sheet) => {
    const meant = names.find((name) => plain(name) === plain(sheet.name));
    return meant === undefined ? [] : [{ field: shown(sheet.name), message: tableWords.misspelled(meant) }];
  });
}

function unread(others: Sheet[]): SheetFinding[] {
  const filled = others.filter(({ rows }) => rows.length > 0);
  return filled.map(({ name }) => ({ field: shown(name), message: tableWords.unread }));
}

function columnProblems(
  sheet: string,
  wanted: readonly string[],
  columns: Columns,
  isOptional: (column: string) => boolean,
): SheetFinding[] {
  const present = [...columns.values()];
  const unknown = [...new Set(present)].filter((column) => !wanted.includes(column)).slice(0, 10);
  const missing = wanted.filter((column) => !present.includes(column) && !isOptional(column));
  const twice = wanted.filter((column) => present.indexOf(column) !== present.lastIndexOf(column));
  const placesOf = (column: string) =>
    [...columns].filter(([, other]) => other === column).map(([at]) => lettersOf(at));
  const field = (column: string) => `${sheet}.${shown(column)}`;
  return [
    ...unknown.map((column) => ({ field: field(column), message: tableWords.unknownColumn })),
    ...missing.map((column) => ({ field: field(column), message: tableWords.absentColumn })),
    ...twice.map((column) => ({ field: field(column), message: tableWords.columnTwice(placesOf(column).join(', ')) })),
  ];
}

/** What stands in a column without a name would be lost. */
function unnamedCells({ name, rows }: Sheet, header: Row, columns: Columns): SheetFinding[] {
  const lost = new Map<number, number>();
  for (const row of rows) {
    if (row === header) continue;
    for (const column of row.cells.keys()) if (!columns.has(column) && !lost.has(column)) lost.set(column, row.number);
  }
  return [...lost].map(([column, row]) => ({
    field: `${name}!${addressOf(row, column)}`,
    message: tableWords.unnamedColumn,
  }));
}

/** Of merged cells only the first holds something: the other rows would miss it. */
function mergedProblems({ name, merged }: Sheet): SheetFinding[] {
  return merged.slice(0, 10).map((range) => ({ field: `${name}!${range.slice(0, 20)}`, message: tableWords.merged }));
}

function hiddenNotices({ name, hidden, rows, hiddenColumns }: Sheet, columns: Columns): SheetFinding[] {
  const unseen = rows.filter((row) => row.hidden).map(({ number }) => number);
  return [
    ...(hidden ? [{ field: name, message: tableWords.hiddenSheet }] : []),
    ...(unseen.length > 0
      ? [{ field: `${name}!${listed(unseen)}`, message: tableWords.hiddenRows(unseen.length) }]
      : []),
    ...hiddenColumns
      .flatMap((column) => columns.get(column) ?? [])
      .map((column) => ({ field: `${name}.${column}`, message: tableWords.hiddenColumn })),
  ];
}

/** Names quote what came, which may be anything. */
const shown = (name: string) => name.slice(0, 40);
const listed = (numbers: number[]) => numbers.slice(0, 10).join(',') + (numbers.length > 10 ? ',…' : '');

function rowOf(
  wanted: ReadonlyMap<string, { kind: Wanted }>,
  columns: Columns,
  { number, cells: held }: Row,
): TableRow {
  const cells: TableRow['cells'] = {};
  const faults: SheetFinding[] = [];
  for (const [place, cell] of held) {
    const column = columns.get(place) ?? '';
    const kind = wanted.get(column)?.kind;
    if (kind === undefined) continue;
    const read = readCell(kind, cell);
    if ('value' in read) cells[column] = read.value;
    else faults.push({ field: column, message: cellWords(read, addressOf(number, place)) });
  }
  return { row: number, cells, faults };
}
