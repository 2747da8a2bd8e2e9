import type { Readable } from 'node:stream';
import type { Table, TableFormat } from './table.ts';
import { writeCsv } from './write-csv.ts';
import { writeXlsx } from './write-xlsx.ts';

/** A file that people open in a spreadsheet, made row by row. */
export function writeTable<R>(format: TableFormat, table: Table<R>): Readable {
  return format === 'xlsx' ? writeXlsx(table) : writeCsv(table);
}
