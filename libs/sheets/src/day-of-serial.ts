import type { Cell } from './workbook.ts';

const dayMs = 86_400_000;
/** Day 0 of each way to count; that of 1900 is one off before March 1900, which Excel takes for a leap year. */
const zero = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) };
const firstSound = 61;
const lastDay = 2_958_465;

/** The day that a spreadsheet shows for a number of days. */
export function dayOfSerial(serial: number, from1904: boolean): Extract<Cell, { kind: 'day' }> {
  const days = Math.floor(serial);
  const hasTime = serial - days > 1e-9;
  const isSound = days <= lastDay && days >= (from1904 ? 0 : firstSound);
  const day = isSound ? new Date(zero[from1904 ? 1904 : 1900] + days * dayMs).toISOString().slice(0, 10) : null;
  return { kind: 'day', day, hasTime };
}
