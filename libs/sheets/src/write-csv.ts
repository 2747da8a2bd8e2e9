import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { type Column, looksLikeFormula, type Table } from './table.ts';

/**
 * CSV as Dutch and French spreadsheets open it with a double click: UTF-8 with byte order mark, semicolons, decimal commas.
 * Text can't become a formula, and codes (`0123`, `1-2`, `1E5`) stay as they are.
 */
export function writeCsv<R>({ columns, rows }: Table<R>): Readable {
  const file = stringify({
    bom: true,
    delimiter: ';',
    record_delimiter: 'windows',
    quoted_match: /[\r\n]|^\s|\s$/,
    header: true,
    columns: columns.map(({ title }) => title),
  });
  // ends the source too when the reader goes away; what failed is told by the file
  pipeline(Readable.from(fieldsOf(columns, rows)), file, () => {});
  return file;
}

async function* fieldsOf<R>(columns: readonly Column<R>[], rows: Table<R>['rows']): AsyncGenerator<string[]> {
  for await (const row of rows) yield columns.map((column) => csvField(column.kind, column.of(row)));
}

function csvField(kind: Column<unknown>['kind'], value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  return kind === 'text' ? inertText(value) : value;
}

/** Text that a spreadsheet leaves alone: a constant in a formula where it would read something else, or a formula. */
function inertText(text: string): string {
  if (!isReadOtherwise(text) && !looksLikeFormula(text)) return text;
  // a text in a formula has 255 characters at most, of which a quote or an emoji may take two
  const pieces = text.match(/.{1,127}/gsu) ?? [];
  const constant = `=${pieces.map((piece) => `"${piece.replaceAll('"', '""')}"`).join('&')}`;
  return constant.length > longestFormula ? `'${text}` : constant;
}

const longestFormula = 8_192;
const truthValues = /^(true|false|waar|onwaar|vrai|faux|wahr|falsch)$/i;
const numberOrDay = /^[-+]?[\d.,:/ \u00a0\u202f-]*\d[\d.,:/ \u00a0\u202f-]*(e[-+]?\d+)?[%€]?$/i;
const month =
  '(jan|feb|fév|mrt|maart|mars|apr|avr|mei|mai|may|jun|juin|jul|juil|aug|août|sep|okt|oct|nov|dec|déc)\\p{L}*\\.?';
const dayInWords = new RegExp(`^(\\d{1,2}[-./ ]?)?${month}([-./ ]?\\d{1,4})?$`, 'iu');

/** Numbers whose digits a spreadsheet changes or hides, and what it takes for a day, a time or a truth value. */
function isReadOtherwise(text: string): boolean {
  if (/^(0|[1-9]\d{0,10})$/.test(text)) return false;
  const trimmed = text.trim();
  return truthValues.test(trimmed) || (trimmed.length <= 40 && (numberOrDay.test(trimmed) || dayInWords.test(trimmed)));
}
