import type { FieldPath } from '../courses/domain/field.ts';
import type { Words } from '../courses/domain/text.ts';

/** Something wrong in a file, and where the reader of the file finds it. */
export interface LocatedFinding {
  /** `priceCents`, `chapters[0].media` in JSON, `chapters!5.media` (sheet, row, column) in a workbook. */
  field: string;
  message: Words;
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

export interface CatalogueFile {
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

export const maxCourses = 500;
export const maxPackages = 50;

export function tooManyRows(field: string, max: number): UnreadableFile {
  const message = {
    nl: `Ten hoogste ${max} per bestand`,
    fr: `Au plus ${max} par fichier`,
    en: `At most ${max} per file`,
  };
  return new UnreadableFile([{ field, message }]);
}
