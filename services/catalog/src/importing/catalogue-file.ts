import type { Words } from '@leerhuis/language';
import type { FieldPath } from '../courses/domain/course.ts';

/** Something wrong in a file, and where the reader of the file finds it. */
export interface LocatedFinding {
  /** `priceCents`, `chapters[0].media` in JSON, `chapters!5.media` (sheet, row, column) in a workbook. */
  field: string;
  message: Words;
}

export function located(field: string, nl: string, fr: string, en: string): LocatedFinding {
  return { field, message: { nl, fr, en } };
}

/** One course or package of a file, not looked at yet. */
export interface FileRecord {
  sheet: string;
  /** Row of the sheet, or place in the JSON array; the first is 1. */
  row: number;
  code: string | null;
  value: unknown;
  findings: LocatedFinding[];
  locate: (path: FieldPath) => string;
}

/** The code that a row gives itself, for the report; a refused row may not have one. */
export function codeOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('code' in value)) return null;
  return typeof value.code === 'string' && value.code !== '' ? value.code.slice(0, 40) : null;
}

export interface FileRecords {
  courses: FileRecord[];
  creditPackages: FileRecord[];
  /** What who made the file may not see in it; it is imported all the same. */
  notices: LocatedFinding[];
}

/** The file can't be read at all, so that there are no rows to judge. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly findings: LocatedFinding[];

  constructor(findings: LocatedFinding[]) {
    super(findings.map(({ field, message }) => `${field}: ${message.en}`).join('; '));
    this.findings = findings;
  }
}

const most = { courses: 500, creditPackages: 50 };

/** @throws UnreadableFile when there is nothing in it, or more than one file may hold */
export function checkSize(rows: Record<keyof typeof most, unknown[]>): void {
  for (const [part, max] of Object.entries(most) as [keyof typeof most, number][]) {
    if (rows[part].length <= max) continue;
    const words = [`Ten hoogste ${max} per bestand`, `Au plus ${max} par fichier`, `At most ${max} per file`] as const;
    throw new UnreadableFile([located(part, ...words)]);
  }
  if (rows.courses.length + rows.creditPackages.length > 0) return;
  throw new UnreadableFile([located('courses', 'Er staat niets in', 'Il n’y a rien dedans', 'There is nothing in it')]);
}
