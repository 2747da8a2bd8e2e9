import { readSheet } from './read-sheet.ts';
import { openArchive } from './unpack.ts';
import { type Limits, type Sheet, usualLimits, type Workbook } from './workbook.ts';
import { readContents } from './workbook-parts.ts';

/**
 * Reads a workbook (.xlsx, ECMA-376) with nothing guessed: what each cell holds and how it is shown, and what is hidden or
 * merged. For files from people use `readWorkbookApart`, which does the same where it can do no harm.
 * @throws UnreadableWorkbook
 */
export async function readWorkbook(bytes: Buffer, limits: Limits = usualLimits): Promise<Workbook> {
  const archive = await openArchive(bytes, limits.unpacked);
  const contents = await readContents(archive);
  const sheets: Sheet[] = [];
  for (const part of contents.sheets) sheets.push(await readSheet(archive, part, contents, limits));
  return { sheets };
}
