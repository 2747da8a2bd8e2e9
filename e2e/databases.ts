import { type PartName, parts } from '@leerhuis/launcher';
import mongoose from 'mongoose';
import type { SystemUnderTest } from './system.ts';

/** Parts that own data. */
export const owners = parts.filter((part) => part.database).map(({ name }) => name);

/** Looks into the databases of the system under test, past its services. */
export async function openDatabases({ system, demo }: SystemUnderTest) {
  const client = await new mongoose.mongo.MongoClient(system.backing.mongodb.url('')).connect();
  return {
    of: (part: PartName): mongoose.mongo.Db => client.db(`${demo.namespace}-leerhuis-${part}`),
    close: () => client.close(),
  };
}
