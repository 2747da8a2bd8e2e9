import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { eventually, type TestDatabase, testDatabase } from '@leerhuis/testkit';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const count = 150;

let database: TestDatabase;
const copies: ChildProcess[] = [];
beforeEach(async () => {
  database = await testDatabase('migrations-killed');
  const docs = Array.from({ length: count }, (_, n) => ({ _id: `n${`${n}`.padStart(3, '0')}`, count: n }));
  await database.connection.collection<{ _id: string; count: number }>('numbers').insertMany(docs);
  await database.connection.createCollection('trail');
});
afterEach(async () => {
  for (const copy of copies) copy.kill('SIGKILL');
  await database.drop();
});

function startCopy(): ChildProcess {
  const args = ['--conditions=source', '--import', 'tsx', 'libs/migrations/test/migrating-process.ts', database.url];
  const copy = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  copies.push(copy);
  return copy;
}

it('changes each document once, whatever copies are killed meanwhile', async () => {
  const trail = database.connection.collection('trail');
  for (const reached of [20, 90]) {
    const pair = [startCopy(), startCopy()];
    await eventually(async () => expect(await trail.countDocuments()).toBeGreaterThan(reached), { within: 60_000 });
    const ended = Promise.all(pair.map((copy) => once(copy, 'exit')));
    for (const copy of pair) copy.kill('SIGKILL');
    await ended;
  }
  const last = startCopy();
  const [code] = (await once(last, 'exit')) as [number];
  expect(code).toBe(0);
  const numbers = await database.connection.collection('numbers').find().sort({ _id: 1 }).toArray();
  expect(numbers.map((one) => one['count'])).toEqual(Array.from({ length: count }, (_, n) => 2 * n));
  expect(await trail.countDocuments()).toBe(count);
}, 120_000);
