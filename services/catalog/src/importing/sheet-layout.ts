import type { Wanted } from '@leerhuis/sheets';
import type { FieldPath } from '../courses/domain/field.ts';

/**
 * What a column holds, and where that goes in what its row tells: under its own name unless it says another place, with a
 * `?` after a part that is there only when filled; null: nowhere by itself.
 */
type Column = Wanted | readonly [Wanted, string | null];

const languages = ['nl', 'fr', 'en'] as const;

/** Texts in three languages are three columns: `title_nl`, `title_fr`, `title_en`. */
const inLanguages = (column: string, path = `${column}.`): Record<string, Column> =>
  Object.fromEntries(languages.map((language) => [`${column}_${language}`, ['text', path + language]]));

const testAttempts = {
  testAttemptsMax: ['integer', 'testAttempts?.max'],
  testAttemptsWaitMinutes: ['integer', 'testAttempts?.waitMinutes'],
} as const;
const course = ['code', null] as const;
/** Rows of a course come in the order of their numbers. */
const number = ['integer', null] as const;

/** The sheets of a catalogue workbook and their columns; docs/catalogue-file.md tells people of them. */
export const sheetLayout = {
  courses: {
    code: 'code',
    kind: 'code',
    language: 'code',
    ...inLanguages('title'),
    ...inLanguages('summary'),
    ...inLanguages('description'),
    minutes: 'integer',
    priceCents: 'integer',
    vatRate: 'integer',
    teacherName: ['text', 'teacher.name'],
    teacherEmail: ['code', 'teacher.email'],
    ...inLanguages('teacherBio', 'teacher.bio.'),
    trailer: 'code',
    testDrawn: ['integer', 'finalTest.drawn'],
    testPassPercent: ['integer', 'finalTest.passPercent'],
    ...testAttempts,
  },
  programme: { course, number, ...inLanguages('text', '') },
  accreditations: {
    course,
    federation: 'code',
    accreditationNumber: 'code',
    minutes: 'integer',
    points: 'decimal',
    attestUntil: 'day',
    ...testAttempts,
  },
  chapters: { course, number: 'integer', ...inLanguages('title'), media: 'code' },
  checks: { course, chapter: 'integer', atSecond: 'integer' },
  questions: {
    course,
    number,
    kind: 'code',
    ...inLanguages('prompt'),
    ...inLanguages('options', 'options.label.'),
    correct: ['text', 'options.correct'],
  },
  creditPackages: {
    code: 'code',
    ...inLanguages('title'),
    ...inLanguages('description'),
    minutes: 'integer',
    priceCents: 'integer',
    vatRate: 'integer',
  },
} satisfies Record<string, Record<string, Column>>;

export type SheetName = keyof typeof sheetLayout;

/** Where in a course the rows of the other sheets go. */
export const partOfSheet = {
  programme: ['programme'],
  accreditations: ['accreditations'],
  chapters: ['chapters'],
  checks: ['attentionChecks'],
  questions: ['finalTest', 'questions'],
};
export type ChildSheet = keyof typeof partOfSheet;

/** A workbook with courses has all of these sheets, be it with nothing below their header. */
export const childSheets = Object.keys(partOfSheet) as ChildSheet[];

const optionalColumns = ['points', 'testAttemptsMax', 'testAttemptsWaitMinutes'];

/** Languages other than Dutch may be left out as columns too. */
export const isOptionalColumn = (column: string) => /_(fr|en)$/.test(column) || optionalColumns.includes(column);

/** One row: only the cells that hold something. */
export type Cells = Record<string, string | number>;

interface SheetColumn {
  column: string;
  kind: Wanted;
  /** Where its cells go in what their row tells. */
  path: string[] | null;
  /** Whether the last part of the path but one is there only when filled. */
  isOptional: boolean;
}

const columns = Object.fromEntries(
  Object.entries(sheetLayout).map(([sheet, layout]) => [sheet, Object.entries<Column>(layout).map(columnOf)]),
) as Record<SheetName, SheetColumn[]>;

function columnOf([column, held]: [string, Column]): SheetColumn {
  const [kind, path] = typeof held === 'string' ? [held, column] : held;
  const isOptional = path?.includes('?') ?? false;
  return { column, kind, path: path?.replace('?', '').split('.') ?? null, isOptional };
}

export function columnsOf(sheet: SheetName): readonly SheetColumn[] {
  return columns[sheet];
}

type Told = { [name: string]: string | number | Told };

/** What a row tells, in the form that it has in JSON. A text of which no cell is filled is there, and empty. */
export function toldBy(sheet: SheetName, cells: Cells): Told {
  const told: Told = {};
  for (const { column, path, isOptional } of columns[sheet]) {
    if (path !== null && (column in cells || !isOptional)) put(told, path, cells[column]);
  }
  return told;
}

function put(told: Told, [name = '', ...rest]: string[], cell: string | number | undefined): void {
  if (rest.length === 0) {
    if (cell !== undefined) told[name] = cell;
    return;
  }
  const inside = (told[name] ?? {}) as Told;
  told[name] = inside;
  put(inside, rest, cell);
}

/** The column that tells what is at this place of a row's value; of a text as a whole its name without the language. */
export function columnAt(sheet: SheetName, place: FieldPath): string {
  const names = place.filter((part) => typeof part === 'string');
  const found = columns[sheet].find(({ path }) => path !== null && names.every((name, i) => path[i] === name));
  if (!found || names.length === 0) return names.join('.');
  return found.path?.length === names.length ? found.column : found.column.replace(/_nl$/, '');
}
