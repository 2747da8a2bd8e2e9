import { randomUUID } from 'node:crypto';
import mongoose, { type Connection } from 'mongoose';
import { backingServices, withDatabase } from './backing.ts';

export interface TestDatabase {
  name: string;
  url: string;
  connection: Connection;
  /** Drops the database and disconnects. */
  drop(): Promise<void>;
}

/** An empty database of this test file's own, and a connection to it with the settings of production. */
export async function testDatabase(name: string): Promise<TestDatabase> {
  const database = `t-${name}-${randomUUID().slice(0, 8)}`;
  const url = withDatabase((await backingServices()).mongoUrl, database);
  const connection = await mongoose
    .createConnection(url, {
      writeConcern: { w: 'majority', journal: true },
      readConcern: { level: 'majority' },
      bufferCommands: false,
      autoIndex: false,
      autoCreate: false,
      maxPoolSize: 20,
    })
    .asPromise();
  return {
    name: database,
    url,
    connection,
    async drop() {
      await connection.dropDatabase();
      await connection.close();
    },
  };
}
