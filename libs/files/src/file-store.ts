import type { Readable } from 'node:stream';
import { databaseOf, isDuplicateKey } from '@leerhuis/mongo';
import mongoose, { type Connection } from 'mongoose';
import type { ByteRange } from './byte-range.ts';
import { type Chunk, chunkSize, readChunks, writeChunks } from './chunks.ts';

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
  /** Strong: of these bytes and no others. */
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
  /**
   * Puts the file that was saved as `next` in the place of the one at `id`, which is kept as `keptAs`, in the transaction
   * that says so. Where there is no `next` it was done before.
   */
  replace(id: string, next: string, keptAs: string, session: mongoose.mongo.ClientSession): Promise<void>;
  remove(id: string): Promise<void>;
  /**
   * Removes what uploads of the last week have left that a crash cut off; those of the last hour may be under way.
   * @returns how many such uploads there were
   */
  sweep(): Promise<number>;
}

interface Metadata {
  fileId: string;
  contentType: string;
  filename: string;
  own: NonNullable<FileDescription['metadata']>;
}

interface FileDoc {
  _id: mongoose.mongo.ObjectId;
  length: number;
  chunkSize: number;
  uploadDate: Date;
  filename: string;
  metadata: Metadata;
}

const hour = 3_600_000;
const week = 7 * 24 * hour;

/** Files in GridFS, in the collections `<bucket>.files` and `<bucket>.chunks` of the service's database. */
export function createFileStore(connection: Connection, bucketName: string): FileStore {
  const { ObjectId } = mongoose.mongo;
  const database = databaseOf(connection);
  const files = database.collection<FileDoc>(`${bucketName}.files`);
  const chunks = database.collection<Chunk>(`${bucketName}.chunks`);
  let indexed: Promise<unknown> | undefined;
  function ensureIndexes(): Promise<unknown> {
    indexed ??= Promise.all([
      files.createIndex({ 'metadata.fileId': 1 }, { unique: true }),
      chunks.createIndex({ files_id: 1, n: 1 }, { unique: true }),
    ]).catch((error: unknown) => {
      indexed = undefined;
      throw error;
    });
    return indexed;
  }

  async function find(id: string): Promise<StoredFile | null> {
    const file = await files.findOne({ 'metadata.fileId': id });
    return file && storedFile(file);
  }

  function storedFile(file: FileDoc): StoredFile {
    const { fileId, contentType, filename, own } = file.metadata;
    return {
      id: fileId,
      filename,
      contentType,
      metadata: own,
      size: file.length,
      etag: `"${file._id.toHexString()}"`,
      savedAt: file.uploadDate,
      open: (range) => readChunks(chunks, file, range),
    };
  }

  /** In this order, so that no file is ever seen without its bytes. */
  async function discard(_id: mongoose.mongo.ObjectId): Promise<void> {
    await files.deleteOne({ _id });
    await chunks.deleteMany({ files_id: _id });
  }

  async function rename(from: string, to: string, session: mongoose.mongo.ClientSession): Promise<void> {
    await files.updateOne({ 'metadata.fileId': from }, { $set: { 'metadata.fileId': to } }, { session });
  }

  return {
    async save(id, content, { filename, contentType, metadata = {} }) {
      await ensureIndexes();
      const known = await find(id);
      if (known) return known;
      const own: Metadata = { fileId: id, contentType, filename, own: metadata };
      // a new id per upload: what a crash left of an earlier one is never in the way
      const _id = new ObjectId();
      try {
        const length = await writeChunks(chunks, _id, () => new ObjectId(), content);
        const file = { _id, length, chunkSize, uploadDate: new Date(), filename: id, metadata: own };
        await files.insertOne(file);
        return storedFile(file);
      } catch (error) {
        await discard(_id).catch(() => undefined);
        if (!isDuplicateKey(error)) throw error;
      }
      const other = await find(id);
      if (!other) throw new Error(`file ${id} was removed while it was saved`);
      return other;
    },

    stat: find,

    async read(id, range) {
      return (await find(id))?.open(range) ?? null;
    },

    async replace(id, next, keptAs, session) {
      if (!(await files.findOne({ 'metadata.fileId': next }, { session }))) return;
      await rename(id, keptAs, session);
      await rename(next, id, session);
    },

    async remove(id) {
      for (const { _id } of await files.find({ 'metadata.fileId': id }, { projection: { _id: 1 } }).toArray()) {
        await discard(_id);
      }
    },

    async sweep() {
      await ensureIndexes();
      // by the machine's time, which the ids tell
      const ago = (ms: number) => ObjectId.createFromTime(Math.floor((Date.now() - ms) / 1000));
      const between = { $gt: ago(week), $lt: ago(hour) };
      const uploads = await chunks.distinct('files_id', { files_id: between });
      const kept = await files.find({ _id: between }, { projection: { _id: 1 } }).toArray();
      const isKept = new Set(kept.map(({ _id }) => _id.toHexString()));
      const left = uploads.filter((upload) => !isKept.has(upload.toHexString()));
      for (const upload of left) await chunks.deleteMany({ files_id: upload });
      return left.length;
    },
  };
}
