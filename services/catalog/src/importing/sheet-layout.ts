import type { Wanted } from '@leerhuis/sheets';

/** What a column holds. Texts in three languages are three columns: `title_nl`, `title_fr`, `title_en`. */
export type ColumnKind = Wanted;

const languages = ['nl', 'fr', 'en'] as const;

const inLanguages = (name: string): Record<string, ColumnKind> =>
  Object.fromEntries(languages.map((language) => [`${name}_${language}`, 'text' as const]));

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
    teacherName: 'text',
    teacherEmail: 'code',
    ...inLanguages('teacherBio'),
    trailer: 'code',
    testDrawn: 'integer',
    testPassPercent: 'integer',
    testAttemptsMax: 'integer',
    testAttemptsWaitMinutes: 'integer',
  },
  programme: { course: 'code', number: 'integer', ...inLanguages('text') },
  accreditations: {
    course: 'code',
    federation: 'code',
    accreditationNumber: 'code',
    minutes: 'integer',
    points: 'decimal',
    attestUntil: 'day',
    testAttemptsMax: 'integer',
    testAttemptsWaitMinutes: 'integer',
  },
  chapters: { course: 'code', number: 'integer', ...inLanguages('title'), media: 'code' },
  checks: { course: 'code', chapter: 'integer', atSecond: 'integer' },
  questions: {
    course: 'code',
    number: 'integer',
    kind: 'code',
    ...inLanguages('prompt'),
    ...inLanguages('options'),
    correct: 'text',
  },
  creditPackages: {
    code: 'code',
    ...inLanguages('title'),
    ...inLanguages('description'),
    minutes: 'integer',
    priceCents: 'integer',
    vatRate: 'integer',
  },
} satisfies Record<string, Record<string, ColumnKind>>;

export type SheetName = keyof typeof sheetLayout;

/** A workbook with courses has all of these sheets, be it with nothing below their header. */
export const childSheets = ['programme', 'accreditations', 'chapters', 'checks', 'questions'] as const;
export const courseSheets = ['courses', ...childSheets] as const;

const optionalColumns = ['points', 'testAttemptsMax', 'testAttemptsWaitMinutes'];

/** Languages other than Dutch may be left out as columns too. */
export const isOptionalColumn = (column: string) => /_(fr|en)$/.test(column) || optionalColumns.includes(column);

/** The cells `<name>_nl`, `_fr`, `_en` of a row as one text; empty ones are left out. */
export function textOf(cells: Cells, name: string): Record<string, unknown> {
  const filled = languages.flatMap((language) => {
    const value = cells[`${name}_${language}`];
    return value === undefined ? [] : [[language, value] as const];
  });
  return Object.fromEntries(filled);
}

/** One row: only the cells that hold something. */
export type Cells = Record<string, string | number>;
