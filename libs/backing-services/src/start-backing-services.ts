import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CannotServe, type How } from './choice.ts';
import { findRunning } from './find-running.ts';
import { type DatabaseUser, databaseUrl, dropDatabases, ensureDatabaseUsers } from './mongodb.ts';
import { type Found, type Log, missing, type Need, type Stop } from './servers.ts';
import { startContainers } from './start-containers.ts';
import { startNatives } from './start-natives.ts';

export interface BackingOptions {
  needs: Need[];
  /** Where native services keep their data. Only one process at a time can use it. */
  dataDir: string;
  /** Downloaded binaries; by default `.leerhuis/cache` of the repository. */
  cacheDir?: string;
  /** By default `logs` in dataDir. */
  logDir?: string;
  /** Administrators' passwords, which must be the same at each start with this data; false: without access control. */
  auth: { mongodb: string; rabbitmq: string } | false;
  log: Log;
  /** Which ways are tried, in this order: all of them by default. */
  ways?: How[];
  env?: NodeJS.ProcessEnv;
}

export interface BackingServices {
  mongodb: {
    /** The URL of a database, with the credentials of `user` where users are ours to make. */
    url(database: string, user?: { name: string; password: string }): string;
    /** Makes or corrects users where the server is ours; does nothing on a server that was given. */
    ensureUsers(users: DatabaseUser[]): Promise<void>;
    drop(databases: string[]): Promise<void>;
    how: How;
  };
  kafka: { brokers: string; how: How };
  rabbitmq: { url: string; how: How };
  /** Stops what was started here, and nothing else. */
  stop(): Promise<void>;
}

const allWays: How[] = ['environment', 'running', 'docker', 'native'];
const root = resolve(fileURLToPath(new URL('../../..', import.meta.url)));

/**
 * Finds or starts the backing services: a URL in the environment, else one that already runs on the default port, else
 * a Docker engine, else native binaries. Says in `log` which was taken. Throws CannotServe with a sentence that says
 * what to do, after stopping what it had started.
 */
export async function startBackingServices(options: BackingOptions): Promise<BackingServices> {
  const { needs, auth, log, ways = allWays, env = process.env } = options;
  const dataDir = resolve(options.dataDir);
  const found: Found = {};
  const stops: Stop[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    await findRunning(needs, found, ways, env, log);
    if (ways.includes('docker')) {
      await startContainers(missing(needs, found), found, { root, dataDir, auth, log }, stops);
    }
    if (ways.includes('native')) {
      const cache = resolve(options.cacheDir ?? join(root, '.leerhuis', 'cache'));
      const folders = { data: dataDir, cache, logs: resolve(options.logDir ?? join(dataDir, 'logs')) };
      await startNatives(missing(needs, found), found, { folders, auth, log }, stops);
    }
    const still = missing(needs, found);
    if (still.length) throw new CannotServe(`${still.join(', ')}: nothing serves (looked for: ${ways.join(', ')}).`);
  } catch (error) {
    await stop();
    throw error;
  }
  return handles(found, stop);
}

/** Asking for a service that was not among the needs is a mistake of the caller, and throws. */
function handles(found: Found, stop: Stop): BackingServices {
  const get = <K extends Need>(need: K): NonNullable<Found[K]> => {
    const server = found[need];
    if (!server) throw new Error(`${need} was not among the needs`);
    return server;
  };
  return {
    get mongodb() {
      const server = get('mongodb');
      return {
        how: server.how,
        url: (database: string, user?: { name: string; password: string }) => databaseUrl(server, database, user),
        ensureUsers: (users: DatabaseUser[]) => ensureDatabaseUsers(server, users),
        drop: (databases: string[]) => dropDatabases(server, databases),
      };
    },
    get kafka() {
      const { brokers, how } = get('kafka');
      return { brokers, how };
    },
    get rabbitmq() {
      const { url, how } = get('rabbitmq');
      return { url, how };
    },
    stop,
  };
}
