import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, type Program, startProgram } from '@leerhuis/backing-services';
import { findMongod } from '@leerhuis/backing-services/mongod-binary';
import { eventually } from '@leerhuis/testkit';
import mongoose from 'mongoose';

const { MongoClient } = mongoose.mongo;
const cache = resolve(fileURLToPath(new URL('../../../.leerhuis/cache', import.meta.url)));

export interface ThreeNodes {
  url: string;
  /** Another member becomes primary; the one before doesn't for a while. */
  stepDown(): Promise<void>;
  stop(): Promise<void>;
}

/** A replica set of three on this machine: with one member there is nobody to hand over to. */
export async function startThreeNodes(): Promise<ThreeNodes> {
  const folder = mkdtempSync(join(tmpdir(), 'leerhuis-three-'));
  mkdirSync(cache, { recursive: true });
  const command = await findMongod(cache, () => undefined);
  const members: { _id: number; host: string }[] = [];
  const programs: Program[] = [];
  for (const _id of [0, 1, 2]) {
    const port = await freePort();
    const dbPath = join(folder, `${_id}`);
    mkdirSync(dbPath);
    const args = ['--replSet', 'three', '--dbpath', dbPath, '--port', `${port}`, '--bind_ip', '127.0.0.1'];
    args.push('--wiredTigerCacheSizeGB', '0.25', '--oplogSize', '64', '--nounixsocket');
    const files = { logFile: join(folder, `${_id}.log`), pidFile: join(folder, `${_id}.pid`) };
    programs.push(await startProgram({ name: 'mongod', command, args, ...files }));
    members.push({ _id, host: `127.0.0.1:${port}` });
  }
  const first = await new MongoClient(`mongodb://${members[0]?.host}/?directConnection=true`).connect();
  const config = { _id: 'three', members, settings: { electionTimeoutMillis: 1_000 } };
  await first.db('admin').command({ replSetInitiate: config });
  await first.close();
  const url = `mongodb://${members.map(({ host }) => host).join(',')}/?replicaSet=three&appName=three`;
  const admin = await new MongoClient(url).connect();
  await eventually(async () => (await admin.db('admin').command({ hello: 1 }))['isWritablePrimary'] === true, {
    within: 30_000,
  });
  return {
    url: url.replace('/?', '/outbox?'),
    async stepDown() {
      await admin.db('admin').command({ replSetStepDown: 5, secondaryCatchUpPeriodSecs: 5 });
    },
    async stop() {
      await admin.close();
      await Promise.all(programs.map((program) => program.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
