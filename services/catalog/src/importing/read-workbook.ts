import type { FieldPath } from '../courses/domain/field.ts';
import {
  type CatalogueFile,
  type FileRecord,
  type LocatedFinding,
  maxCourses,
  maxPackages,
  tooManyRows,
  UnreadableFile,
} from './catalogue-file.ts';
import { codeOf } from './read-json.ts';
import { questionOf } from './read-question.ts';
import { readSheets, type SheetRow, type Sheets } from './read-sheets.ts';
import { type Cells, childSheets, textOf } from './sheet-layout.ts';

type ChildSheet = (typeof childSheets)[number];

const mostStrays = 50;

/** Where the parts of a course are in the workbook. */
const sheetOfPart: Record<string, ChildSheet> = {
  programme: 'programme',
  accreditations: 'accreditations',
  chapters: 'chapters',
  attentionChecks: 'checks',
};

/**
 * Reads a catalogue workbook: a row per course, and per course the rows of the other sheets that name it.
 * @throws UnreadableFile
 */
export async function readWorkbook(bytes: Buffer): Promise<CatalogueFile> {
  const { rows: sheets, notices } = await readSheets(bytes);
  if (sheets.courses.length > maxCourses) throw tooManyRows('courses', maxCourses);
  if (sheets.creditPackages.length > maxPackages) throw tooManyRows('creditPackages', maxPackages);
  if (sheets.courses.length + sheets.creditPackages.length === 0) {
    const message = { nl: 'Er staat niets in', fr: 'Il n’y a rien dedans', en: 'There is nothing in it' };
    throw new UnreadableFile([{ field: 'courses', message }]);
  }
  const codes = new Set(sheets.courses.map(({ cells }) => cells['code']));
  const strays = childSheets.flatMap((sheet) => straysOf(sheet, sheets[sheet], codes));
  if (strays.length > 0) throw new UnreadableFile(strays.slice(0, mostStrays));
  return {
    courses: sheets.courses.map((row) => courseRecord(row, sheets)),
    creditPackages: sheets.creditPackages.map(packageRecord),
    notices,
  };
}

function courseRecord({ row, cells, faults }: SheetRow, sheets: Sheets['rows']): FileRecord {
  const own = Object.fromEntries(
    childSheets.map((sheet) => [sheet, childrenOf(sheets[sheet], cells['code'])]),
  ) as Record<ChildSheet, SheetRow[]>;
  const questions = own.questions.map((question) => questionOf(question));
  const value = {
    ...pick(cells, ['code', 'kind', 'language', 'minutes', 'priceCents', 'vatRate', 'trailer']),
    title: textOf(cells, 'title'),
    summary: textOf(cells, 'summary'),
    description: textOf(cells, 'description'),
    teacher: {
      ...renamed(cells, { teacherName: 'name', teacherEmail: 'email' }),
      bio: textOf(cells, 'teacherBio'),
    },
    programme: own.programme.map((item) => textOf(item.cells, 'text')),
    accreditations: own.accreditations.map((item) => ({
      points: null,
      ...pick(item.cells, ['federation', 'accreditationNumber', 'minutes', 'points', 'attestUntil']),
      ...testAttemptsOf(item.cells),
    })),
    chapters: own.chapters.map((item) => ({
      ...pick(item.cells, ['number', 'media']),
      title: textOf(item.cells, 'title'),
    })),
    attentionChecks: own.checks.map((item) => pick(item.cells, ['chapter', 'atSecond'])),
    finalTest: {
      ...renamed(cells, { testDrawn: 'drawn', testPassPercent: 'passPercent' }),
      questions: questions.map((question) => question.value),
    },
    ...testAttemptsOf(cells),
  };
  return {
    sheet: 'courses',
    row,
    code: codeOf(cells),
    value,
    findings: [
      ...faults,
      ...childSheets.flatMap((sheet) => own[sheet].flatMap((item) => faultsIn(sheet, item))),
      ...questions.flatMap((question) => question.findings),
    ],
    locate: (path) => locate(path, own),
  };
}

function testAttemptsOf(cells: Cells): { testAttempts?: Cells } {
  const testAttempts = renamed(cells, { testAttemptsMax: 'max', testAttemptsWaitMinutes: 'waitMinutes' });
  return Object.keys(testAttempts).length === 0 ? {} : { testAttempts };
}

function packageRecord({ row, cells, faults }: SheetRow): FileRecord {
  const value = {
    ...pick(cells, ['code', 'minutes', 'priceCents', 'vatRate']),
    title: textOf(cells, 'title'),
    description: textOf(cells, 'description'),
  };
  return { sheet: 'creditPackages', row, code: codeOf(cells), value, findings: faults, locate: column };
}

function faultsIn(sheet: ChildSheet, { row, faults }: SheetRow): LocatedFinding[] {
  return faults.map(({ field, message }) => ({ field: `${sheet}!${row}.${field}`, message }));
}

/** Rows of one course, in the order of their numbers where they have them. */
function childrenOf(rows: SheetRow[], code: string | number | undefined): SheetRow[] {
  const own = rows.filter(({ cells }) => code !== undefined && cells['course'] === code);
  return own.sort((a, b) => Number(a.cells['number'] ?? 0) - Number(b.cells['number'] ?? 0));
}

/**
 * Rows of which we can't tell whose they are. The course that was meant may be any in the file, which would change without
 * them; so the file is refused.
 */
function straysOf(sheet: ChildSheet, rows: SheetRow[], codes: Set<string | number | undefined>): LocatedFinding[] {
  const strays = rows.filter(({ cells }) => cells['course'] === undefined || !codes.has(cells['course']));
  return strays.flatMap((stray): LocatedFinding[] => {
    const faults = faultsIn(sheet, stray).filter(({ field }) => field.endsWith('.course'));
    if (faults.length > 0) return faults;
    const code = codeOf({ code: stray.cells['course'] });
    return [{ field: `${sheet}!${stray.row}.course`, message: code === null ? noCourse : unknownCourse(code) }];
  });
}

const noCourse = {
  nl: 'Bij welke cursus deze rij hoort, staat er niet',
  fr: 'Il n’est pas dit à quel cours cette ligne appartient',
  en: 'It is not said which course this row belongs to',
};

const unknownCourse = (code: string) => ({
  nl: `Cursus ${code} staat niet op het blad courses`,
  fr: `Le cours ${code} n’est pas sur la feuille courses`,
  en: `Course ${code} is not on the sheet courses`,
});

function locate(path: FieldPath, own: Record<ChildSheet, SheetRow[]>): string {
  const [first, second, ...rest] = path;
  if (first === 'finalTest' && second === 'questions') return inSheet('questions', rest, own);
  if (first === 'finalTest') return second === undefined ? 'testDrawn' : column([`test-${second}`]);
  const sheet = sheetOfPart[String(first)];
  if (sheet === undefined) return column(path);
  return second === undefined ? sheet : inSheet(sheet, [second, ...rest], own);
}

function inSheet(sheet: ChildSheet, [index, ...rest]: FieldPath, own: Record<ChildSheet, SheetRow[]>): string {
  const row = typeof index === 'number' ? own[sheet][index]?.row : undefined;
  if (row === undefined) return sheet;
  const name = sheet === 'programme' ? column(['text', ...rest]) : column(rest);
  return name === '' ? `${sheet}!${row}` : `${sheet}!${row}.${name}`;
}

/** `title, fr` is column `title_fr`, `teacher, bio, fr` is `teacherBio_fr`, `options, 2, label, nl` is `options_nl`. */
function column(path: FieldPath): string {
  const names = path.filter((part): part is string => typeof part === 'string' && part !== 'label');
  const language = names.at(-1);
  const isText = language === 'nl' || language === 'fr' || language === 'en';
  const [first = '', ...others] = (isText ? names.slice(0, -1) : names).flatMap((name) => name.split('-'));
  const camel = first + others.map((name) => name.charAt(0).toUpperCase() + name.slice(1)).join('');
  return isText ? `${camel}_${language}` : camel;
}

function pick(cells: Cells, names: string[]): Cells {
  return Object.fromEntries(names.flatMap((name) => (cells[name] === undefined ? [] : [[name, cells[name]]])));
}

function renamed(cells: Cells, names: Record<string, string>): Cells {
  const filled = Object.entries(names).flatMap(([from, to]) => (cells[from] === undefined ? [] : [[to, cells[from]]]));
  return Object.fromEntries(filled);
}
