import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { UnreadableWorkbook } from './workbook.ts';

const mostEntries = 2_000;

/** The parts of a workbook, unpacked one at a time, and counted as they are: what the archive's directory says of sizes is not believed. */
export interface Archive {
  names(): string[];
  has(name: string): boolean;
  /** @throws UnreadableWorkbook when it isn't there, or when more than the limit was unpacked */
  read(name: string, take: (chunk: Buffer) => void): Promise<void>;
}

/**
 * Opens the zip file that a workbook is.
 * @param limit bytes that may be unpacked of it altogether
 * @throws UnreadableWorkbook
 */
export async function openArchive(bytes: Buffer, limit: number): Promise<Archive> {
  const zip = await open(bytes);
  const entries = await entriesOf(zip);
  let unpacked = 0;
  return {
    names: () => [...entries.keys()],
    has: (name) => entries.has(name),
    async read(name, take) {
      const entry = entries.get(name);
      if (!entry) throw new UnreadableWorkbook('no-workbook', name);
      const stream = await streamOf(zip, entry);
      try {
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          unpacked += chunk.length;
          if (unpacked > limit) throw new UnreadableWorkbook('too-large');
          take(chunk);
        }
      } catch (error) {
        throw error instanceof UnreadableWorkbook ? error : new UnreadableWorkbook('no-workbook', name, error);
      } finally {
        stream.destroy();
      }
    },
  };
}

function open(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, strictFileNames: true }, (error, zip) => {
      if (zip) resolve(zip);
      else reject(new UnreadableWorkbook(isCompound(bytes) ? 'encrypted' : 'no-workbook', null, error));
    });
  });
}

/** A workbook with a password is no zip file but one of these, as are those of Excel before 2007. */
function isCompound(bytes: Buffer): boolean {
  return bytes.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'));
}

function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    const fail = (reason: ConstructorParameters<typeof UnreadableWorkbook>[0], name?: string, cause?: unknown) => {
      reject(new UnreadableWorkbook(reason, name?.slice(0, 100) ?? null, cause));
    };
    zip.on('error', (error: Error) => fail('no-workbook', undefined, error));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      if (entry.isEncrypted()) return fail('encrypted', entry.fileName);
      if (entries.has(entry.fileName)) return fail('twice', entry.fileName);
      if (entries.size >= mostEntries) return fail('too-large');
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function streamOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (stream) resolve(stream);
      else reject(new UnreadableWorkbook('no-workbook', entry.fileName, error));
    });
  });
}
