import { addressOf, cellOf } from './address.ts';
import { conditionalFormatting } from './conditional-formatting.ts';
import { cellHeld, type WrittenCell } from './held.ts';
import { readXml } from './read-xml.ts';
import { sheetSettings } from './sheet-settings.ts';
import type { Archive } from './unpack.ts';
import { type Limits, type Row, type Sheet, type Unreadable, UnreadableWorkbook } from './workbook.ts';
import { type Contents, type SheetPart, textCollector } from './workbook-parts.ts';

/**
 * Reads the cells of one sheet that hold something. An address beyond the limits is refused as it comes, so that nothing
 * grows with the numbers in it.
 * @throws UnreadableWorkbook
 */
export async function readSheet(
  archive: Archive,
  { name, hidden, part }: SheetPart,
  contents: Contents,
  limits: Limits,
): Promise<Sheet> {
  const sheet: Sheet = { name, hidden, rows: [], hiddenColumns: [], merged: [] };
  const text = textCollector();
  const settings = sheetSettings(limits.columns);
  const rules = conditionalFormatting(name, contents.conditional);
  let row: Row = { number: 0, hidden: false, cells: new Map() };
  let inRow = false;
  let column = -1;
  let cell: WrittenCell | null = null;
  const seen = new Set<string>();
  let inValue = false;
  const unreadable = (reason: Unreadable, address: string | number) =>
    new UnreadableWorkbook(reason, `${name}!${String(address).slice(0, 20)}`);

  /** Rows and cells come in their order, each once. */
  function follows(before: number, next: number, address: string | number): void {
    if (next <= before) throw unreadable(next === before ? 'twice' : 'no-workbook', address);
  }

  function openRow(attributes: Record<string, string>): void {
    const r = attributes['r'] ?? String(row.number + 1);
    if (!/^[1-9]\d{0,14}$/.test(r)) throw unreadable('no-workbook', r);
    follows(row.number, Number(r), r);
    row = { number: Number(r), hidden: settings.isHiddenRow(Number(r), attributes), cells: new Map() };
    inRow = true;
    column = -1;
  }

  function openCell({ r, t = 'n', s = '0' }: Record<string, string>): void {
    const place = r === undefined ? { row: row.number, column: column + 1 } : cellOf(r);
    if (!place || !inRow || cell || place.row !== row.number) throw unreadable('no-workbook', r ?? row.number);
    follows(column, place.column, addressOf(place.row, place.column));
    column = place.column;
    cell = { ...place, type: t, style: s, value: null, inline: '', hasFormula: false };
    seen.clear();
    text.take();
  }

  /** A cell has each of these once at most: a value, a text of its own, a formula. */
  function openContent(tag: string, opened: WrittenCell): void {
    if (seen.has(tag)) throw unreadable('no-workbook', addressOf(opened.row, opened.column));
    seen.add(tag);
    if (tag === 'f') opened.hasFormula = true;
    if (tag === 'v') opened.value = '';
    inValue = tag === 'v';
  }

  function closeCell(closed: WrittenCell): void {
    closed.inline = text.take();
    const address = addressOf(closed.row, closed.column);
    const held = cellHeld(closed, contents, `${name}!${address}`);
    if (!held) return;
    if (closed.row > limits.rows || closed.column >= limits.columns) throw unreadable('too-large', address);
    if (row.cells.size === 0) sheet.rows.push(row);
    row.cells.set(closed.column, settings.seen(held, closed.hasFormula));
  }

  await readXml(archive, part, {
    inExtensions: rules.reader,
    open(tag, attributes) {
      text.open(tag);
      rules.reader.open?.(tag, attributes);
      settings.open(tag, attributes);
      if (tag === 'row') openRow(attributes);
      else if (tag === 'c') openCell(attributes);
      else if (cell && (tag === 'v' || tag === 'f' || tag === 'is')) openContent(tag, cell);
      else if (tag === 'mergeCell' && sheet.merged.length < limits.rows) sheet.merged.push(attributes['ref'] ?? '');
    },
    text(piece) {
      if (inValue && cell) cell.value = (cell.value ?? '') + piece;
      else text.text(piece);
    },
    close(tag) {
      text.close(tag);
      rules.reader.close?.(tag);
      if (tag === 'v') inValue = false;
      if (tag === 'row') inRow = false;
      if (tag !== 'c' || !cell) return;
      closeCell(cell);
      cell = null;
    },
  });
  sheet.hiddenColumns = settings.hiddenColumns();
  rules.disguise(sheet.rows, limits.columns);
  return sheet;
}
