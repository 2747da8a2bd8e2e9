import { promisify } from 'node:util';
import { constants, inflate } from 'node:zlib';
import type { DocumentRefusal } from './domain/document.ts';

const unpack = promisify(inflate);
/** Objects of a document, without its pictures and pages, are small. */
const mostUnpacked = 50 * 1024 * 1024;

/** Why a file is no PDF that learners may be given (ISO 32000-2): not one from its beginning to its end, locked, or with programs in it. */
export async function inspectPdf(bytes: Buffer): Promise<DocumentRefusal | null> {
  const text = bytes.toString('latin1');
  const isWhole = /^%PDF-[12]\.\d/.test(text) && /startxref\s+\d+\s+%%EOF\s*$/.test(text.slice(-1_024));
  if (!isWhole || !/\d+\s+\d+\s+obj\b/.test(text)) return { refused: 'not-what-it-says', ending: 'pdf' };
  if (/\/Encrypt\b/.test(text)) return { refused: 'has-password' };
  let left = mostUnpacked;
  const objects = [text];
  for (const packed of packedObjects(bytes)) {
    const plain = await unpack(packed, { maxOutputLength: left + 1, finishFlush: constants.Z_SYNC_FLUSH }).catch(
      (error: NodeJS.ErrnoException) => (error.code === 'ERR_BUFFER_TOO_LARGE' ? null : Buffer.alloc(0)),
    );
    left -= plain?.length ?? left + 1;
    if (left < 0) return { refused: 'unpacks-too-large' };
    objects.push((plain as Buffer).toString('latin1'));
  }
  if (!objects.some((part) => /\/Pages\b/.test(part))) return { refused: 'not-what-it-says', ending: 'pdf' };
  return objects.some(hasProgram) ? { refused: 'has-scripts' } : null;
}

/** A name may be written with the numbers of its letters: `/Java#53cript`. */
function hasProgram(part: string): boolean {
  const names = part.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return /\/(?:JavaScript|Launch)\b/.test(names);
}

/** Streams in which objects are packed together (7.5.7), from where their content begins. */
function* packedObjects(bytes: Buffer): Generator<Buffer> {
  for (let at = bytes.indexOf('/ObjStm'); at >= 0; at = bytes.indexOf('/ObjStm', at + 1)) {
    const begin = bytes.indexOf('stream', at);
    const end = begin < 0 ? -1 : bytes.indexOf('endstream', begin + 6);
    if (end < 0) return;
    const skipped = bytes[begin + 6] === 0x0d ? 2 : 1;
    yield bytes.subarray(begin + 6 + skipped, end);
  }
}
