import { isBlank } from '@leerhuis/letters';
import { addressOf, cellOf } from './address.ts';
import { dayOfSerial } from './day-of-serial.ts';
import { type DayLook, general, type NumberFormat } from './number-look.ts';
import { readXml } from './read-xml.ts';
import type { Archive } from './unpack.ts';
import { type Cell, type Limits, type NumberLook, type Row, type Sheet, UnreadableWorkbook } from './workbook.ts';
import { type Contents, isTrue, type SheetPart, textCollector, unescaped } from './workbook-parts.ts';

interface OpenCell {
  row: number;
  column: number;
  type: string;
  style: number;
  value: string;
  hasFormula: boolean;
}

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
  const rows = new Map<number, Row>();
  const text = textCollector();
  let row = { number: 0, hidden: false };
  let column = -1;
  let cell: OpenCell | null = null;
  let inValue = false;
  const beyond = (address: string): never => {
    throw new UnreadableWorkbook('too-large', `${name}!${address.slice(0, 20)}`);
  };

  function openRow({ r, hidden: isHidden }: Record<string, string>): void {
    const number = r === undefined ? row.number + 1 : Number(r);
    if (!Number.isInteger(number) || number < 1) throw new UnreadableWorkbook('no-workbook', name);
    row = { number, hidden: isTrue(isHidden) };
    column = -1;
  }

  function openCell({ r, t = 'n', s = '0' }: Record<string, string>): void {
    const place = r === undefined ? { row: row.number, column: column + 1 } : cellOf(r);
    if (!place) throw new UnreadableWorkbook('no-workbook', `${name}!${String(r).slice(0, 20)}`);
    column = place.column;
    cell = { ...place, type: t, style: Number(s), value: '', hasFormula: false };
  }

  function closeCell(closed: OpenCell): void {
    const inline = text.take();
    const held = cellHeld(closed, inline, contents);
    if (!held) return;
    const address = addressOf(closed.row, closed.column);
    if (closed.row > limits.rows || closed.column >= limits.columns) beyond(address);
    const found = rows.get(closed.row) ?? { number: closed.row, hidden: row.hidden, cells: new Map<number, Cell>() };
    if (found.cells.has(closed.column)) throw new UnreadableWorkbook('twice', `${name}!${address}`);
    found.cells.set(closed.column, held);
    rows.set(closed.row, found);
  }

  function noteColumns({ min, max, hidden: isHidden }: Record<string, string>): void {
    if (!isTrue(isHidden)) return;
    const last = Math.min(Number(max), limits.columns);
    for (let at = Number(min); at <= last; at += 1) sheet.hiddenColumns.push(at - 1);
  }

  await readXml(archive, part, {
    open(tag, attributes) {
      text.open(tag);
      if (tag === 'row') openRow(attributes);
      else if (tag === 'c') openCell(attributes);
      else if (tag === 'v') inValue = true;
      else if (tag === 'f' && cell) cell.hasFormula = true;
      else if (tag === 'col') noteColumns(attributes);
      else if (tag === 'mergeCell' && sheet.merged.length < limits.rows) sheet.merged.push(attributes['ref'] ?? '');
    },
    text(piece) {
      if (inValue && cell) cell.value += piece;
      else text.text(piece);
    },
    close(tag) {
      text.close(tag);
      if (tag === 'v') inValue = false;
      if (tag !== 'c' || !cell) return;
      closeCell(cell);
      cell = null;
    },
  });
  sheet.rows = [...rows.values()].sort((a, b) => a.number - b.number);
  return sheet;
}

/** What the cell holds; null when it is empty. */
function cellHeld({ type, style, value, hasFormula }: OpenCell, inline: string, contents: Contents): Cell | null {
  const format = contents.formats[style] ?? general;
  switch (type) {
    case 'inlineStr':
      return textCell(inline, format);
    case 's': {
      const shared = contents.sharedStrings[Number(value)];
      if (shared === undefined) throw new UnreadableWorkbook('no-workbook');
      return textCell(shared, format);
    }
    case 'str':
      return textCell(unescaped(value), format);
    case 'b':
      return { kind: 'boolean', value: isTrue(value.trim()) };
    case 'e':
      return { kind: 'error', code: value.slice(0, 20) };
    case 'd': {
      const [, day, time] = /^(\d{4}-\d\d-\d\d)(?:T([\d:.]+)Z?)?$/.exec(value.trim()) ?? [];
      const hasTime = time !== undefined && !/^[0:.]+$/.test(time);
      return shownBy(format.lookOf(1), { kind: 'day', day: day ?? null, hasTime });
    }
    default:
      if (value.trim() === '') return hasFormula ? { kind: 'uncomputed' } : null;
      return numberCell(Number(value), format, contents.from1904);
  }
}

function textCell(text: string, { showsText }: NumberFormat): Cell | null {
  return isBlank(text) ? null : { kind: showsText ? 'text' : 'disguised', text };
}

function numberCell(value: number, format: NumberFormat, from1904: boolean): Cell {
  if (!Number.isFinite(value)) throw new UnreadableWorkbook('no-workbook');
  const look = format.lookOf(value);
  if (look === 'day' || look === 'part-of-day') return shownBy(look, dayOfSerial(value, from1904));
  return { kind: 'number', value, look };
}

function shownBy(look: NumberLook | DayLook, day: Extract<Cell, { kind: 'day' }>): Cell {
  return look === 'part-of-day' ? { ...day, inPart: true } : day;
}
