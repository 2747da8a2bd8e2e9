import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defineJob } from '@leerhuis/contracts';
import { eventually } from '@leerhuis/testkit';
import { z } from 'zod';
import { createFixture, type Fixture, greet, job } from '../test/fixture.ts';
import { type Job, PublishFailed, RetryLater, Unprocessable, Unroutable } from './index.ts';
import { deadQueue, headers } from './names.ts';

let fixture: Fixture;
beforeEach(() => {
  fixture = createFixture();
});
afterEach(() => fixture.close());

describe('publishing', () => {
  it('resolves once RabbitMQ keeps the jobs, with their ids', async () => {
    const { jobs } = await fixture.open();
    await jobs.publish([job('j1'), job('j2')]);
    await fixture.onChannel(async (channel) => {
      expect((await channel.checkQueue(fixture.queue)).messageCount).toBe(2);
      const message = await channel.get(fixture.queue, { noAck: true });
      expect(message).toMatchObject({ properties: { messageId: 'j1', deliveryMode: 2, type: greet.queue } });
    });
  });

  it('fails for a job that no queue takes, counts it, and finds the queue again at the next attempt', async () => {
    const { jobs, metrics } = await fixture.open();
    await fixture.onChannel((channel) => channel.deleteQueue(fixture.queue));
    const error = await jobs.publish([job('j1')]).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(PublishFailed);
    expect((error as PublishFailed).failed.get('j1')).toBeInstanceOf(Unroutable);
    expect(await metrics()).toMatch(/jobs_unroutable_total\{.*\} 1/);
    await jobs.publish([job('j1')]);
  });

  it('refuses data that does not fit the contract, and takes the rest of the batch', async () => {
    const { jobs } = await fixture.open();
    const bad = { id: 'bad', queue: greet.queue, data: { name: 5 } };
    const error = (await jobs.publish([job('j1'), bad, job('j2')]).catch((e: unknown) => e)) as PublishFailed;
    expect([...error.failed.keys()]).toEqual(['bad']);
    const depth = await fixture.onChannel((channel) => channel.checkQueue(fixture.queue));
    expect(depth.messageCount).toBe(2);
  });
});

describe('a job in the form of an earlier version, which waited in an outbox', () => {
  it('is published and worked off, though nobody may ask for it in that form any more', async () => {
    const reads = z.object({ name: z.string(), title: z.string().optional() });
    const today = defineJob({ ...greet, data: z.object({ name: z.string(), title: z.string() }), reads });
    const { jobs } = await fixture.open([today]);
    const done: Job<{ name: string; title?: string | undefined }>[] = [];
    await jobs.work(today, async (one) => {
      done.push(one);
    });
    await jobs.publish([{ id: 'of-before', queue: greet.queue, data: { name: 'Zoë' } }]);
    await eventually(() => done.length === 1);
    expect(done).toMatchObject([{ id: 'of-before', data: { name: 'Zoë' } }]);
  });
});

describe('working', () => {
  it('hands over id, data, attempt and the trace that the job belongs to', async () => {
    const { jobs } = await fixture.open();
    const seen: Job<{ name: string }>[] = [];
    await jobs.work(greet, async (one) => void seen.push(one));
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await jobs.publish([{ ...job('j1', 'Bo'), traceparent }]);
    await eventually(() => seen.length === 1);
    expect(seen[0]).toMatchObject({ id: 'j1', data: { name: 'Bo' }, attempt: 1, traceparent });
  });

  it('delivers a failing job again after growing delays, and parks it after four with the reason', async () => {
    const { jobs, metrics } = await fixture.open();
    const at: number[] = [];
    await jobs.work(greet, async () => {
      at.push(performance.now());
      throw new Error('the printer is on fire');
    });
    await jobs.publish([job('poison')]);
    const parked = await eventually(() => fixture.parked());
    expect(parked.properties.messageId).toBe('poison');
    expect(parked.properties.headers).toMatchObject({
      [headers.reason]: 'Error: the printer is on fire',
      [headers.failures]: 4,
      [headers.origin]: fixture.queue,
    });
    expect(JSON.parse(parked.content.toString())).toEqual({ name: 'Ann' });
    const waits = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    expect(waits).toHaveLength(3);
    [60, 120, 240].forEach((least, index) => {
      expect(waits[index]).toBeGreaterThanOrEqual(least - 5);
    });
    expect(await metrics()).toMatch(/jobs_handled_total\{.*outcome="parked".*\} 1/);
  });

  it('parks at once what can never succeed: said by the handler, or not fitting the contract', async () => {
    const { jobs } = await fixture.open();
    let calls = 0;
    await jobs.work(greet, async () => {
      calls++;
      throw new Unprocessable('nobody to greet');
    });
    await jobs.publish([job('j1')]);
    const first = await eventually(() => fixture.parked());
    expect(first.properties.headers?.[headers.reason]).toBe('Unprocessable: nobody to greet');
    for (const content of ['not json', '{"name":5}']) {
      await fixture.onChannel(async (channel) => {
        channel.sendToQueue(fixture.queue, Buffer.from(content), { messageId: 'j2', persistent: true });
        await channel.checkQueue(fixture.queue); // both are in order on the channel
      });
      const parked = await eventually(() => fixture.parked());
      expect(parked.content.toString()).toBe(content);
    }
    expect(calls).toBe(1);
  });

  it('reads what outsiders send in UTF-8, with a byte order mark or not, and parks as it came what is in Latin-1', async () => {
    const { jobs } = await fixture.open();
    const names: string[] = [];
    await jobs.work(greet, async ({ data }) => void names.push(data.name));
    const sent = [Buffer.from('\ufeff{"name":"Zoë"}'), Buffer.from('{"name":"Zoë"}', 'latin1')];
    await fixture.onChannel(async (channel) => {
      for (const content of sent) channel.sendToQueue(fixture.queue, content, { persistent: true });
      await channel.checkQueue(fixture.queue); // both are in order on the channel
    });
    const parked = await eventually(() => fixture.parked());
    expect(parked.properties.headers?.[headers.reason]).toBe('Unprocessable: the message is not UTF-8');
    expect(parked.content).toEqual(sent[1]);
    await eventually(() => names.length === 1);
    expect(names).toEqual(['Zoë']);
  });

  it('waits for what is away without counting, then does the job', async () => {
    const { jobs } = await fixture.open();
    const attempts: number[] = [];
    await jobs.work(greet, async (one) => {
      attempts.push(one.attempt);
      if (attempts.length < 7) throw new RetryLater('not now');
    });
    await jobs.publish([job('patient')]);
    await eventually(() => attempts.length === 7);
    expect(attempts).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(await fixture.parked()).toBeNull();
  });

  it('lets no job wait behind another that waits longer', async () => {
    const { jobs } = await fixture.open();
    const done: string[] = [];
    await jobs.work(greet, async (one) => {
      if (one.id === 'slow' && one.attempt < 3) throw new Error('again');
      if (one.id === 'quick' && one.attempt < 2) throw new Error('again');
      done.push(one.id);
    });
    await jobs.publish([job('slow')]);
    await fixture.onChannel((channel) =>
      eventually(async () => (await channel.checkQueue(`${fixture.namespace}.retry-120ms`)).messageCount > 0),
    );
    await jobs.publish([job('quick')]);
    await eventually(() => done.length === 2);
    expect(done).toEqual(['quick', 'slow']);
  });

  it('takes no more jobs at the same time than it is told', async () => {
    const { jobs } = await fixture.open();
    let now = 0;
    let most = 0;
    let done = 0;
    await jobs.work(
      greet,
      async () => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, 10));
        now--;
        done++;
      },
      { atOnce: 3 },
    );
    await jobs.publish(Array.from({ length: 20 }, (_, n) => job(`j${n}`)));
    await eventually(() => done === 20);
    expect(most).toBe(3);
  });

  it('finishes jobs in flight when it stops, and leaves the others in the queue', async () => {
    const { jobs } = await fixture.open();
    const started: string[] = [];
    const finished: string[] = [];
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    await jobs.work(
      greet,
      async (one) => {
        started.push(one.id);
        await gate;
        finished.push(one.id);
      },
      { atOnce: 2 },
    );
    await jobs.publish([job('j1'), job('j2'), job('j3'), job('j4')]);
    await eventually(() => started.length === 2);
    const stopped = jobs.stop();
    release();
    await stopped;
    expect(finished.sort()).toEqual(['j1', 'j2']);
    const left = await fixture.onChannel((channel) => channel.checkQueue(fixture.queue));
    expect(left.messageCount).toBe(2);
  });

  it('tells at the scrape how many jobs wait and how many are parked', async () => {
    const { jobs, metrics } = await fixture.open();
    await jobs.work(greet, async (one) => {
      if (one.data.name === 'bad') throw new Unprocessable('no');
    });
    await jobs.publish([job('j1', 'bad')]);
    await fixture.onChannel((channel) =>
      eventually(async () => (await channel.checkQueue(deadQueue(fixture.queue))).messageCount === 1),
    );
    const text = await metrics();
    expect(text).toMatch(/queue_depth\{queue="greetings.greet",service="test"\} 0/);
    expect(text).toMatch(/queue_depth\{queue="greetings.greet.dead",service="test"\} 1/);
  });
});
