import type { Cell } from './workbook.ts';

/** The cell as one that is not seen as it is held. */
export function disguised(cell: Cell, hidesText: boolean): Cell {
  if (cell.kind === 'number') return { ...cell, look: 'other' };
  if (cell.kind === 'day') return { kind: 'disguised', text: cell.day ?? '' };
  return cell.kind === 'text' && hidesText ? { kind: 'disguised', text: cell.text } : cell;
}
