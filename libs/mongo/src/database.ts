import { setTimeout as delay } from 'node:timers/promises';
import type { Logger, Metrics } from '@leerhuis/telemetry';
import mongoose, { type Connection, type ConnectOptions } from 'mongoose';
import './calm-pool.ts';
import './writers-of-closed-connections.ts';
import { within } from '@leerhuis/waiting';
import { isDatabaseAway } from './errors.ts';

export type { Connection } from 'mongoose';
export type IndexDescription = mongoose.mongo.IndexDescription;

const settings: ConnectOptions = {
  // what was acknowledged survives a fail-over, what was read isn't rolled back later
  writeConcern: { w: 'majority', journal: true },
  readConcern: { level: 'majority' },
  retryWrites: true,
  // a database that is away is an error soon, never a request that hangs
  bufferCommands: false,
  serverSelectionTimeoutMS: 3_000,
  connectTimeoutMS: 3_000,
  waitQueueTimeoutMS: 5_000,
  socketTimeoutMS: 30_000,
  heartbeatFrequencyMS: 5_000,
  maxPoolSize: 20,
  minPoolSize: 1,
  maxIdleTimeMS: 120_000,
  autoIndex: false,
  autoCreate: false,
};

/**
 * Connects to MongoDB (database named in the URL), trying again while it is away, for `waitMs` at most (a minute).
 * With `ca`, over TLS, with a certificate that one of these authorities vouches for.
 * Later interruptions heal by themselves; meanwhile operations fail within seconds, see isDatabaseAway.
 */
export async function openDatabase(
  url: string,
  options: { logger: Logger; metrics?: Metrics; waitMs?: number; ca?: string | undefined; connect?: ConnectOptions },
): Promise<Connection> {
  const { logger } = options;
  const until = performance.now() + (options.waitMs ?? 60_000);
  for (let attempt = 1; ; attempt++) {
    const tls = options.ca === undefined ? {} : { tls: true, ca: options.ca };
    const connection = mongoose.createConnection(url, {
      ...settings,
      appName: nameIn(url),
      ...tls,
      ...options.connect,
    });
    try {
      await connection.asPromise();
      if (options.metrics) countConnections(connection, options.metrics);
      connection.on('disconnected', () => logger.warn('MongoDB is away'));
      connection.on('reconnected', () => logger.info('MongoDB is back'));
      return connection;
    } catch (error) {
      await connection.close(true).catch(() => undefined);
      if (!isDatabaseAway(error) || performance.now() >= until) throw error;
      logger.warn({ attempt, err: error }, 'MongoDB is not there yet');
      await delay(1_000);
    }
  }
}

/**
 * Whether the database answers at once. Its driver takes up to 10 s to notice that nothing comes back on an open connection, and
 * holds a ping by no limit of its own.
 * @throws what the driver says, or an Error after a second
 */
export async function databaseAnswers(connection: Connection): Promise<boolean> {
  await within(1_000, () => databaseOf(connection).command({ ping: 1 }), 'the database does not answer');
  return true;
}

/** The connection's database by the driver itself: mongoose's own collections cost up to half on hot paths. */
export function databaseOf(connection: Connection): mongoose.mongo.Db {
  return connection.getClient().db(connection.name);
}

/** Creates the collections that are missing: a transaction can't wait for the creation of its collection. */
export async function ensureCollections(connection: Connection, names: readonly string[]): Promise<void> {
  for (const name of names) await connection.createCollection(name).catch(ignoreExisting);
}

/** Creates the collections and indexes that are missing; safe to run at each start and in several copies at a time. */
export async function ensureIndexes(
  connection: Connection,
  indexes: Record<string, readonly IndexDescription[]>,
): Promise<void> {
  for (const [name, descriptions] of Object.entries(indexes)) {
    const collection = connection.collection(name);
    try {
      await ensureCollections(connection, [name]);
      if (descriptions.length > 0) await collection.createIndexes([...descriptions]);
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      throw new Error(`the indexes of collection ${name} can't be made; was one changed under its old name?`, {
        cause: error,
      });
    }
  }
}

function ignoreExisting(error: unknown): void {
  const namespaceExists = 48;
  if (!(error instanceof mongoose.mongo.MongoServerError && error.code === namespaceExists)) throw error;
}

function countConnections(connection: Connection, metrics: Metrics): void {
  const inUse = metrics.gauge({ name: 'mongo_connections_in_use', help: 'Connections that an operation holds' });
  const waits = metrics.counter({ name: 'mongo_connection_failures_total', help: 'Operations that got no connection' });
  const client = connection.getClient();
  client.on('connectionCheckedOut', () => inUse.inc());
  client.on('connectionCheckedIn', () => inUse.dec());
  client.on('connectionCheckOutFailed', () => waits.inc());
}

/** The database's name: by it the outbox knows transactions that a killed copy of the same service left open. */
function nameIn(url: string): string {
  return /^[^:]+:\/\/[^/]+\/([^?]+)/.exec(url)?.[1] ?? 'leerhuis';
}
