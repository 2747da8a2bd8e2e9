export { addressOf, lettersOf } from './address.ts';
export { cellWords } from './cell-words.ts';
export { type CellRefusal, type ReadCell, readCell, type Wanted } from './read-cell.ts';
export { type CsvSheet, type Encoding, readCsv } from './read-csv.ts';
export { type ApartOptions, readWorkbookApart } from './read-workbook-apart.ts';
export { type Column, type Table, type TableFormat, tableTypes } from './table.ts';
export {
  type Cell,
  type Limits,
  type Row,
  type Sheet,
  type Unreadable,
  UnreadableWorkbook,
  type Workbook,
} from './workbook.ts';
export { writeTable } from './write-table.ts';
