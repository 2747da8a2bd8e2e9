import { createFileStore, type FileStore } from '@leerhuis/files';
import { type Connection, openDatabase } from '@leerhuis/mongo';
import type { StopList } from '@leerhuis/service-runtime';
import type { Logger } from '@leerhuis/telemetry';

const hour = 3_600_000;

/** See `Parts.files`. */
export async function openFiles(
  bucket: string,
  connections: number | undefined,
  parts: {
    url: string;
    ca: string | undefined;
    database: Connection;
    stops: StopList;
    logger: Logger;
    every: (milliseconds: number, name: string, task: () => Promise<void>) => void;
  },
): Promise<FileStore> {
  const { logger } = parts;
  const files = createFileStore(connections ? await ownPool(connections, parts) : parts.database, bucket);
  parts.every(hour, `sweep of ${bucket}`, async () => {
    const swept = await files.sweep();
    if (swept > 0) logger.info({ bucket, swept }, 'uploads that were cut off are removed');
  });
  return files;
}

/** Whoever finds all of its connections taken for 2 s is refused with a 503, as the database's other users are. */
async function ownPool(
  maxPoolSize: number,
  { url, ca, stops, logger }: { url: string; ca: string | undefined; stops: StopList; logger: Logger },
): Promise<Connection> {
  const connection = await openDatabase(url, {
    ca,
    logger,
    connect: { maxPoolSize, minPoolSize: 0, waitQueueTimeoutMS: 2_000 },
  });
  stops.add('database of files', () => connection.close());
  return connection;
}
