/** How a number is shown, as far as it tells what was meant: `1998` as `€ 1.998,00` is no count of cents. */
export type NumberLook =
  | 'plain'
  | 'grouped'
  | 'decimals'
  /** With fewer decimals than it has. */
  | 'rounded'
  | 'money'
  | 'percent'
  | 'zeros'
  | 'scientific'
  /** With other text, by a condition, not at all …: as something that it is not. */
  | 'other';

/** What a cell holds, with nothing guessed. */
export type Cell =
  | { kind: 'text'; text: string }
  /** Text that the format of its cell hides, or shows as another; or such a day, as `2026-11-27`. */
  | { kind: 'disguised'; text: string }
  | { kind: 'number'; value: number; look: NumberLook }
  | { kind: 'boolean'; value: boolean }
  /**
   * Day `2026-11-27`, or null when it is none that a calendar has; whether it also has a time of day; and whether its cell shows only
   * a part of it (`nov-26`).
   */
  | { kind: 'day'; day: string | null; hasTime: boolean; inPart?: true }
  /** `#N/A`, `#REF!` and their kin. */
  | { kind: 'error'; code: string }
  /** A formula whose result the program that wrote the file did not keep. */
  | { kind: 'uncomputed' };

export interface Row {
  /** As the spreadsheet numbers it, from 1. */
  number: number;
  hidden: boolean;
  /** By column, from 0; only those that hold something. */
  cells: Map<number, Cell>;
}

export interface Sheet {
  name: string;
  hidden: boolean;
  /** Rows that hold something, from the top. */
  rows: Row[];
  /** Columns that are hidden, from 0. */
  hiddenColumns: number[];
  /** Ranges of merged cells, `B2:C5`: only their first cell holds something. */
  merged: string[];
}

export interface Workbook {
  sheets: Sheet[];
}

export type Unreadable =
  /** Not that kind of file, or a broken one. */
  | 'no-workbook'
  | 'encrypted'
  /** More bytes, rows or columns than anybody fills. */
  | 'too-large'
  /** Reading it took more time or memory than any honest file needs. */
  | 'too-costly'
  /** It can be read in several ways: what separates the columns of CSV can't be told. */
  | 'ambiguous'
  /** The same sheet or cell twice: which one counts cannot be told. */
  | 'twice';

/** The file as a whole can't be read; `at` says where, when that is known (`courses!XFD1048576`). */
export class UnreadableWorkbook extends Error {
  override readonly name = 'UnreadableWorkbook';
  readonly reason: Unreadable;
  readonly at: string | null;

  constructor(reason: Unreadable, at: string | null = null, cause?: unknown) {
    super(at === null ? reason : `${reason} at ${at}`, { cause });
    this.reason = reason;
    this.at = at;
  }
}

/** What a workbook that people fill stays within. */
export interface Limits {
  /** Bytes of its parts, counted while they are unpacked. */
  unpacked: number;
  rows: number;
  columns: number;
}

export const usualLimits: Limits = { unpacked: 60 * 1024 * 1024, rows: 20_000, columns: 256 };
