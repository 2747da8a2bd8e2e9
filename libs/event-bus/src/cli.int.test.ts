import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  backingServices,
  eventually,
  removeNamespace,
  type TestDatabase,
  testDatabase,
  testLogger,
  testNamespace,
} from '@leerhuis/testkit';
import { counted, countedEvent, outboxOn } from '../test/counting.ts';
import { createEventBus, type EventBus, on } from './index.ts';

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));
let database: TestDatabase;
let brokers: string[];
let bus: EventBus;
const namespace = testNamespace();

async function events(...args: string[]): Promise<{ text: string; code: number }> {
  const env = { ...process.env, KAFKA_BROKERS: brokers.join(','), NAMESPACE: namespace };
  const run = promisify(execFile)(process.execPath, ['--conditions=source', '--import', 'tsx', cli, ...args], { env });
  return run.then(
    ({ stdout }) => ({ text: stdout, code: 0 }),
    (error: { stderr: string; code: number }) => ({ text: error.stderr, code: error.code }),
  );
}

beforeAll(async () => {
  brokers = (await backingServices()).kafkaBrokers;
  database = await testDatabase('cli');
  bus = createEventBus({ brokers, clientId: 'test', namespace, logger: testLogger });
  await bus.start([counted]);
});
afterAll(async () => {
  await bus.stop();
  await removeNamespace(namespace);
  await database.drop();
});

describe('npm run events -- dead-letters', () => {
  it('lists, shows and replays what was parked', async () => {
    let broken = true;
    const seen: number[] = [];
    await bus.subscribe({
      group: 'learning',
      outbox: outboxOn(database.connection),
      maxHold: 200,
      handlers: [
        on(counted, async ({ data }) => {
          if (broken && data.n < 3) throw new Error('does not work');
          seen.push(data.n);
        }),
      ],
    });
    expect((await events('dead-letters', 'list')).text).toContain('no dead letters');
    await bus.publish([1, 2, 3].map((n) => countedEvent(`s${n}`, n)));
    await eventually(async () => (await events('dead-letters', 'list')).text.includes('2 dead letters'));

    const list = (await events('dead-letters', 'list')).text;
    const [id = ''] = /^orders\.order:0:\d+/m.exec(list) ?? [];
    const shown = (await events('dead-letters', 'show', id)).text;
    expect(shown).toContain('reason: Error: does not work');
    expect(shown).toContain('"type": "orders.order.counted.v1"');

    broken = false;
    expect((await events('dead-letters', 'replay', id)).text).toContain('1 replayed');
    await eventually(() => seen.length === 2);
    expect((await events('dead-letters', 'list')).text).toContain('1 dead letters');
    expect((await events('dead-letters', 'replay', '--all')).text).toContain('1 replayed');
    await eventually(() => seen.length === 3);
    expect(seen.toSorted()).toEqual([1, 2, 3]);
    expect((await events('dead-letters', 'list')).text).toContain('no dead letters');
  }, 60_000);

  it('says in a sentence what it does not understand', async () => {
    expect(await events('dead-letters', 'show', 'x:0:0')).toEqual({
      text: 'there is no dead letter x:0:0\n',
      code: 1,
    });
    expect(await events('else')).toMatchObject({ code: 1, text: expect.stringContaining('npm run events -- ') });
  });
});
