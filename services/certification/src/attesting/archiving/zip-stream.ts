import { Readable } from 'node:stream';
import { Zip, ZipPassThrough } from 'fflate';

export interface ZipEntry {
  name: string;
  bytes: number;
  modifiedAt: Date;
  read(): Promise<Buffer>;
}

/** As fflate writes them, in bytes: before a file, after it, of it in the directory, and the end of that. */
const sizes = { header: 30, descriptor: 16, listed: 46, end: 22 };

/** How many bytes the archive of these has, so that who downloads it sees how far it is. */
export function zipSize(entries: readonly Pick<ZipEntry, 'name' | 'bytes'>[]): number {
  const { header, descriptor, listed, end } = sizes;
  return entries.reduce(
    (sum, { name, bytes }) => sum + header + descriptor + listed + bytes + 2 * Buffer.byteLength(name),
    end,
  );
}

/**
 * An archive, written file by file as fast as it is read: one file is held in memory. Files are stored as they are, for a PDF is packed
 * already.
 */
export function zipStream(entries: Iterable<ZipEntry>): Readable {
  return Readable.from(packed(entries), { objectMode: false });
}

async function* packed(entries: Iterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  let written: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    written.push(chunk);
  });
  for (const { name, bytes, modifiedAt, read } of entries) {
    const content = await read();
    if (content.length !== bytes) throw new Error(`${name} has ${content.length} bytes, not ${bytes}`);
    const file = new ZipPassThrough(name);
    file.mtime = modifiedAt;
    zip.add(file);
    file.push(content, true);
    yield Buffer.concat(written);
    written = [];
  }
  zip.end();
  yield Buffer.concat(written);
}
