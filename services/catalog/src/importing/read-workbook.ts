import type { TableRow } from '@leerhuis/sheets';
import type { FieldPath } from '../courses/domain/course.ts';
import {
  checkSize,
  codeOf,
  type FileRecord,
  type FileRecords,
  type LocatedFinding,
  located,
  UnreadableFile,
} from './catalogue-file.ts';
import { questionOf } from './read-question.ts';
import { readSheets, type Sheets } from './read-sheets.ts';
import { type ChildSheet, childSheets, columnAt, partOfSheet, toldBy } from './sheet-layout.ts';

const mostStrays = 50;

/**
 * Reads a catalogue workbook: a row per course, and per course the rows of the other sheets that name it.
 * @throws UnreadableFile
 */
export async function readWorkbook(bytes: Buffer): Promise<FileRecords> {
  const { rows: sheets, absent, notices } = await readSheets(bytes);
  checkSize(sheets);
  const codes = new Set(sheets.courses.map(({ cells }) => cells['code']));
  const strays = childSheets.flatMap((sheet) => straysOf(sheet, sheets[sheet], codes));
  if (strays.length > 0) throw new UnreadableFile(strays.slice(0, mostStrays));
  return {
    courses: sheets.courses.map((row) => courseRecord(row, sheets, absent)),
    creditPackages: sheets.creditPackages.map(packageRecord),
    notices,
  };
}

type OwnRows = Record<ChildSheet, TableRow[]>;

function courseRecord({ row, cells, faults }: TableRow, sheets: Sheets['rows'], absent: Sheets['absent']): FileRecord {
  const own = Object.fromEntries(
    childSheets.map((sheet) => [sheet, childrenOf(sheets[sheet], cells['code'])]),
  ) as OwnRows;
  const course = toldBy('courses', cells);
  const questions = own.questions.map(questionOf);
  const partsIn = (sheet: ChildSheet) => own[sheet].map((item) => toldBy(sheet, item.cells));
  return {
    sheet: 'courses',
    row,
    code: codeOf(cells),
    value: {
      ...course,
      programme: partsIn('programme'),
      accreditations: partsIn('accreditations').map((accreditation) => ({ points: null, ...accreditation })),
      chapters: partsIn('chapters'),
      attentionChecks: partsIn('checks'),
      finalTest: { ...(course['finalTest'] as object), questions: questions.map(({ value }) => value) },
      ...(absent.has('documents') ? {} : { documents: partsIn('documents') }),
    },
    findings: [
      ...faults,
      ...childSheets.flatMap((sheet) => own[sheet].flatMap((item) => faultsIn(sheet, item))),
      ...questions.flatMap(({ findings }) => findings),
    ],
    locate: (path) => locate(path, own),
  };
}

function packageRecord({ row, cells, faults }: TableRow): FileRecord {
  return {
    sheet: 'creditPackages',
    row,
    code: codeOf(cells),
    value: toldBy('creditPackages', cells),
    findings: faults,
    locate: (path) => columnAt('creditPackages', path),
  };
}

function faultsIn(sheet: ChildSheet, { row, faults }: TableRow): LocatedFinding[] {
  return faults.map(({ field, message }) => ({ field: `${sheet}!${row}.${field}`, message }));
}

/** Rows of one course, in the order of their numbers where they have them. */
function childrenOf(rows: TableRow[], code: string | number | undefined): TableRow[] {
  const own = rows.filter(({ cells }) => code !== undefined && cells['course'] === code);
  return own.sort((a, b) => Number(a.cells['number'] ?? 0) - Number(b.cells['number'] ?? 0));
}

/**
 * Rows of which we can't tell whose they are. The course that was meant may be any in the file, which would change without
 * them; so the file is refused.
 */
function straysOf(sheet: ChildSheet, rows: TableRow[], codes: Set<string | number | undefined>): LocatedFinding[] {
  const strays = rows.filter(({ cells }) => cells['course'] === undefined || !codes.has(cells['course']));
  return strays.flatMap((stray) => {
    const field = `${sheet}!${stray.row}.course`;
    const faults = faultsIn(sheet, stray).filter((fault) => fault.field === field);
    return faults.length > 0 ? faults : [strayAt(field, codeOf({ code: stray.cells['course'] }))];
  });
}

function strayAt(field: string, code: string | null): LocatedFinding {
  if (code === null) {
    return located(
      field,
      'Bij welke cursus deze rij hoort, staat er niet',
      'Il n’est pas dit à quel cours cette ligne appartient',
      'It is not said which course this row belongs to',
    );
  }
  return located(
    field,
    `Cursus ${code} staat niet op het blad courses`,
    `Le cours ${code} n’est pas sur la feuille courses`,
    `Course ${code} is not on the sheet courses`,
  );
}

/** `chapters!5.media` for a place in a row of a course's own, else the column on the sheet of courses. */
function locate(path: FieldPath, own: OwnRows): string {
  const sheet = childSheets.find((each) => partOfSheet[each].every((name, i) => path[i] === name));
  if (sheet === undefined) return columnAt('courses', path);
  const [index, ...rest] = path.slice(partOfSheet[sheet].length);
  const row = typeof index === 'number' ? own[sheet][index]?.row : undefined;
  if (row === undefined) return sheet;
  const column = columnAt(sheet, rest);
  return column === '' ? `${sheet}!${row}` : `${sheet}!${row}.${column}`;
}
