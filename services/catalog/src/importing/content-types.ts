import type { CatalogueFile } from './catalogue-file.ts';
import { readJsonCatalogue } from './read-json.ts';
import { readWorkbook } from './read-workbook.ts';

/** What a catalogue file may be. */
export const contentTypes = {
  'application/json': { description: 'A catalogue as JSON' },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    description: 'A catalogue as workbook (.xlsx)',
  },
};
export type CatalogueContentType = keyof typeof contentTypes;

/** @throws UnreadableFile */
export async function readCatalogue(contentType: CatalogueContentType, bytes: Buffer): Promise<CatalogueFile> {
  return contentType === 'application/json' ? readJsonCatalogue(bytes) : readWorkbook(bytes);
}
