import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import mongoose, { type Connection } from 'mongoose';
import type { ByteRange } from './byte-range.ts';

export interface FileDescription {
  filename: string;
  contentType: string;
  /** Of the owner's own; not shown to readers. */
  metadata?: Record<string, string | number | boolean | null>;
}

/** A file that is kept. */
export interface StoredFile extends FileDescription {
  id: string;
  /** Bytes. */
  size: number;
  /** Strong: a file never changes under its id. */
  etag: string;
  savedAt: Date;
  /** Its bytes, or those of a range. */
  open(range?: ByteRange): Readable;
}

export interface FileStore {
  /**
   * Keeps a file for good, under an id that stays its own: an id that has a file already keeps that one, so a job that
   * is repeated, or done twice at the same moment, does no harm. Save before the transaction that refers to the file:
   * one that nobody refers to is harmless.
   */
  save(id: string, content: Readable | Buffer, description: FileDescription): Promise<StoredFile>;
  stat(id: string): Promise<StoredFile | null>;
  /** Its bytes, or those of a range; null when there is no such file. */
  read(id: string, range?: ByteRange): Promise<Readable | null>;
  remove(id: string): Promise<void>;
}

interface Metadata {
  fileId: string;
  contentType: string;
  filename: string;
  own: NonNullable<FileDescription['metadata']>;
}

/** Files in GridFS, in the collections `<bucket>.files` and `<bucket>.chunks` of the service's database. */
export function createFileStore(connection: Connection, bucketName: string): FileStore {
  const bucket = () => {
    if (!connection.db) throw new mongoose.mongo.MongoNotConnectedError('the files have no database yet');
    return new mongoose.mongo.GridFSBucket(connection.db, { bucketName });
  };
  // a new GridFS id per upload: what a crash left of an earlier one is never in the way
  let indexed: Promise<unknown> | undefined;
  function ensureIndex(): Promise<unknown> {
    indexed ??= connection
      .collection(`${bucketName}.files`)
      .createIndex({ 'metadata.fileId': 1 }, { unique: true })
      .catch((error: unknown) => {
        indexed = undefined;
        throw error;
      });
    return indexed;
  }

  async function find(id: string): Promise<StoredFile | null> {
    const [file] = await bucket().find({ 'metadata.fileId': id }).limit(1).toArray();
    if (!file) return null;
    const { contentType, filename, own } = file.metadata as unknown as Metadata;
    return {
      id,
      filename,
      contentType,
      metadata: own,
      size: file.length,
      etag: `"${file._id.toHexString()}"`,
      savedAt: file.uploadDate,
      // the driver's end is exclusive
      open: (range) => bucket().openDownloadStream(file._id, range ? { start: range.start, end: range.end + 1 } : {}),
    };
  }

  return {
    async save(id, content, { filename, contentType, metadata = {} }) {
      await ensureIndex();
      const known = await find(id);
      if (known) return known;
      const own: Metadata = { fileId: id, contentType, filename, own: metadata };
      const upload = bucket().openUploadStream(id, { metadata: { ...own } });
      const source = Buffer.isBuffer(content) ? Readable.from([content]) : content;
      try {
        await pipeline(source, upload);
      } catch (error) {
        await bucket()
          .delete(upload.id)
          .catch(() => undefined);
        if (!isDuplicate(error)) throw error;
      }
      const saved = await find(id);
      if (!saved) throw new Error(`file ${id} was removed while it was saved`);
      return saved;
    },

    stat: find,

    async read(id, range) {
      return (await find(id))?.open(range) ?? null;
    },

    async remove(id) {
      const files = await bucket().find({ 'metadata.fileId': id }).toArray();
      for (const file of files) await bucket().delete(file._id);
    },
  };
}

function isDuplicate(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === 11_000;
}
