import { cellOf } from './address.ts';
import { disguised } from './disguised.ts';
import { formatOf, type NumberFormat } from './number-look.ts';
import type { XmlReader } from './read-xml.ts';
import { type Row, UnreadableWorkbook } from './workbook.ts';
import { isTrue } from './workbook-parts.ts';

/** Cells that a rule may show with a format of its own. */
interface Range {
  top: number;
  left: number;
  bottom: number;
  right: number;
  hidesText: boolean;
}

/** So many are read of one sheet: each is held against each row. */
const mostRanges = 1_000;

/**
 * Reads the conditional formatting of a sheet, also that of `extLst`. Whether a rule holds is not asked: what it may show
 * otherwise is not seen as it is held.
 * @param formats that the rules name, by their place; null for those that say nothing of numbers
 */
export function conditionalFormatting(sheet: string, formats: readonly (NumberFormat | null)[]) {
  const ranges: Range[] = [];
  let ref = '';
  let inRef = false;
  let inRules = false;
  let hides: 'numbers' | 'all' | null = null;

  function hide(hidesText: boolean): void {
    if (inRules) hides = hidesText || hides === 'all' ? 'all' : 'numbers';
  }

  const reader: XmlReader = {
    open(tag, attributes) {
      if (tag === 'conditionalFormatting') {
        ref = attributes['sqref'] ?? '';
        hides = null;
        inRules = true;
      } else if (tag === 'cfRule') {
        const format = formats[Number(attributes['dxfId'])];
        if (format) hide(!format.showsText);
      } else if (tag === 'numFmt') {
        hide(!formatOf(Number(attributes['numFmtId'] ?? 0), attributes['formatCode']).showsText);
      } else if (tag === 'iconSet' || tag === 'dataBar') {
        if (!isTrue(attributes['showValue'] ?? '1')) hide(false);
      } else if (tag === 'sqref') inRef = inRules;
    },
    text(piece) {
      if (inRef) ref += piece;
    },
    close(tag) {
      if (tag === 'sqref') inRef = false;
      if (tag !== 'conditionalFormatting') return;
      inRules = false;
      if (!hides) return;
      const hidesText = hides === 'all';
      const found = rangesOf(sheet, ref, mostRanges - ranges.length);
      ranges.push(...found.map((range) => ({ ...range, hidesText })));
    },
  };

  /** Marks what is not seen as it is held; its cells are those of the first columns only. */
  function disguise(rows: readonly Row[], columns: number): void {
    if (ranges.length === 0) return;
    // those that hide text too come last, and stay
    ranges.sort((a, b) => Number(a.hidesText) - Number(b.hidesText));
    const hidden = new Uint8Array(columns);
    // the first row where a range begins or has ended: until then the same cells of each row are hidden
    let until = 0;
    for (const { number, cells } of rows) {
      if (number >= until) {
        hidden.fill(0);
        until = Number.POSITIVE_INFINITY;
        for (const { top, bottom, left, right, hidesText } of ranges) {
          if (number > bottom) continue;
          until = Math.min(until, number < top ? top : bottom + 1);
          if (number >= top) hidden.fill(hidesText ? 2 : 1, left, right + 1);
        }
      }
      for (const [column, cell] of cells) if (hidden[column]) cells.set(column, disguised(cell, hidden[column] === 2));
    }
  }

  return { reader, disguise };
}

function rangesOf(sheet: string, ref: string, most: number): Omit<Range, 'hidesText'>[] {
  const written = ref.trim().split(/\s+/, most + 1);
  if (written.length > most) throw new UnreadableWorkbook('too-large', sheet);
  return written.map((range) => {
    const found = rangeOf(range);
    if (!found) throw new UnreadableWorkbook('no-workbook', `${sheet}!${range.slice(0, 20)}`);
    return found;
  });
}

/** `A1`, `A1:B2`, whole columns `A:B` or rows `1:2`. */
function rangeOf(range: string): Omit<Range, 'hidesText'> | null {
  const [from = '', to = from, ...more] = range.replaceAll('$', '').split(':');
  if (from === '' || to === '' || more.length > 0) return null;
  const one = cellOf(whole(from, 'A', '1'));
  const other = cellOf(whole(to, 'XFD', '1048576'));
  if (!one || !other) return null;
  return {
    top: Math.min(one.row, other.row),
    left: Math.min(one.column, other.column),
    bottom: Math.max(one.row, other.row),
    right: Math.max(one.column, other.column),
  };
}

function whole(corner: string, column: string, row: string): string {
  if (/^[A-Z]+$/.test(corner)) return corner + row;
  return /^\d+$/.test(corner) ? column + corner : corner;
}
