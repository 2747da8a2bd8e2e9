import { Readable } from 'node:stream';
import { bulkhead } from 'cockatiel';
import type { mongo } from 'mongoose';
import type { ByteRange } from './byte-range.ts';

/** A piece of a file, as GridFS keeps it. */
export interface Chunk {
  _id: mongo.ObjectId;
  files_id: mongo.ObjectId;
  /** From 0. */
  n: number;
  data: Buffer;
}

/** As the drivers of MongoDB have it, so that other tools can read our files. */
export const chunkSize = 255 * 1024;
/** Half a megabyte per answer of the database: a reader who stalls, or is gone, holds no more than that. */
const chunksAtOnce = 2;
const pieceSize = 64 * 1024;
/**
 * Of all readers together. What the database answers is worked off in one turn of the event loop, and a turn takes one new
 * connection: with the answers for a hundred players in it, others wait for seconds to be heard.
 */
const reads = bulkhead(4, Number.POSITIVE_INFINITY);

/**
 * The bytes of a file, or those of a range. A read is short and whole: between two of them neither a cursor nor a
 * connection is held, for however long the reader takes nothing. (The driver's own stream asks for 16 MB at a time, and
 * keeps them and its cursor when it is destroyed.)
 */
export function readChunks(
  chunks: mongo.Collection<Chunk>,
  file: { _id: mongo.ObjectId; length: number; chunkSize: number },
  range: ByteRange = { start: 0, end: file.length - 1 },
): Readable {
  return Readable.from(piecesOf(chunks, file, range), { objectMode: false, highWaterMark: pieceSize });
}

async function* piecesOf(
  chunks: mongo.Collection<Chunk>,
  file: { _id: mongo.ObjectId; chunkSize: number },
  { start, end }: ByteRange,
): AsyncGenerator<Buffer> {
  const last = Math.floor(end / file.chunkSize);
  for (let n = Math.floor(start / file.chunkSize); n <= last; ) {
    const beyond = Math.min(n + chunksAtOnce, last + 1);
    const wanted = { files_id: file._id, n: { $gte: n, $lt: beyond } };
    const found = await reads.execute(() => chunks.find(wanted, { promoteBuffers: true }).sort({ n: 1 }).toArray());
    for (const chunk of found) {
      if (chunk.n !== n) break;
      const from = n * file.chunkSize;
      yield* inPieces(chunk.data.subarray(Math.max(0, start - from), end + 1 - from));
      n += 1;
    }
    if (n < beyond) throw new Error(`chunk ${n} of file ${file._id.toHexString()} is missing`);
  }
}

function* inPieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize);
}

/**
 * Keeps the bytes, few at a time; each write is waited for, so that whoever removes them after a failure removes all.
 * @returns how many there are
 */
export async function writeChunks(
  chunks: mongo.Collection<Chunk>,
  fileId: mongo.ObjectId,
  newId: () => mongo.ObjectId,
  content: Readable | Buffer,
): Promise<number> {
  let length = 0;
  let n = 0;
  let waiting: Chunk[] = [];
  const flush = async () => {
    if (waiting.length > 0) await chunks.insertMany(waiting);
    waiting = [];
  };
  for await (const data of inChunks(Buffer.isBuffer(content) ? [content] : content)) {
    waiting.push({ _id: newId(), files_id: fileId, n, data });
    n += 1;
    length += data.length;
    if (waiting.length === 8) await flush();
  }
  await flush();
  return length;
}

async function* inChunks(content: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const piece of content) {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + chunkSize - length);
      rest.push(part);
      length += part.length;
      at += part.length;
      if (length < chunkSize) continue;
      yield rest.length === 1 ? part : Buffer.concat(rest);
      rest = [];
      length = 0;
    }
  }
  if (length > 0) yield Buffer.concat(rest);
}
