import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startBackingServices } from '@leerhuis/backing-services';
import { type TestDatabase, withDatabase } from '@leerhuis/testkit';
import mongoose from 'mongoose';
import type { CleanUp } from '../clean-up.ts';
import { root } from '../places.ts';

const dataDir = join(root, '.leerhuis/bench-many');

export interface OwnMongod {
  pid: number;
  /** An empty database on it; it goes with the server. */
  database(name: string): Promise<TestDatabase>;
}

/** A mongod for one benchmark alone, whose cache holds so many GB. */
export async function startOwnMongod(cacheGb: number, undo: CleanUp): Promise<OwnMongod> {
  rmSync(dataDir, { recursive: true, force: true });
  const services = await startBackingServices({
    needs: ['mongodb'],
    ways: ['native'],
    dataDir,
    auth: false,
    log: (line) => console.log(`   ${line}`),
  });
  undo.add(async () => {
    await services.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const url = services.mongodb.url('');
  const admin = await mongoose.createConnection(withDatabase(url, 'admin')).asPromise();
  const cache = { setParameter: 1, wiredTigerEngineRuntimeConfig: `cache_size=${cacheGb}G` };
  await admin.db?.command(cache);
  await admin.close();
  return {
    pid: Number(readFileSync(join(dataDir, 'mongodb/pid'), 'utf8').split(' ')[0]),
    async database(name) {
      const ofIt = withDatabase(url, name);
      const connection = await mongoose.createConnection(ofIt).asPromise();
      undo.add(() => connection.close());
      return { name, url: ofIt, connection, drop: () => connection.dropDatabase().then(() => undefined) };
    },
  };
}
