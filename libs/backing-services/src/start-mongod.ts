import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import mongoose from 'mongoose';
import { CannotServe } from './choice.ts';
import type { Folders } from './folders.ts';
import { keepRunning } from './keep-running.ts';
import { findMongod } from './mongod-binary.ts';
import type { MongoServer } from './mongodb.ts';
import { freePort } from './ports.ts';
import { type ProgramOptions, startProgram, whileRunning } from './programs.ts';

const { MongoClient } = mongoose.mongo;
type Client = mongoose.mongo.MongoClient;
type Db = mongoose.mongo.Db;

/** Starts mongod on a free port as a replica set of one. With a password: access control and an administrator. */
export async function startMongodb(
  folders: Folders,
  password: string | undefined,
  log: (line: string) => void,
): Promise<MongoServer> {
  const folder = join(folders.data, 'mongodb');
  const dbPath = join(folder, 'db');
  mkdirSync(dbPath, { recursive: true });
  const binary = await binaryFor(folder, folders.cache, log);
  const port = await freePort(rememberedPort(folder));
  writeFileSync(join(folder, 'port'), `${port}`);
  log(`MongoDB: starting ${binary} on port ${port}`);
  const options: ProgramOptions = {
    name: 'mongod',
    command: binary,
    args: [
      ...['--replSet', 'rs0', '--dbpath', dbPath, '--port', `${port}`, '--bind_ip', '127.0.0.1'],
      ...['--wiredTigerCacheSizeGB', '0.25', '--oplogSize', '256', '--nounixsocket'],
      // idle cost: writes that ask for the journal don't wait for this interval
      ...['--journalCommitInterval', '500', '--setParameter', 'diagnosticDataCollectionEnabled=false'],
      // locks of a killed process's transaction go sooner than after a minute
      ...['--setParameter', 'transactionLifetimeLimitSeconds=20'],
      ...(password ? ['--keyFile', keyFile(folder)] : ['--noauth']),
    ],
    logFile: join(folders.logs, 'mongodb.log'),
    pidFile: join(folder, 'pid'),
    // its allocator otherwise keeps what a peak needed
    env: { ...process.env, TCMALLOC_AGGRESSIVE_DECOMMIT: '1' },
  };
  const program = await startProgram(options);
  const host = `127.0.0.1:${port}`;
  const plainUrl = `mongodb://${host}/?directConnection=true`;
  // each client that lets the server tell it of changes keeps it busy; a set of one has none to tell
  const adminUrl = password
    ? `mongodb://leerhuis:${encodeURIComponent(password)}@${host}/?replicaSet=rs0&authSource=admin&serverMonitoringMode=poll`
    : `mongodb://${host}/?replicaSet=rs0`;
  try {
    await whileRunning(program.ended, makePrimary(plainUrl, host, password));
  } catch (error) {
    await program.stop();
    throw new CannotServe(
      `MongoDB did not start: ${(error as Error).message} (see ${join(folders.logs, 'mongodb.log')})`,
    );
  }
  const stop = keepRunning(program, {
    name: 'MongoDB',
    launch: () => startProgram({ ...options, append: true }),
    answering: () => makePrimary(plainUrl, host, password),
    log,
  });
  return { at: `port ${port}`, adminUrl, ours: true, auth: Boolean(password), stop: () => stop() };
}

/** The binary that wrote the data reads it again: another major version would refuse it. */
async function binaryFor(folder: string, cache: string, log: (line: string) => void): Promise<string> {
  const note = join(folder, 'binary');
  const before = existsSync(note) ? readFileSync(note, 'utf8') : '';
  if (before && existsSync(before)) return before;
  const binary = await findMongod(cache, log);
  writeFileSync(note, binary);
  return binary;
}

function rememberedPort(folder: string): number | undefined {
  const file = join(folder, 'port');
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) || undefined : undefined;
}

function keyFile(folder: string): string {
  const file = join(folder, 'key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(90).toString('base64'), { mode: 0o400 });
  return file;
}

/** Waits for the server, makes or corrects its replica set, waits until it takes writes, makes the administrator. */
async function makePrimary(url: string, host: string, password: string | undefined): Promise<void> {
  const members = [{ _id: 0, host }];
  const plain = await new MongoClient(url, { serverSelectionTimeoutMS: 60_000 }).connect();
  try {
    const hello = await plain.db('admin').command({ hello: 1 });
    if (hello['isWritablePrimary'] && !password) return;
    const known = await isInitiated(url, password);
    if (known) await correctHost(known.db('admin'), members).finally(() => known.close());
    else await initiate(plain.db('admin'), members);
    await untilPrimary(plain.db('admin'));
    if (!known && password) await createAdministrator(plain.db('admin'), password);
  } finally {
    await plain.close();
  }
}

/** A connection with an administrator's rights if the set was made before, else undefined. */
async function isInitiated(url: string, password: string | undefined): Promise<Client | undefined> {
  const client = password
    ? new MongoClient(url, { auth: { username: 'leerhuis', password }, authSource: 'admin' })
    : new MongoClient(url);
  try {
    await client.connect();
    await client.db('admin').command({ replSetGetConfig: 1 });
    return client;
  } catch (error) {
    await client.close();
    const code = (error as { codeName?: string }).codeName ?? '';
    if (['AuthenticationFailed', 'NotYetInitialized', 'NoReplicationEnabled'].includes(code)) return undefined;
    throw error;
  }
}

async function initiate(admin: Db, members: { _id: number; host: string }[]): Promise<void> {
  try {
    await admin.command({ replSetInitiate: { _id: 'rs0', members } });
  } catch (error) {
    // a start that was cut off after this step
    if ((error as { codeName?: string }).codeName !== 'AlreadyInitialized') throw error;
  }
}

async function createAdministrator(admin: Db, password: string): Promise<void> {
  // allowed without credentials once, from this machine, while there is no user yet
  await admin.command({ createUser: 'leerhuis', pwd: password, roles: ['root'] });
}

/** The port may differ from last time; the set remembers the old one and has to be told. */
async function correctHost(admin: Db, members: { _id: number; host: string }[]): Promise<void> {
  const { config } = await admin.command({ replSetGetConfig: 1 });
  if (config.members[0].host === members[0]?.host) return;
  await admin.command({ replSetReconfig: { ...config, members, version: config.version + 1 }, force: true });
}

async function untilPrimary(admin: Db): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const hello = await admin.command({ hello: 1 });
    if (hello['isWritablePrimary']) return;
    await delay(50);
  }
  throw new Error('the replica set has no primary after 30 s');
}
