import readExcel, { type CellValue } from 'read-excel-file/node';
import { type LocatedFinding, UnreadableFile } from './catalogue-file.ts';
import {
  type Cells,
  type ColumnKind,
  courseSheets,
  isOptionalColumn,
  type SheetName,
  sheetLayout,
} from './sheet-layout.ts';
import { unpackedSize } from './unpacked-size.ts';

export interface SheetRow {
  /** As the spreadsheet numbers it: the first below the header is 2. */
  row: number;
  cells: Cells;
}

export type Sheets = Record<SheetName, SheetRow[]>;

const maxUnpacked = 60 * 1024 * 1024;
const maxRows = 20_000;

/**
 * Reads the sheets that we know; others may hold notes. Cells are taken as their column wants them, as far as they can.
 * @throws UnreadableFile when it is no workbook, a sheet is missing, or a column is missing or unknown
 */
export async function readSheets(bytes: Buffer): Promise<Sheets> {
  const size = unpackedSize(bytes);
  if (size === null) throw noWorkbook();
  if (size > maxUnpacked)
    throw unreadable('file', 'Uitgepakt te groot', 'Trop grand une fois décompressé', 'Too large');
  const found = await readExcel(bytes).catch(() => {
    throw noWorkbook();
  });
  const names = Object.keys(sheetLayout) as SheetName[];
  const problems: LocatedFinding[] = [];
  const absent = new Set<SheetName>();
  const sheets = names.map((name) => {
    const data = found.find(({ sheet }) => sheet === name)?.data ?? [];
    if (data.length === 0) absent.add(name);
    if (data.length > maxRows) problems.push(at(name, 'Te veel rijen', 'Trop de lignes', 'Too many rows'));
    const [header = [], ...rows] = data;
    const columns = header.map((cell) => (cell === null ? '' : String(cell).trim()));
    if (data.length > 0) problems.push(...columnProblems(name, columns));
    return [name, rows.map((row, i) => ({ row: i + 2, cells: cellsOf(sheetLayout[name], columns, row) }))] as const;
  });
  const filled = sheets.map(
    ([name, rows]) => [name, rows.filter(({ cells }) => Object.keys(cells).length > 0)] as const,
  );
  const read = Object.fromEntries(filled) as Sheets;
  problems.push(...missingSheets(read, absent));
  if (problems.length > 0) throw new UnreadableFile(problems);
  return read;
}

/** One of another name isn't read: its courses would be refused one by one, or lose what it holds. */
function missingSheets(read: Sheets, absent: ReadonlySet<SheetName>): LocatedFinding[] {
  if (courseSheets.every((name) => read[name].length === 0)) return [];
  return courseSheets
    .filter((name) => absent.has(name))
    .map((name) => at(name, 'Dit blad ontbreekt', 'Cette feuille manque', 'This sheet is missing'));
}

function columnProblems(sheet: SheetName, columns: string[]): LocatedFinding[] {
  const wanted = Object.keys(sheetLayout[sheet]);
  const unknown = columns.filter((column) => column !== '' && !wanted.includes(column)).slice(0, 10);
  const missing = wanted.filter((column) => !columns.includes(column) && !isOptionalColumn(column));
  return [
    ...unknown.map((column) =>
      at(`${sheet}.${column.slice(0, 40)}`, 'Onbekende kolom', 'Colonne inconnue', 'Unknown column'),
    ),
    ...missing.map((column) =>
      at(`${sheet}.${column}`, 'Deze kolom ontbreekt', 'Cette colonne manque', 'This column is missing'),
    ),
  ];
}

function cellsOf(layout: Record<string, ColumnKind>, columns: string[], row: (CellValue | null)[]): Cells {
  const cells: Cells = {};
  columns.forEach((column, i) => {
    const kind = layout[column];
    const value = row[i];
    if (kind === undefined || value === null || value === undefined || value === '') return;
    cells[column] = cellAs(kind, value);
  });
  return cells;
}

/** A cell that isn't what its column wants stays as it is: the check of its shape then says so. */
function cellAs(kind: ColumnKind, value: CellValue): string | number {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid date' : value.toISOString().slice(0, 10);
  if (kind !== 'number') return String(value);
  if (typeof value === 'string' && /^-?\d+([.,]\d+)?$/.test(value.trim())) return Number(value.replace(',', '.'));
  return typeof value === 'number' ? value : String(value);
}

function at(field: string, nl: string, fr: string, en: string): LocatedFinding {
  return { field, message: { nl, fr, en } };
}

function unreadable(...finding: Parameters<typeof at>): UnreadableFile {
  return new UnreadableFile([at(...finding)]);
}

const noWorkbook = () =>
  unreadable('file', 'Dit is geen .xlsx-bestand', 'Ce n’est pas un fichier .xlsx', 'This is no .xlsx file');
