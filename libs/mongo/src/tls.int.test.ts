import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { authorities, backingServices, testLogger as logger, type TlsDoor, tlsDoorTo } from '@leerhuis/testkit';
import { databaseAnswers, databaseOf, openDatabase } from './database.ts';

let door: TlsDoor;
let url: string;
beforeAll(async () => {
  const server = new URL((await backingServices()).mongoUrl);
  door = await tlsDoorTo(server.hostname, Number(server.port));
  // of a replica set the driver would go on to the address that it tells
  url = `mongodb://localhost:${door.port}/tls?directConnection=true`;
});
afterAll(() => door.close());

it('a database is spoken to over TLS, by a certificate that our authority vouches for', async () => {
  const connection = await openDatabase(url, { ca: authorities.ours, logger });
  expect(await databaseAnswers(connection)).toBe(true);
  expect(door.taken()).toBeGreaterThan(0);
  const kept = databaseOf(connection).collection<{ _id: string; text: string }>('kept');
  await kept.insertOne({ _id: 'a', text: 'kept over TLS' });
  expect(await kept.findOne({ _id: 'a' })).toEqual({ _id: 'a', text: 'kept over TLS' });
  await databaseOf(connection).dropDatabase();
  await connection.close();
});

it.each([
  ['another authority', { ca: authorities.other }],
  ['nobody that Node.js knows', { connect: { tls: true } }],
  ['nobody, without TLS', {}],
])('is not spoken to when %s vouches for it', async (_, options) => {
  const short = { serverSelectionTimeoutMS: 500 };
  const connect = 'connect' in options ? { ...options.connect, ...short } : short;
  await expect(openDatabase(url, { ...options, connect, logger, waitMs: 0 })).rejects.toThrow();
});
