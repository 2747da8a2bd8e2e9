import { locales } from '@leerhuis/language';
import type { TableRow, Wanted } from '@leerhuis/sheets';
import type { FieldPath } from '../courses/domain/course.ts';

interface Column {
  kind: Wanted;
  /** Where its cells go in what their row tells; null: nowhere by themselves. */
  path: string[] | null;
}

const into = (kind: Wanted, ...path: string[]): Column => ({ kind, path });
const plain = (kind: Wanted, ...columns: string[]): Record<string, Column> =>
  Object.fromEntries(columns.map((column) => [column, into(kind, column)]));
/** Texts in three languages are three columns: `title_nl`, `title_fr`, `title_en`. */
const texts = (column: string, ...path: string[]): Record<string, Column> =>
  Object.fromEntries(locales.map((language) => [`${column}_${language}`, into('text', ...path, language)]));

const testAttempts = {
  testAttemptsMax: into('integer', 'testAttempts', 'max'),
  testAttemptsWaitMinutes: into('integer', 'testAttempts', 'waitMinutes'),
};
/** Of which course a row is, and after which others it comes. */
const course = { kind: 'code', path: null } as const;
const number = { kind: 'integer', path: null } as const;

/** The sheets of a catalogue workbook and their columns; docs/catalogue-file.md tells people of them. */
export const sheetLayout = {
  courses: {
    ...plain('code', 'code', 'kind', 'language'),
    ...texts('title', 'title'),
    ...texts('summary', 'summary'),
    ...texts('description', 'description'),
    ...plain('integer', 'minutes', 'priceCents', 'vatRate'),
    teacherName: into('text', 'teacher', 'name'),
    teacherEmail: into('code', 'teacher', 'email'),
    ...texts('teacherBio', 'teacher', 'bio'),
    ...plain('code', 'trailer'),
    testDrawn: into('integer', 'finalTest', 'drawn'),
    testPassPercent: into('integer', 'finalTest', 'passPercent'),
    ...testAttempts,
  },
  programme: { course, number, ...texts('text') },
  accreditations: {
    course,
    ...plain('code', 'federation', 'accreditationNumber'),
    ...plain('integer', 'minutes'),
    ...plain('decimal', 'points'),
    ...plain('day', 'attestUntil'),
    ...testAttempts,
    ...plain('integer', 'watchPercent'),
  },
  chapters: { course, ...plain('integer', 'number'), ...texts('title', 'title'), ...plain('code', 'media') },
  checks: { course, ...plain('integer', 'chapter', 'atSecond') },
  questions: {
    course,
    number,
    ...plain('code', 'kind'),
    ...texts('prompt', 'prompt'),
    ...texts('options', 'options', 'label'),
    correct: into('text', 'options', 'correct'),
  },
  documents: { course, ...plain('text', 'file'), ...plain('code', 'kind', 'language'), ...texts('title', 'title') },
  creditPackages: {
    ...plain('code', 'code'),
    ...texts('title', 'title'),
    ...texts('description', 'description'),
    ...plain('integer', 'minutes', 'priceCents', 'vatRate'),
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
  documents: ['documents'],
};
export type ChildSheet = keyof typeof partOfSheet;

export const childSheets = Object.keys(partOfSheet) as ChildSheet[];

/** A workbook with courses has all of these, be it with nothing below their header; without `documents` those of its courses stay. */
export const requiredSheets = childSheets.filter((sheet) => sheet !== 'documents');

const optionalColumns = ['points', 'testAttemptsMax', 'testAttemptsWaitMinutes', 'watchPercent'];

/** Languages other than Dutch may be left out as columns too. */
export const isOptionalColumn = (column: string) => /_(fr|en)$/.test(column) || optionalColumns.includes(column);

function columnsOf(sheet: SheetName): [column: string, held: Column][] {
  return Object.entries(sheetLayout[sheet]);
}

type Told = { [name: string]: string | number | Told };

/**
 * What a row tells, in the form that it has in JSON. What holds several cells is there without any of them too, so that the
 * first is told of as missing; limits on attempts need not be there.
 */
export function toldBy(sheet: SheetName, cells: TableRow['cells']): Told {
  const told: Told = {};
  for (const [column, { path }] of columnsOf(sheet)) {
    const isLeftOut = path?.[0] === 'testAttempts' && !(column in cells);
    if (path !== null && !isLeftOut) put(told, path, cells[column]);
  }
  return told;
}

function put(told: Told, [name = '', ...rest]: string[], cell: string | number | undefined): void {
  if (rest.length > 0) {
    const inside = (told[name] ?? {}) as Told;
    told[name] = inside;
    put(inside, rest, cell);
  } else if (cell !== undefined) told[name] = cell;
}

/** The column that tells what is at this place of a row's value; of a text as a whole its name without the language. */
export function columnAt(sheet: SheetName, place: FieldPath): string {
  const names = place.filter((part) => typeof part === 'string');
  const found = columnsOf(sheet).find(([, { path }]) => path !== null && names.every((name, i) => path[i] === name));
  if (!found || names.length === 0) return names.join('.');
  const [column, { path }] = found;
  return path?.length === names.length ? column : column.replace(/_nl$/, '');
}
