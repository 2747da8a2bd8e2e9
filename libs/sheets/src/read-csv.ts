import { isBlank } from '@leerhuis/letters';
import { parse } from 'csv-parse/sync';
import { addressOf } from './address.ts';
import { type Cell, type Limits, type Row, type Sheet, UnreadableWorkbook, usualLimits } from './workbook.ts';

/** How the letters of a file were written; Windows-1252 is what spreadsheets here save without a word when it isn't UTF-8. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface CsvSheet extends Sheet {
  encoding: Encoding;
}

/**
 * Reads CSV that people saved from a spreadsheet as the cells of a sheet, all of them text: `readCell` says what a column makes of it.
 * A constant in a formula (`="0123"`, how codes keep their zeros; `="…"&"…"`) is its text; any other formula stays the text that it is.
 * @throws UnreadableWorkbook `ambiguous` when its header holds several marks that may separate columns
 */
export function readCsv(bytes: Buffer, limits: Limits = usualLimits): CsvSheet {
  if (bytes.length > limits.unpacked) throw new UnreadableWorkbook('too-large');
  const { text, encoding } = decoded(bytes);
  if (text.includes('\0')) throw new UnreadableWorkbook('no-workbook');
  const named = /^sep=(.)\r?\n/.exec(text);
  const content = named ? text.slice(named[0].length) : text;
  const rows = recordsOf(content, named?.[1] ?? separatorOf(content), limits).flatMap((record, i) =>
    rowOf(record, i + (named ? 2 : 1), limits),
  );
  return { name: '', hidden: false, rows, hiddenColumns: [], merged: [], encoding };
}

function decoded(bytes: Buffer): { text: string; encoding: Encoding } {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return { text: textOf(bytes, 'utf-16le'), encoding: 'utf-16le' };
  if (mark === 'feff') return { text: textOf(bytes, 'utf-16be'), encoding: 'utf-16be' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: windows1252Of(bytes), encoding: 'windows-1252' };
  }
}

/** What Windows-1252 has where Latin-1 has control characters; node's own decoder takes it for Latin-1 up to version 22. */
const from80 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function windows1252Of(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (letter) => from80.charAt(letter.charCodeAt(0) - 0x80));
}

function textOf(bytes: Buffer, encoding: Encoding): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UnreadableWorkbook('no-workbook', null, error);
  }
}

/** The one of the usual marks that the first line holds outside of quotes; a line with none of them is one column. */
function separatorOf(text: string): string {
  const header = (/^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)?.[0] ?? '').replace(/"(?:[^"]|"")*"/g, '');
  const marks = [';', ',', '\t'].filter((mark) => header.includes(mark));
  if (marks.length > 1) throw new UnreadableWorkbook('ambiguous', 'A1');
  return marks[0] ?? ';';
}

function recordsOf(text: string, delimiter: string, limits: Limits): string[][] {
  let records: string[][];
  try {
    records = parse(text, { delimiter, relax_column_count: true, to: limits.rows + 1, max_record_size: 1024 * 1024 });
  } catch (error) {
    throw new UnreadableWorkbook('no-workbook', null, error);
  }
  if (records.length > limits.rows) throw new UnreadableWorkbook('too-large', `A${limits.rows + 1}`);
  return records;
}

function rowOf(record: string[], number: number, limits: Limits): Row[] {
  const cells = new Map<number, Cell>();
  for (const [column, field] of record.entries()) {
    const text = constantIn(field) ?? field;
    if (isBlank(text)) continue;
    if (column >= limits.columns) throw new UnreadableWorkbook('too-large', addressOf(number, column));
    cells.set(column, { kind: 'text', text });
  }
  return cells.size === 0 ? [] : [{ number, hidden: false, cells }];
}

/** Text of a formula that is made of nothing else. */
function constantIn(field: string): string | undefined {
  if (!/^="(?:[^"]|"")*"(?:&"(?:[^"]|"")*")*$/.test(field)) return undefined;
  const pieces = field.slice(1).matchAll(/"((?:[^"]|"")*)"&?/g);
  return [...pieces].map(([, piece = '']) => piece.replaceAll('""', '"')).join('');
}
