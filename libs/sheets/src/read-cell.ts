import { isSameNumber } from './number-look.ts';
import type { Cell, NumberLook } from './workbook.ts';

/** What a column holds: `code` is text that a number or a truth value is never taken for. */
export type Wanted = 'text' | 'code' | 'integer' | 'decimal' | 'day';

/** Why a cell can't be read in one way only. */
export type CellRefusal =
  | { refused: 'error'; shown: string }
  | { refused: 'uncomputed' }
  | { refused: 'truth-value' }
  /** Its format hides the text or day, or shows another. */
  | { refused: 'disguised-text'; shown: string }
  | { refused: 'number-for-code'; shown: string }
  | { refused: 'number-for-text'; shown: string }
  | { refused: 'day-for-text'; shown: string }
  | { refused: 'no-number'; shown: string }
  | { refused: 'no-whole-number'; shown: string }
  /** `44.000` is 44 for one and 44,000 for another. */
  | { refused: 'ambiguous-number'; shown: string }
  /** Shown as an amount of money, a percentage …: what was meant is not what the cell holds. */
  | { refused: 'formatted-number'; shown: string; look: NumberLook }
  | { refused: 'no-day'; shown: string }
  /** Shown as `mei-26`, and held is a day of that month that nobody chose. */
  | { refused: 'part-of-day'; shown: string }
  | { refused: 'time-of-day'; shown: string };

export type ReadCell = { value: string | number } | CellRefusal;

/**
 * Takes a cell as its column wants it, if it can be read in one way only.
 * @returns text as it stands, trimmed; numbers; days as `2026-11-27`
 */
export function readCell(wanted: Wanted, cell: Cell): ReadCell {
  if (cell.kind === 'error') return { refused: 'error', shown: cell.code };
  if (cell.kind === 'uncomputed') return { refused: 'uncomputed' };
  if (cell.kind === 'boolean') return { refused: 'truth-value' };
  if (cell.kind === 'disguised') return { refused: 'disguised-text', shown: cell.text.trim() };
  switch (wanted) {
    case 'text':
    case 'code':
      return textIn(wanted, cell);
    case 'integer':
    case 'decimal':
      return cell.kind === 'text' ? numberInText(wanted, cell.text) : numberIn(wanted, cell);
    case 'day':
      return dayIn(cell);
    default:
      return wanted satisfies never;
  }
}

type Held = Extract<Cell, { kind: 'text' | 'number' | 'day' }>;

function textIn(wanted: 'text' | 'code', cell: Held): ReadCell {
  if (cell.kind === 'text') return { value: cell.text.trim() };
  if (cell.kind === 'day') return { refused: 'day-for-text', shown: cell.day ?? '' };
  const shown = String(cell.value);
  if (wanted === 'code') return { refused: 'number-for-code', shown };
  // a sheet shows up to eleven digits as they are
  const isShownSo = cell.look === 'plain' && Number.isInteger(cell.value) && Math.abs(cell.value) < 1e11;
  return isShownSo ? { value: shown } : { refused: 'number-for-text', shown };
}

function numberIn(wanted: 'integer' | 'decimal', cell: Exclude<Held, { kind: 'text' }>): ReadCell {
  if (cell.kind === 'day') return { refused: 'no-number', shown: cell.day ?? '' };
  const { value, look } = cell;
  const scale = wanted === 'integer' ? 1 : 10_000;
  const rounded = Math.round(value * scale) / scale;
  if (!isSameNumber(value, rounded) || !Number.isSafeInteger(Math.round(value * scale)))
    return { refused: wanted === 'integer' ? 'no-whole-number' : 'no-number', shown: String(value) };
  if (!isSeenAsIs(wanted, look)) return { refused: 'formatted-number', shown: String(rounded), look };
  return { value: rounded + 0 };
}

/** Whether a person who sees the cell sees the number that it holds. */
function isSeenAsIs(wanted: 'integer' | 'decimal', look: NumberLook): boolean {
  return look === 'plain' || look === 'grouped' || (look === 'decimals' && wanted === 'decimal');
}

/** A number without anything that one reader takes for thousands and another for a fraction. */
function numberInText(wanted: 'integer' | 'decimal', text: string): ReadCell {
  const shown = text.trim();
  const whole = /^-?(0|[1-9]\d{0,14})$/;
  if (whole.test(shown)) return { value: Number(shown) + 0 };
  const [, digits, fraction] = /^-?(\d{1,11})[.,](\d{1,4})$/.exec(shown) ?? [];
  if (digits === undefined || fraction === undefined) {
    const isGrouped = /^-?\d{1,3}([.,'’\s]\d{3})+([.,]\d+)?$/.test(shown);
    return { refused: isGrouped ? 'ambiguous-number' : 'no-number', shown };
  }
  // three digits behind may be thousands, unless there is a 0 in front
  if (fraction.length === 3 && digits !== '0') return { refused: 'ambiguous-number', shown };
  if (wanted === 'integer') return { refused: 'no-whole-number', shown };
  if (digits !== '0' && digits.startsWith('0')) return { refused: 'no-number', shown };
  return { value: Number(shown.replace(',', '.')) + 0 };
}

function dayIn(cell: Held): ReadCell {
  if (cell.kind === 'number') return { refused: 'no-day', shown: String(cell.value) };
  if (cell.kind === 'text') return dayInText(cell.text);
  if (cell.day === null) return { refused: 'no-day', shown: '' };
  if (cell.inPart) return { refused: 'part-of-day', shown: cell.day };
  return cell.hasTime ? { refused: 'time-of-day', shown: cell.day } : { value: cell.day };
}

/** `2026-11-27` only: `01/02/2026` is January for one and February for another. */
export function dayInText(text: string): ReadCell {
  const shown = text.trim();
  const isWritten = /^\d{4}-\d\d-\d\d$/.test(shown);
  const moment = new Date(`${shown}T00:00:00Z`);
  const exists = isWritten && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(shown);
  return exists ? { value: shown } : { refused: 'no-day', shown };
}
