import { UnreadableWorkbook } from '@leerhuis/sheets';
import { type Archive, openArchive } from '@leerhuis/sheets/unpack';
import { type DocumentEnding, documentTypes } from './domain/document.ts';

export type DocumentRefusal =
  | { refused: 'empty' }
  | { refused: 'not-what-it-says'; ending: DocumentEnding }
  | { refused: 'has-macros' | 'has-password' | 'unpacks-too-large' };

/** Nobody reads as much; an archive that holds more is made to fill a disk. */
const mostUnpacked = 200 * 1024 * 1024;
const mostOfTypes = 1024 * 1024;

/**
 * Why a file is no document that learners may be given, by what it holds: its name says what it should be.
 * @returns null when it may
 */
export async function inspectDocument(bytes: Buffer, ending: DocumentEnding): Promise<DocumentRefusal | null> {
  if (bytes.length === 0) return { refused: 'empty' };
  if (ending === 'pdf') return isPdf(bytes) ? null : { refused: 'not-what-it-says', ending };
  try {
    return await inspectOffice(await openArchive(bytes, mostUnpacked), ending);
  } catch (error) {
    if (!(error instanceof UnreadableWorkbook)) throw error;
    if (error.reason === 'too-large') return { refused: 'unpacks-too-large' };
    return error.reason === 'encrypted' ? { refused: 'has-password' } : { refused: 'not-what-it-says', ending };
  }
}

/** Begins and ends as one (ISO 32000-2, 7.5); readers find the rest from its end. */
function isPdf(bytes: Buffer): boolean {
  const end = bytes.toString('latin1', Math.max(0, bytes.length - 1_024));
  return /^%PDF-[12]\.\d/.test(bytes.toString('latin1', 0, 8)) && /startxref\s+\d+\s+%%EOF\s*$/.test(end);
}

/** A package of parts (ECMA-376 part 2): what its main part is says what the file is, and macros are parts of their own. */
async function inspectOffice(archive: Archive, ending: DocumentEnding): Promise<DocumentRefusal | null> {
  const types = archive.has(typesPart) ? await typesIn(archive) : '';
  if (hasMacros(archive, types)) return { refused: 'has-macros' };
  if (!types.includes(`"${documentTypes[ending]}.main+xml"`)) return { refused: 'not-what-it-says', ending };
  // the archive's directory is not believed: it may say that a part is small
  for (const name of archive.names()) if (!name.endsWith('/')) await archive.read(name, () => undefined);
  return null;
}

const typesPart = '[Content_Types].xml';

async function typesIn(archive: Archive): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  await archive.read(typesPart, (chunk) => {
    size += chunk.length;
    if (size > mostOfTypes) throw new UnreadableWorkbook('too-large');
    chunks.push(chunk);
  });
  return Buffer.concat(chunks).toString('utf8');
}

function hasMacros(archive: Archive, types: string): boolean {
  if (/macroEnabled|vbaProject|macrosheet/i.test(types)) return true;
  return archive.names().some((name) => /vba|macrosheets\/|activeX\//i.test(name));
}
