import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CloudEvent, coursePublishedV1, courseWithdrawnV1, creditPackagePublishedV1 } from '@leerhuis/contracts';
import {
  backingServices,
  consumeEvents,
  type EventCollector,
  eventually,
  factsToldAgain,
  tellEverythingAgain,
  tellSettings,
} from '@leerhuis/testkit';
import { toldAgain } from '../src/told-again.ts';
import { fileCourse, filePackage } from './offers.ts';
import { startTestCatalog, type TestCatalog } from './start-catalog.ts';

let catalog: TestCatalog;
let events: EventCollector;
beforeAll(async () => {
  catalog = await startTestCatalog();
  events = await consumeEvents(catalog.namespace, [coursePublishedV1, courseWithdrawnV1, creditPackagePublishedV1]);
  const content = readFileSync(new URL('../demo/media/chapter-1.mp4', import.meta.url));
  const raw = { content, contentType: 'video/mp4' };
  for (const name of ['trailer', 'one'])
    await catalog.staff.put(`/api/v1/admin/catalog/media/${name}.mp4`, undefined, { raw });
});
afterAll(async () => {
  await events.stop();
  await catalog.stop();
});

it('what the catalogue tells again is the last that it told of each, of what is off sale the course too', async () => {
  const [accreditation] = fileCourse().accreditations;
  const courses = ['C1', 'C2', 'C3'].map((code) => {
    return fileCourse({ code, accreditations: accreditation ? [{ ...accreditation, accreditationNumber: code }] : [] });
  });
  const raw = {
    content: JSON.stringify({ courses, creditPackages: [filePackage()] }),
    contentType: 'application/json',
  };
  const imported = await catalog.staff.post('/api/v1/admin/catalog/imports', undefined, { raw });
  expect(imported.status).toBe(201);
  const { body } = await catalog.staff.get<{ items: { id: string }[] }>('/api/v1/admin/courses?limit=100');
  const [one, two] = body.items.map(({ id }) => id);
  for (const id of [one, two])
    await catalog.staff.put(`/api/v1/admin/courses/${id}/status`, { status: 'withdrawn' }, {});
  // one that is off sale and changes is published and withdrawn again
  const changed = { federation: 'OVB', attestUntil: '2029-06-30' };
  const put = await catalog.staff.put(`/api/v1/admin/courses/${two}/attest-until`, changed, {
    headers: { 'if-match': '"2"' },
  });
  expect(put.status).toBe(200);

  const courseFacts = (facts: Pick<CloudEvent, 'type' | 'subject' | 'data'>[], id: string | undefined) =>
    facts.filter(({ subject }) => subject === id).map(({ type, data }) => ({ type, data }));
  await eventually(async () => {
    const again = await factsToldAgain(toldAgain, catalog.database.connection, 'orders');
    expect(again.map(({ type }) => type)).toEqual([
      ...Array.from({ length: 3 }, () => coursePublishedV1.type),
      ...Array.from({ length: 2 }, () => courseWithdrawnV1.type),
      creditPackagePublishedV1.type,
    ]);
    for (const id of new Set(again.map(({ subject }) => subject))) {
      const told = courseFacts(events.all, id);
      const ofThis = courseFacts(again, id);
      expect(ofThis.at(-1)).toEqual(told.at(-1));
    }
    expect(courseFacts(again, two)).toEqual(courseFacts(events.all, two).slice(-2));
    // it was published before it was withdrawn, at the revision before, and is told so again
    const { data } = courseFacts(again, one)[0] ?? {};
    expect(data).toMatchObject({ courseId: one, revision: 1, minutes: 60 });
  });
}, 60_000);

it('settings told again change nothing, and tell nothing', async () => {
  const brand = { name: 'Leerhuis', email: 'desk@provider.example', colour: '#0b5c63' };
  const record = { id: 'seed', validFrom: '2020-01-01', source: 'test', ...brand };
  await tellSettings(catalog, { kind: 'brand', revision: 1, records: [record], changedAt: '2026-11-02T09:00:00Z' });
  const told = { 'gateway.settings.changed.v1': 1 };
  expect(await tellEverythingAgain(catalog, 'catalog')).toEqual({ told, changed: [] });
}, 60_000);

describe('npm run events -- republish', () => {
  async function republish(...args: string[]): Promise<{ text: string; code: number }> {
    const { kafkaBrokers } = await backingServices();
    const env = {
      ...process.env,
      NODE_OPTIONS: '',
      MONGO_URL: catalog.database.url,
      KAFKA_BROKERS: kafkaBrokers.join(','),
      NAMESPACE: catalog.namespace,
    };
    const command = fileURLToPath(new URL('../src/republish-command.ts', import.meta.url));
    const root = fileURLToPath(new URL('../../..', import.meta.url));
    const node = ['--conditions=source', '--import', 'tsx', command, ...args];
    return promisify(execFile)(process.execPath, node, { env, cwd: root }).then(
      ({ stdout }) => ({ text: stdout, code: 0 }),
      (error: { stderr: string; code: number }) => ({ text: error.stderr, code: error.code }),
    );
  }

  it('counts what it would tell, and tells it', async () => {
    const before = events.all.length;
    const counted = await republish('catalog.course', '--to', 'orders', '--dry-run');
    expect(counted).toEqual({ code: 0, text: expect.stringContaining('3 looked at, 5 facts would be told') });
    const told = await republish('catalog.course', '--to', 'orders');
    expect(told.text).toContain('catalog.course.withdrawn.v1: 2');
    expect(told).toEqual({ code: 0, text: expect.stringContaining('3 looked at, 5 facts told') });
    await eventually(() => expect(events.all.slice(before)).toHaveLength(5));
  }, 60_000);

  it('has Kafka forget what is gone, and nothing that is there', async () => {
    const { body } = await catalog.staff.get<{ items: { id: string }[] }>('/api/v1/admin/courses?limit=1');
    expect(await republish('catalog.course', '--forget', body.items[0]?.id ?? '')).toMatchObject({
      code: 1,
      text: expect.stringContaining('is there'),
    });
    expect(await republish('catalog.course', '--forget', 'gone')).toMatchObject({
      code: 0,
      text: expect.stringContaining('is forgotten'),
    });
  }, 60_000);

  it('says in a sentence what it does not understand, and what there is', async () => {
    const nobody = await republish('catalog.course', '--to', 'gateway');
    expect(nobody).toMatchObject({ code: 1, text: expect.stringContaining('gateway does not listen') });
    expect(nobody.text).toContain('catalog.credit-package  to orders');
    expect((await republish('orders.order', '--to', 'learning')).text).toContain('catalog has no orders.order');
  }, 60_000);
});
