import { createHash } from 'node:crypto';
import type { FileRecords } from './catalogue-file.ts';
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

export interface CatalogueFile extends FileRecords {
  contentType: CatalogueContentType;
  /** SHA-256, hexadecimal. */
  fingerprint: string;
}

/** @throws UnreadableFile */
export async function readCatalogue(contentType: CatalogueContentType, bytes: Buffer): Promise<CatalogueFile> {
  const records = contentType === 'application/json' ? readJsonCatalogue(bytes) : await readWorkbook(bytes);
  return { ...records, contentType, fingerprint: createHash('sha256').update(bytes).digest('hex') };
}
