import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CloudEvent, orderPaidV1 } from '@leerhuis/contracts';
import {
  backingServices,
  consumeEvents,
  eventually,
  removeNamespace,
  type TestDatabase,
  testDatabase,
  testNamespace,
} from '@leerhuis/testkit';
import { type Doc, orders } from '../test/telling.ts';
import { type Republishing, republish } from './republish.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const count = 500;
let database: TestDatabase;
let sent: { to: string; events: CloudEvent[] }[];

beforeEach(async () => {
  database = await testDatabase('republish');
  sent = [];
  const docs = Array.from({ length: count }, (_, n): Doc => ({ _id: `n${`${n}`.padStart(4, '0')}`, amount: n }));
  await collection().insertMany(docs);
});
afterEach(() => database.drop());

const collection = () => database.connection.collection<Doc>('orders');
const amountOf = ({ data }: CloudEvent) => (data as { total: { amount: number } }).total.amount;
const told = () => sent.flatMap(({ events }) => events);

/** Into a list, instead of Kafka. */
function telling(more: Partial<Republishing> = {}) {
  let n = 0;
  return republish(orders, {
    connection: database.connection,
    bus: { publishAgain: async (events, to) => void sent.push({ events, to }) },
    newId: () => `id-${n++}`,
    clock: () => new Date('2026-11-30T10:00:00Z'),
    to: 'learning',
    rate: 1_000_000,
    batch: 70,
    ...more,
  });
}

describe('telling the present state again', () => {
  it('tells all, in batches, to the part that it is for', async () => {
    const seen: number[] = [];
    const done = await telling({ onProgress: ({ things }) => seen.push(things) });
    expect(done).toMatchObject({ things: count, facts: count, resumed: false, byType: { [orderPaidV1.type]: count } });
    expect(told().map(amountOf)).toEqual(Array.from({ length: count }, (_, n) => n));
    expect(sent.every(({ to, events }) => to === 'learning' && events.length <= 70)).toBe(true);
    expect(seen).toEqual([70, 140, 210, 280, 350, 420, 490, 500]);
  });

  it('to whom a fact is no business it is not told', async () => {
    expect(await telling({ to: 'catalog' })).toMatchObject({ things: count, facts: 0 });
    expect(sent).toEqual([]);
  });

  it('counts what would be told, and tells nothing and notes nothing', async () => {
    expect(await telling({ dryRun: true })).toMatchObject({ things: count, facts: count });
    expect(sent).toEqual([]);
    expect(await database.connection.collection('republishings').countDocuments()).toBe(0);
  });

  it('what changes while it is told is told as it is by then: ours is never the last word on what was', async () => {
    await telling({
      bus: {
        async publishAgain(events, to) {
          const isFirst = sent.length === 0;
          sent.push({ events, to });
          if (isFirst) await collection().updateOne({ _id: 'n0003' }, { $set: { amount: 9_999 } });
        },
      },
    });
    const ofThree = told().filter(({ subject }) => subject === 'n0003');
    expect(ofThree.map(amountOf)).toEqual([3, 9_999]);
    expect(told()).toHaveLength(count + 1);
  });

  it('a broker that is away is waited for', async () => {
    let failures = 2;
    const troubles: unknown[] = [];
    const done = await telling({
      bus: {
        async publishAgain(events, to) {
          if (failures-- > 0) throw new Error('away');
          sent.push({ events, to });
        },
      },
      onTrouble: (error) => troubles.push(error),
    });
    expect(done.facts).toBe(count);
    expect(troubles).toHaveLength(2);
  }, 20_000);

  it('goes at the rate that it is given', async () => {
    const began = performance.now();
    await telling({ rate: 400 });
    expect(performance.now() - began).toBeGreaterThan(1_000);
  });

  it('goes on where it was cut off, or from the start when asked, and anew once it was through', async () => {
    const cutOff = telling({
      bus: {
        async publishAgain(events, to) {
          if (sent.length === 3) throw Object.assign(new Error('breaks its contract'), { name: 'ZodError' });
          sent.push({ events, to });
        },
      },
    });
    await expect(cutOff).rejects.toThrow('breaks its contract');
    sent = [];
    expect(await telling()).toMatchObject({ resumed: true, things: count, facts: count });
    expect(told().map(amountOf)[0]).toBe(210);
    sent = [];
    expect(await telling()).toMatchObject({ resumed: false, things: count });
    expect(told()).toHaveLength(count);
  });
});

it('killed at any point and run again, everything is told', async () => {
  const namespace = testNamespace();
  const { kafkaBrokers } = await backingServices();
  const started: ChildProcess[] = [];
  function start(): { child: ChildProcess; lines: string[] } {
    const script = 'libs/service-parts/test/republishing-process.ts';
    const args = ['--conditions=source', '--import', 'tsx', script, database.url, kafkaBrokers.join(','), namespace];
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    started.push(child);
    const lines: string[] = [];
    child.stdout?.on('data', (text: Buffer) => lines.push(...String(text).trim().split('\n')));
    return { child, lines };
  }
  const events = await consumeEvents(namespace, [orderPaidV1]);
  try {
    for (const reached of [100, 250]) {
      const { child, lines } = start();
      await eventually(() => lines.some((line) => Number(line) >= reached), { within: 30_000 });
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
    const { child, lines } = start();
    expect((await once(child, 'exit'))[0]).toBe(0);
    const last = JSON.parse((lines.at(-1) ?? '').replace('done ', '')) as { resumed: boolean; things: number };
    expect(last).toMatchObject({ resumed: true, things: count });
    await eventually(() => expect(new Set(events.all.map(({ subject }) => subject)).size).toBe(count));
    // a batch that was cut off is told once more, and no more than that
    expect(events.all.length).toBeLessThanOrEqual(count + 2 * 20);
  } finally {
    for (const child of started) child.kill('SIGKILL');
    await events.stop();
    await removeNamespace(namespace);
  }
}, 120_000);
