import { expect, it } from '@jest/globals';
import { eventually, testLogger } from '@leerhuis/testkit';
import type { KafkaMessage } from 'kafkajs';
import type { Outcome } from './handle-record.ts';
import { createIntake, type OwnedPartition } from './intake.ts';
import { createProgress } from './progress.ts';

const owned = (): OwnedPartition => ({
  topic: 'orders.order',
  partition: 0,
  progress: createProgress(0),
  highWatermark: 0,
  committed: 0,
});
const messages = (from: number, to: number): KafkaMessage[] =>
  Array.from({ length: to - from }, (_, n) => ({
    offset: String(from + n),
    key: Buffer.from(`key ${from + n}`),
    value: null,
    headers: {},
    timestamp: '0',
    attributes: 0,
  }));

it('handles keys side by side again when one record found the database away and the next found it there', async () => {
  const settle = new Map<number, (outcome: Outcome) => void>();
  const handle = ({ offset }: { offset: number }) =>
    new Promise<Outcome>((resolve) => {
      settle.set(offset, resolve);
    });
  const intake = createIntake({ handle, onFinished: () => undefined, logger: testLogger });
  const partition = owned();
  intake.take(partition, messages(0, 2));
  settle.get(0)?.('away');
  settle.get(1)?.('finished');
  settle.clear();
  await eventually(() => settle.has(0)); // the pause is over, and it is tried again
  settle.get(0)?.('finished');
  await intake.idle();
  settle.clear();
  intake.take(partition, messages(2, 6));
  await eventually(() => settle.size === 4);
  for (const resolve of settle.values()) resolve('finished');
  await intake.idle();
  expect(partition.progress.unfinished()).toBe(0);
});
