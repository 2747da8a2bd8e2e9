import {
  addressOf,
  type Cell,
  cellWords,
  lettersOf,
  type Row,
  readCell,
  readWorkbookApart,
  type Sheet,
  UnreadableWorkbook,
  type Wanted,
  type Workbook,
} from '@leerhuis/sheets';
import { type LocatedFinding, located, UnreadableFile } from './catalogue-file.ts';
import { sheetWords, unreadableWorkbook } from './import-problems.ts';
import { type Cells, childSheets, columnsOf, isOptionalColumn, type SheetName, sheetLayout } from './sheet-layout.ts';

export interface SheetRow {
  /** As the spreadsheet numbers it: the first below the header is 2. */
  row: number;
  cells: Cells;
  /** Cells that can't be read in one way; `field` is their column. */
  faults: LocatedFinding[];
}

export interface Sheets {
  rows: Record<SheetName, SheetRow[]>;
  /** What a person who looks at the workbook doesn't see, but what counts. */
  notices: LocatedFinding[];
}

/**
 * Reads the sheets that we know; of others is told that they weren't read.
 * @throws UnreadableFile when it is no workbook, a sheet is missing, or anything in it would be lost or is there twice
 */
export async function readSheets(bytes: Buffer): Promise<Sheets> {
  const workbook = await readWorkbookApart(bytes).catch((error: unknown) => {
    throw error instanceof UnreadableWorkbook ? new UnreadableFile([unreadableWorkbook(error)]) : error;
  });
  const names = Object.keys(sheetLayout) as SheetName[];
  const problems = misspelledSheets(workbook, names);
  const absent = new Set<SheetName>();
  const notices = unknownSheets(workbook);
  const sheets = names.map((name) => {
    const sheet = workbook.sheets.find((each) => each.name === name);
    const header = sheet?.rows[0];
    if (!sheet || !header) {
      absent.add(name);
      return [name, []] as const;
    }
    const columns = namesIn(header);
    problems.push(...columnProblems(sheet, header, columns), ...mergedProblems(sheet));
    notices.push(...hiddenNotices(sheet, columns));
    const layout = new Map(columnsOf(name));
    return [name, sheet.rows.slice(1).map((row) => rowOf(layout, columns, row))] as const;
  });
  const rows = Object.fromEntries(sheets) as Sheets['rows'];
  problems.push(...missingSheets(rows, absent));
  if (problems.length > 0) throw new UnreadableFile(problems.slice(0, mostTold));
  return { rows, notices: notices.slice(0, mostTold) };
}

const mostTold = 50;

/** Names of the columns by their place. */
type Columns = Map<number, string>;

function namesIn(header: Row): Columns {
  return new Map([...header.cells].map(([column, cell]) => [column, headerText(cell)]));
}

function headerText(cell: Cell): string {
  const read = readCell('text', cell);
  return 'value' in read ? String(read.value) : '?';
}

/** One of another name isn't read: its courses would be refused one by one, or lose what it holds. */
function missingSheets(rows: Sheets['rows'], absent: ReadonlySet<SheetName>): LocatedFinding[] {
  const ofCourses = ['courses', ...childSheets] as const;
  if (ofCourses.every((name) => rows[name].length === 0)) return [];
  return ofCourses.filter((name) => absent.has(name)).map((name) => located(name, ...sheetWords.absent));
}

const isKnown = ({ name }: Sheet) => Object.hasOwn(sheetLayout, name);

/** `Credit packages` for `creditPackages`: somebody meant it to be read. */
function misspelledSheets({ sheets }: Workbook, names: readonly SheetName[]): LocatedFinding[] {
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '');
  return sheets.flatMap((sheet) => {
    const meant = isKnown(sheet) ? undefined : names.find((name) => plain(name) === plain(sheet.name));
    return meant === undefined ? [] : [located(shown(sheet.name), ...sheetWords.misspelled(meant))];
  });
}

function unknownSheets({ sheets }: Workbook): LocatedFinding[] {
  const unread = sheets.filter((sheet) => !isKnown(sheet) && sheet.rows.length > 0);
  return unread.map(({ name }) => located(shown(name), ...sheetWords.unread));
}

function columnProblems(sheet: Sheet, header: Row, columns: Columns): LocatedFinding[] {
  const wanted = Object.keys(sheetLayout[sheet.name as SheetName]);
  const present = [...columns.values()];
  const unknown = [...new Set(present)].filter((column) => !wanted.includes(column)).slice(0, 10);
  const missing = wanted.filter((column) => !present.includes(column) && !isOptionalColumn(column));
  const twice = wanted.filter((column) => present.indexOf(column) !== present.lastIndexOf(column));
  const placesOf = (column: string) =>
    [...columns].filter(([, other]) => other === column).map(([at]) => lettersOf(at));
  const inSheet = (column: string) => `${sheet.name}.${shown(column)}`;
  return [
    ...unknown.map((column) => located(inSheet(column), ...sheetWords.unknownColumn)),
    ...missing.map((column) => located(inSheet(column), ...sheetWords.absentColumn)),
    ...twice.map((column) => located(inSheet(column), ...sheetWords.columnTwice(placesOf(column).join(', ')))),
    ...unnamedCells(sheet, header, columns),
  ];
}

/** What stands in a column without a name would be lost. */
function unnamedCells({ name, rows }: Sheet, header: Row, columns: Columns): LocatedFinding[] {
  const lost = new Map<number, number>();
  for (const row of rows) {
    if (row === header) continue;
    for (const column of row.cells.keys()) if (!columns.has(column) && !lost.has(column)) lost.set(column, row.number);
  }
  return [...lost].map(([column, row]) => located(`${name}!${addressOf(row, column)}`, ...sheetWords.unnamedColumn));
}

/** Of merged cells only the first holds something: the other rows would miss it. */
function mergedProblems({ name, merged }: Sheet): LocatedFinding[] {
  return merged.slice(0, 10).map((range) => located(`${name}!${range.slice(0, 20)}`, ...sheetWords.merged));
}

function hiddenNotices({ name, hidden, rows, hiddenColumns }: Sheet, columns: Columns): LocatedFinding[] {
  const unseen = rows.filter((row) => row.hidden).map(({ number }) => number);
  return [
    ...(hidden ? [located(name, ...sheetWords.hiddenSheet)] : []),
    ...(unseen.length > 0 ? [located(`${name}!${listed(unseen)}`, ...sheetWords.hiddenRows(unseen.length))] : []),
    ...hiddenColumns
      .flatMap((column) => columns.get(column) ?? [])
      .map((column) => located(`${name}.${column}`, ...sheetWords.hiddenColumn)),
  ];
}

/** Names quote what came, which may be anything. */
const shown = (name: string) => name.slice(0, 40);
const listed = (numbers: number[]) => numbers.slice(0, 10).join(',') + (numbers.length > 10 ? ',…' : '');

function rowOf(
  layout: ReadonlyMap<string, { kind: Wanted }>,
  columns: Columns,
  { number, cells: held }: Row,
): SheetRow {
  const cells: Cells = {};
  const faults: LocatedFinding[] = [];
  for (const [place, cell] of held) {
    const column = columns.get(place) ?? '';
    const kind = layout.get(column)?.kind;
    if (kind === undefined) continue;
    const read = readCell(kind, cell);
    if ('value' in read) cells[column] = read.value;
    else faults.push({ field: column, message: cellWords(read, addressOf(number, place)) });
  }
  return { row: number, cells, faults };
}
