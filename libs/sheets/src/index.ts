export { addressOf, lettersOf } from './address.ts';
export { cellWords } from './cell-words.ts';
export { readCell, type Wanted } from './read-cell.ts';
export { readCsv } from './read-csv.ts';
export { absentSheet, readTables, type TableRow, type Tables, type TablesLayout } from './read-tables.ts';
export { readWorkbookApart } from './read-workbook-apart.ts';
export { type Column, type TableFormat, tableTypes } from './table.ts';
export { type SheetFinding, unreadableFinding } from './table-words.ts';
export {
  type Cell,
  type Row,
  type Sheet,
  type Unreadable,
  UnreadableWorkbook,
  type Workbook,
} from './workbook.ts';
export { writeTable } from './write-table.ts';
