/** A column of a file that we make. Text stays text, whatever a spreadsheet would make of it. */
export interface Column<R> {
  title: string;
  /** `day` gives days as `2026-11-27`. */
  kind: 'text' | 'number' | 'day';
  of: (row: R) => string | number | null;
}

/** The forms in which people get a file. */
export type TableFormat = 'xlsx' | 'csv';

export const tableTypes: Record<TableFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

export interface Table<R> {
  /** Of the sheet, at most 31 characters. */
  name: string;
  columns: readonly Column<R>[];
  rows: AsyncIterable<R> | Iterable<R>;
}

/**
 * Whether a spreadsheet, or a person who edits the cell, could take the text for a formula. Spaces before it don't help, nor do
 * the wide forms of Chinese and Japanese keyboards.
 */
export function looksLikeFormula(text: string): boolean {
  return /^\s*[=+\-@＝＋－＠]/.test(text) || /^[\t\r\n]/.test(text);
}
