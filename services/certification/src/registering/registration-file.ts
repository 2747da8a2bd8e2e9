import { pipeline, Readable } from 'node:stream';
import { type Column, type TableFormat, writeTable } from '@leerhuis/sheets';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify';
import type { Registration } from './domain/registration.ts';

const text = (title: Title): Column<Line> => ({ title, kind: 'text', of: (line) => line[title] });
const number = (title: Title): Column<Line> => ({
  title,
  kind: 'number',
  of: (line) => (line[title] === '' ? null : Number(line[title])),
});

const titles = [
  'federation',
  'memberNumber',
  'lastName',
  'firstName',
  'accreditationNumber',
  'courseTitle',
  'activityDate',
  'minutes',
  'points',
  'mode',
  'registrationId',
] as const;
type Title = (typeof titles)[number];
type Line = Record<Title, string>;

const columns = titles.map((title) => {
  if (title === 'minutes' || title === 'points') return number(title);
  return title === 'activityDate' ? { ...text(title), kind: 'day' as const } : text(title);
});

async function* rows(registrations: AsyncIterable<Registration>) {
  for await (const { id, ...registration } of registrations) {
    const line: Record<Title, string | number | null> = { ...registration, registrationId: id };
    yield titles.map((title) => (typeof line[title] === 'string' ? escaped(line[title]) : line[title]));
  }
}

/** What a run sent to one federation, as it is kept: a line per participation, from which the files that people get are made. */
export function keptLines(registrations: AsyncIterable<Registration>): Readable {
  const kept = stringify({ header: true, columns: [...titles], bom: true });
  pipeline(Readable.from(rows(registrations)), kept, () => {});
  return kept;
}

/** The file for people with a spreadsheet, made of what is kept; files from before there were workbooks too. */
export function registrationFile(format: TableFormat, name: string, kept: Readable): Readable {
  return writeTable(format, { name, columns, rows: linesOf(kept) });
}

async function* linesOf(kept: Readable): AsyncGenerator<Line> {
  const lines = parse({ columns: true, bom: true, record_delimiter: '\n' });
  // ends the source too when the reader goes away; what failed is told by the lines
  pipeline(kept, lines, () => {});
  for await (const line of lines as AsyncIterable<Line>)
    yield Object.fromEntries(titles.map((title) => [title, withoutEscape(line[title])])) as Line;
}

/** One apostrophe more keeps a text from being a formula in what is kept; csv-stringify gives none to a text that begins with one. */
const escaped = (text: string): string => (/^'*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text);

const withoutEscape = (kept: string): string => kept.replace(/^'(?='*[=+\-@\t\r＝＋－＠])/, '');
