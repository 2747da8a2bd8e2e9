import { cellOf } from './address.ts';
import { disguised } from './disguised.ts';
import type { Cell } from './workbook.ts';
import { isTrue } from './workbook-parts.ts';

type Attributes = Record<string, string>;

/**
 * What a sheet keeps from who looks at it: zeros, what formulas give, rows and columns.
 * @param columns that are read
 */
export function sheetSettings(columns: number) {
  let hidesZeros = false;
  let showsFormulas = false;
  let hidesRows = false;
  let hidesColumns = false;
  let scrolledTo = { row: 1, column: 0 };
  /** What lies before can't be scrolled to. */
  const first = { row: 1, column: 0 };
  const hidden = new Set<number>();
  const shown = new Set<number>();

  function noteView({ showZeros = '1', showFormulas, topLeftCell = 'A1' }: Attributes): void {
    if (!isTrue(showZeros)) hidesZeros = true;
    if (isTrue(showFormulas)) showsFormulas = true;
    scrolledTo = cellOf(topLeftCell) ?? { row: 1, column: 0 };
  }

  function notePane({ state = 'split', xSplit = '0', ySplit = '0' }: Attributes): void {
    if (state === 'split') return;
    if (Number(ySplit) > 0) first.row = Math.max(first.row, scrolledTo.row);
    if (Number(xSplit) > 0) first.column = Math.max(first.column, scrolledTo.column);
  }

  // zeroHeight hides the rows that hold nothing
  function noteDefaults({ defaultRowHeight, defaultColWidth }: Attributes): void {
    hidesRows = isNothing(defaultRowHeight);
    hidesColumns = isNothing(defaultColWidth);
  }

  function noteColumns({ min, max, width, hidden: isHidden }: Attributes): void {
    const noted = isTrue(isHidden) || isNothing(width) ? hidden : shown;
    const last = Math.min(Number(max), columns);
    for (let at = Math.max(1, Number(min)); at <= last; at += 1) noted.add(at - 1);
  }

  return {
    open(tag: string, attributes: Attributes): void {
      if (tag === 'sheetView') noteView(attributes);
      // one that a person may choose, but is not looked through now; it has a pane too
      else if (tag === 'customSheetView') scrolledTo = { row: 1, column: 0 };
      else if (tag === 'pane') notePane(attributes);
      else if (tag === 'sheetFormatPr') noteDefaults(attributes);
      else if (tag === 'col') noteColumns(attributes);
    },
    isHiddenRow(number: number, { hidden: isHidden, ht }: Attributes): boolean {
      if (isTrue(isHidden) || isNothing(ht) || number < first.row) return true;
      return hidesRows && isHidden === undefined && ht === undefined;
    },
    hiddenColumns(): number[] {
      const all = Array.from({ length: columns }, (_, column) => column);
      return all.filter(
        (column) => hidden.has(column) || column < first.column || (hidesColumns && !shown.has(column)),
      );
    },
    /** The cell as it is seen. */
    seen(cell: Cell, hasFormula: boolean): Cell {
      if (showsFormulas && (hasFormula || cell.kind === 'day')) return disguised(cell, true);
      return hidesZeros && cell.kind === 'number' && cell.value === 0 ? disguised(cell, false) : cell;
    },
  };
}

/** Whether a height or width leaves nothing to be seen. */
function isNothing(size: string | undefined): boolean {
  return size !== undefined && Number(size) < 1;
}
