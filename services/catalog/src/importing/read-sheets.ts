import {
  absentSheet,
  readTables,
  readWorkbookApart,
  type Tables,
  UnreadableWorkbook,
  unreadableFinding,
} from '@leerhuis/sheets';
import { type LocatedFinding, UnreadableFile } from './catalogue-file.ts';
import { isOptionalColumn, requiredSheets, type SheetName, sheetLayout } from './sheet-layout.ts';

export type Sheets = Pick<Tables<SheetName>, 'rows' | 'absent' | 'notices'>;

const mostTold = 50;

/**
 * Reads the sheets that we know; of others is told that they weren't read.
 * @throws UnreadableFile when it is no workbook, a sheet is missing, or anything in it would be lost or is there twice
 */
export async function readSheets(bytes: Buffer): Promise<Sheets> {
  const workbook = await readWorkbookApart(bytes).catch((error: unknown) => {
    throw error instanceof UnreadableWorkbook ? new UnreadableFile([unreadableFinding(error)]) : error;
  });
  const tables = readTables(workbook, sheetLayout, isOptionalColumn);
  const problems = [...tables.problems, ...missingSheets(tables)];
  if (problems.length > 0) throw new UnreadableFile(problems.slice(0, mostTold));
  return { rows: tables.rows, absent: tables.absent, notices: tables.notices.slice(0, mostTold) };
}

/** One of another name isn't read: its courses would be refused one by one, or lose what it holds. */
function missingSheets({ rows, absent }: Tables<SheetName>): LocatedFinding[] {
  const ofCourses = ['courses', ...requiredSheets] as const;
  if (ofCourses.every((name) => rows[name].length === 0)) return [];
  return ofCourses.filter((name) => absent.has(name)).map(absentSheet);
}
