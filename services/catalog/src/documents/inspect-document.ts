import { UnreadableWorkbook } from '@leerhuis/sheets';
import { type Archive, openArchive } from '@leerhuis/sheets/unpack';
import { type DocumentEnding, type DocumentRefusal, documentTypes } from './domain/document.ts';
import { inspectPdf } from './inspect-pdf.ts';

/** Nobody reads as much; an archive that holds more is made to fill a disk. */
const mostUnpacked = 200 * 1024 * 1024;
const mostOfOne = 1024 * 1024;

/**
 * Why a file is no document that learners may be given, by what it holds: its name says what it should be.
 * @returns null when it may
 */
export async function inspectDocument(bytes: Buffer, ending: DocumentEnding): Promise<DocumentRefusal | null> {
  if (bytes.length === 0) return { refused: 'empty' };
  if (ending === 'pdf') return inspectPdf(bytes);
  try {
    return await inspectOffice(await openArchive(bytes, mostUnpacked), ending);
  } catch (error) {
    if (!(error instanceof UnreadableWorkbook)) throw error;
    if (error.reason === 'too-large') return { refused: 'unpacks-too-large' };
    return error.reason === 'encrypted' ? { refused: 'has-password' } : { refused: 'not-what-it-says', ending };
  }
}

/** A package of parts (ECMA-376 part 2): what its main part is says what the file is, and macros are parts of their own. */
async function inspectOffice(archive: Archive, ending: DocumentEnding): Promise<DocumentRefusal | null> {
  const types = archive.has(typesPart) ? await textIn(archive, typesPart) : '';
  if (hasMacros(archive, types)) return { refused: 'has-macros' };
  if (!types.includes(`"${documentTypes[ending]}.main+xml"`)) return { refused: 'not-what-it-says', ending };
  // the archive's directory is not believed: it may say that a part is small
  for (const name of archive.names()) {
    if (name.endsWith('/') || name === typesPart) continue;
    if (!name.endsWith('.rels')) await archive.read(name, () => undefined);
    else if (loadsFromOutside(await textIn(archive, name))) return { refused: 'points-outside' };
  }
  return null;
}

const typesPart = '[Content_Types].xml';

/** A part as text, with characters that are written as numbers as themselves. */
async function textIn(archive: Archive, name: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  await archive.read(name, (chunk) => {
    size += chunk.length;
    if (size > mostOfOne) throw new UnreadableWorkbook('too-large');
    chunks.push(chunk);
  });
  const text = Buffer.concat(chunks).toString('utf8');
  return text.replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (_, hex, decimal) => {
    const code = Number.parseInt(hex ?? decimal, hex ? 16 : 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

function hasMacros(archive: Archive, types: string): boolean {
  if (/macroEnabled|vbaProject|macrosheet/i.test(types)) return true;
  return archive
    .names()
    .some((name) =>
      /vba|macrosheets\/|activeX\/|embeddings\/.*\.bin$|\.(?:(?:doc|dot|xls|xlt|xla|ppt|pot|pps)m|xlsb)$/i.test(name),
    );
}

/** Links are for readers to follow; what a program loads by itself on opening is not. */
function loadsFromOutside(relationships: string): boolean {
  return (relationships.match(/<(?:\w+:)?Relationship\s[^>]*>/g) ?? []).some(
    (each) => /TargetMode\s*=\s*["']External/i.test(each) && !/Type\s*=\s*["'][^"']*\/hyperlink["']/i.test(each),
  );
}
