import { isBlank } from '@leerhuis/letters';
import { dayOfSerial } from './day-of-serial.ts';
import { disguised } from './disguised.ts';
import { type DayLook, general, type NumberFormat } from './number-look.ts';
import { dayInText } from './read-cell.ts';
import { type Cell, UnreadableWorkbook } from './workbook.ts';
import { type Contents, unescaped } from './workbook-parts.ts';

/** A cell as the sheet writes it. */
export interface WrittenCell {
  row: number;
  column: number;
  type: string;
  style: string;
  /** Null without a `v`. */
  value: string | null;
  /** What stands in its `is`. */
  inline: string;
  hasFormula: boolean;
}

/**
 * What the cell holds; null when it is empty.
 * @param at where it is, `courses!F12`
 * @throws UnreadableWorkbook when it is nothing that a workbook writes
 */
export function cellHeld(written: WrittenCell, contents: Contents, at: string): Cell | null {
  const held = heldIn(written, contents);
  if (held === 'broken') throw new UnreadableWorkbook('no-workbook', at);
  return held;
}

function heldIn(written: WrittenCell, contents: Contents): Cell | null | 'broken' {
  const { type, inline, hasFormula } = written;
  const format = formatIn(contents, written.style);
  if (!format) return 'broken';
  if (hasFormula && contents.isUncomputed) return { kind: 'uncomputed' };
  const value = written.value ?? '';
  const isInline = type === 'inlineStr';
  // one of them would be lost
  if (isBlankXml(value) ? !isInline && !isBlankXml(inline) : isInline || inline !== '') return 'broken';
  if (isInline && inline !== '') return textCell(inline, format);
  // a formula may give the empty text
  if (type === 'str' && written.value !== null) return textCell(unescaped(value), format);
  if (isBlankXml(value)) return hasFormula ? { kind: 'uncomputed' } : null;
  return cellOfValue(type, value, format, contents);
}

function cellOfValue(type: string, value: string, format: NumberFormat, contents: Contents): Cell | null | 'broken' {
  const plain = value.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
  switch (type) {
    case 's': {
      const shared = /^\d+$/.test(plain) ? contents.sharedStrings[Number(plain)] : undefined;
      if (shared === undefined) return 'broken';
      return textCell(shared, format);
    }
    case 'b':
      if (!/^(?:[01]|true|false)$/.test(plain)) return 'broken';
      return { kind: 'boolean', value: plain === '1' || plain === 'true' };
    case 'e':
      return { kind: 'error', code: plain.slice(0, 20) };
    case 'd':
      return dayWritten(plain, format);
    case 'n':
      if (!decimalNumber.test(plain) || !Number.isFinite(Number(plain))) return 'broken';
      return numberCell(Number(plain), format, contents.from1904);
    default:
      return 'broken';
  }
}

const isBlankXml = (text: string) => /^[ \t\r\n]*$/.test(text);

function formatIn({ formats }: Contents, style: string): NumberFormat | undefined {
  // of a file without styles all is General
  if (style === '0' && formats.length === 0) return general;
  return /^\d+$/.test(style) ? formats[Number(style)] : undefined;
}

/** As XML writes numbers: JavaScript would read `0x2C` too. */
const decimalNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

function dayWritten(plain: string, format: NumberFormat): Cell {
  const [, day = '', time] = /^(\d{4}-\d\d-\d\d)(?:T([\d:.]+)Z?)?$/.exec(plain) ?? [];
  const hasTime = time !== undefined && !/^[0:.]+$/.test(time);
  const look = format.lookOf(1);
  const held = { kind: 'day', day: 'value' in dayInText(day) ? day : null, hasTime } as const;
  return look === 'day' || look === 'part-of-day' ? shownBy(look, held) : disguised(held, true);
}

function textCell(text: string, { showsText }: NumberFormat): Cell | null {
  return isBlank(text) ? null : { kind: showsText ? 'text' : 'disguised', text };
}

function numberCell(value: number, format: NumberFormat, from1904: boolean): Cell {
  const look = format.lookOf(value);
  if (look === 'day' || look === 'part-of-day') return shownBy(look, dayOfSerial(value, from1904));
  return { kind: 'number', value, look };
}

function shownBy(look: DayLook, day: Extract<Cell, { kind: 'day' }>): Cell {
  return look === 'part-of-day' ? { ...day, inPart: true } : day;
}
