import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createTokenVerifier } from '@leerhuis/auth';
import { checkPayment, courseWithdrawnV1 } from '@leerhuis/contracts';
import { databaseOf, openDatabase } from '@leerhuis/mongo';
import {
  commandsOf,
  consumeEvents,
  consumeJobs,
  drainJobs,
  eventually,
  httpClient,
  monitored,
  publishEvent,
  publishJob,
  removeNamespace,
  serveTestKeys,
  testClock,
  testDatabase,
  testLogger,
  testNamespace,
  tokenFor,
  withDatabase,
} from './index.ts';

const namespace = testNamespace();
afterAll(() => removeNamespace(namespace));

describe('the testkit', () => {
  it('gives a database of one’s own, gone after drop', async () => {
    const one = await testDatabase('testkit');
    const other = await testDatabase('testkit');
    await one.connection.collection('things').insertOne({ n: 1 });
    expect(await other.connection.collection('things').countDocuments()).toBe(0);
    await one.drop();
    const { databases } = await other.connection.getClient().db().admin().listDatabases();
    expect(databases.map(({ name }) => name)).not.toContain(one.name);
    await other.drop();
  });

  it('tells what a request asks of the database, one after another and after its answer', async () => {
    const database = await testDatabase('testkit');
    const connection = await openDatabase(monitored(database.url), { logger: testLogger });
    const things = databaseOf(connection).collection<{ _id: number }>('things');
    const meanwhile = setInterval(() => void things.countDocuments().catch(() => undefined), 1);
    const server = createServer(async (_, response) => {
      await things.findOne({ _id: 1 });
      await Promise.all([things.findOne({ _id: 2 }), things.findOne({ _id: 3 }), things.findOne({ _id: 4 })]);
      await things.insertOne({ _id: Date.now() });
      response.end();
      response.once('finish', () => void things.deleteOne({ _id: 1 }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const http = httpClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);

    const { answer, before, after, roundTrips, beyond } = await commandsOf(() => http.get('/'));
    expect(answer.status).toBe(200);
    expect(before.map(({ text }) => text)).toEqual([...Array(4).fill('find things'), 'insert things']);
    expect(after.map(({ text }) => text)).toEqual(['delete things']);
    expect(roundTrips).toBe(3);
    expect([beyond(3, 1), beyond(4, 2)]).toEqual(['', '']);
    expect(beyond(2, 1)).toMatch(/^3 round trips, 2 allowed:\n(.+find things.+\n){4}.+insert things/);
    expect(beyond(3)).toContain('delete things');

    clearInterval(meanwhile);
    await new Promise((resolve) => server.close(resolve));
    await connection.close();
    await database.drop();
  });

  it('names a database in any form of URL', () => {
    expect(withDatabase('mongodb://h:1,h:2/old?replicaSet=rs0', 'new')).toBe('mongodb://h:1,h:2/new?replicaSet=rs0');
    expect(withDatabase('mongodb://u:p@h:1', 'new')).toBe('mongodb://u:p@h:1/new');
    expect(withDatabase('mongodb://h:1/?a=b', 'new')).toBe('mongodb://h:1/new?a=b');
  });

  it('signs tokens that a verifier accepts, over HTTP too', async () => {
    const keys = await serveTestKeys();
    const verify = createTokenVerifier({ jwksUrl: keys.url });
    expect(await verify(await tokenFor({ accountId: 'ann', roles: ['staff'] }))).toMatchObject({ roles: ['staff'] });
    expect(await verify(await tokenFor({ kind: 'partner', clientId: 'c', federation: 'OVB' }))).toMatchObject({
      federation: 'OVB',
    });
    await expect(verify(await tokenFor({ accountId: 'ann' }, { ttl: -60 }))).rejects.toThrow();
    await keys.close();
  });

  it('collects events, and publishes them', async () => {
    const data = { courseId: 'c', revision: 1, withdrawnAt: '2026-03-02T09:00:00Z' };
    await publishEvent(namespace, courseWithdrawnV1, { subject: 'c', data });
    const events = await consumeEvents(namespace, [courseWithdrawnV1]);
    await publishEvent(namespace, courseWithdrawnV1, { subject: 'c', data: { ...data, revision: 2 } });
    const second = await events.waitFor(courseWithdrawnV1, (event) => event.data.revision === 2);
    expect(second.subject).toBe('c');
    expect(events.of(courseWithdrawnV1)).toHaveLength(2);
    await events.stop();
  });

  it('collects jobs, and drains a queue', async () => {
    await publishJob(namespace, checkPayment, { providerPaymentId: 'tr_1' }, 'job-1');
    expect(await eventually(async () => (await drainJobs(namespace, checkPayment))[0] ?? null)).toMatchObject({
      id: 'job-1',
      data: { providerPaymentId: 'tr_1' },
    });
    const collector = await consumeJobs(namespace, checkPayment);
    await publishJob(namespace, checkPayment, { providerPaymentId: 'tr_2' });
    await collector.waitFor((job) => job.data.providerPaymentId === 'tr_2');
    await collector.stop();
  });

  it('waits for what comes late, and says what was wrong when it never comes', async () => {
    let tries = 0;
    expect(await eventually(() => (++tries < 3 ? null : tries))).toBe(3);
    const never = eventually(() => expect(1).toBe(2), { within: 50 });
    await expect(never).rejects.toThrow('Expected: 2');
  });

  it('has a clock that stands still', () => {
    const clock = testClock('2026-03-02T09:00:00Z');
    clock.advance(1_000);
    expect(clock().toISOString()).toBe('2026-03-02T09:00:01.000Z');
  });

  it('talks HTTP as somebody, with JSON or raw bytes', async () => {
    const server = createServer((request, response) => {
      const { authorization = null, 'content-type': type = null } = request.headers;
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ authorization, type }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const client = httpClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'token');
    expect((await client.post('/', { a: 1 })).body).toEqual({
      authorization: 'Bearer token',
      type: 'application/json',
    });
    const raw = { content: 'a;b', contentType: 'text/csv' };
    expect((await client.as().put('/', undefined, { raw })).body).toEqual({ authorization: null, type: 'text/csv' });
    server.closeAllConnections();
    server.close();
  });
});
