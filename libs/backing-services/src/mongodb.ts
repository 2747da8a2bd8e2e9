import mongoose from 'mongoose';
import { answers } from './ports.ts';

const { MongoClient } = mongoose.mongo;
type Client = mongoose.mongo.MongoClient;

export interface DatabaseUser {
  name: string;
  password: string;
  database: string;
}

export interface MongoServer {
  /** Where it is, for people: no password in it. */
  at: string;
  /** An administrator's or the given URL. */
  adminUrl: string;
  /** Whether it is ours, so that we may add users to it. */
  ours: boolean;
  auth: boolean;
  stop?: () => Promise<void>;
}

/** The URL of one database; `user` replaces the credentials of the administrator. */
export function databaseUrl(server: MongoServer, database: string, user?: { name: string; password: string }): string {
  const hosts = hostsOf(server.adminUrl);
  // one host in place of the list: URL knows no lists
  const url = new URL(server.adminUrl.replace(hosts, 'hosts'));
  const given = url.pathname.slice(1);
  url.pathname = `/${database}`;
  if (user && server.auth) {
    url.username = encodeURIComponent(user.name);
    url.password = encodeURIComponent(user.password);
    url.searchParams.set('authSource', database);
  } else if (url.username && !url.searchParams.has('authSource')) {
    url.searchParams.set('authSource', given || 'admin');
  }
  return url.href.replace('hosts', hosts);
}

/** The hosts of a MongoDB URL, without user and password: `a:27017,b:27017`. */
export function hostsOf(url: string): string {
  return /^[^/]*\/\/(?:[^@/]*@)?([^/?]*)/.exec(url)?.[1] ?? '';
}

/**
 * Whether a server is there that can do transactions and change streams. 'absent' when nothing answers, else the
 * reason why it is of no use to us.
 */
export async function lookAtMongodb(url: string): Promise<'usable' | 'absent' | { useless: string }> {
  // the driver would go on knocking until its time is up
  if (!url.startsWith('mongodb+srv:') && !(await someoneAnswers(hostsOf(url)))) return 'absent';
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 1_500, connectTimeoutMS: 1_500 });
  try {
    const hello = await client.db('admin').command({ hello: 1 });
    if (!hello['setName']) return { useless: 'it is no replica set, so it has no transactions' };
    await client.db('admin').command({ listDatabases: 1, nameOnly: true, authorizedDatabases: true });
    return 'usable';
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'MongoServerSelectionError' && /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|timed out/.test(message))
      return 'absent';
    return { useless: message };
  } finally {
    await client.close();
  }
}

async function someoneAnswers(hosts: string): Promise<boolean> {
  const addresses = hosts.split(',').map((host) => new URL(`tcp://${host}`));
  const results = addresses.map(({ hostname, port }) => answers(Number(port) || 27017, hostname));
  return (await Promise.all(results)).includes(true);
}

/** Gives each user readWrite on its own database and nothing else. */
export async function ensureDatabaseUsers(server: MongoServer, users: DatabaseUser[]): Promise<void> {
  if (!server.ours || !server.auth) return;
  await asAdmin(server.adminUrl, async (client) => {
    for (const { name, password, database } of users) {
      const roles = [{ role: 'readWrite', db: database }];
      const db = client.db(database);
      const { users: known } = await db.command({ usersInfo: name });
      await db.command(
        known.length ? { updateUser: name, pwd: password, roles } : { createUser: name, pwd: password, roles },
      );
    }
  });
}

export async function dropDatabases(server: MongoServer, names: string[]): Promise<void> {
  await asAdmin(server.adminUrl, async (client) => {
    for (const name of names) await client.db(name).dropDatabase();
  });
}

async function asAdmin<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await new MongoClient(url, { serverSelectionTimeoutMS: 10_000 }).connect();
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}
