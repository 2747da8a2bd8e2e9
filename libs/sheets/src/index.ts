export type { Wanted } from './read-cell.ts';
export { readCsv } from './read-csv.ts';
export { absentSheet, readTables, type TableRow, type Tables } from './read-tables.ts';
export { readWorkbookApart } from './read-workbook-apart.ts';
export { type Column, type TableFormat, tableTypes } from './table.ts';
export { unreadableFinding } from './table-words.ts';
export { UnreadableWorkbook } from './workbook.ts';
export { writeTable } from './write-table.ts';
