/** What a column holds. Texts in three languages are three columns: `title_nl`, `title_fr`, `title_en`. */
export type ColumnKind = 'text' | 'number' | 'day';

const languages = ['nl', 'fr', 'en'] as const;

const inLanguages = (name: string): Record<string, ColumnKind> =>
  Object.fromEntries(languages.map((language) => [`${name}_${language}`, 'text' as const]));

/** The sheets of a catalogue workbook and their columns; docs/catalogue-file.md tells people of them. */
export const sheetLayout = {
  courses: {
    code: 'text',
    kind: 'text',
    language: 'text',
    ...inLanguages('title'),
    ...inLanguages('summary'),
    ...inLanguages('description'),
    minutes: 'number',
    priceCents: 'number',
    vatRate: 'number',
    teacherName: 'text',
    teacherEmail: 'text',
    ...inLanguages('teacherBio'),
    trailer: 'text',
    testDrawn: 'number',
    testPassPercent: 'number',
    testAttemptsMax: 'number',
    testAttemptsWaitMinutes: 'number',
  },
  programme: { course: 'text', number: 'number', ...inLanguages('text') },
  accreditations: {
    course: 'text',
    federation: 'text',
    accreditationNumber: 'text',
    minutes: 'number',
    points: 'number',
    attestUntil: 'day',
    testAttemptsMax: 'number',
    testAttemptsWaitMinutes: 'number',
  },
  chapters: { course: 'text', number: 'number', ...inLanguages('title'), media: 'text' },
  checks: { course: 'text', chapter: 'number', atSecond: 'number' },
  questions: {
    course: 'text',
    number: 'number',
    kind: 'text',
    ...inLanguages('prompt'),
    ...inLanguages('options'),
    correct: 'text',
  },
  creditPackages: {
    code: 'text',
    ...inLanguages('title'),
    ...inLanguages('description'),
    minutes: 'number',
    priceCents: 'number',
    vatRate: 'number',
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
