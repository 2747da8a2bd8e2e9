import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@leerhuis/testkit';
import { createFixture, type Fixture, greetInTurns, job } from '../test/fixture.ts';

let fixture: Fixture;
beforeEach(() => {
  fixture = createFixture();
});
afterEach(() => fixture.close());

const jobsOf = (name: string, count: number) => Array.from({ length: count }, (_, n) => job(`${name}${n}`, name));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('jobs of many people', () => {
  it.each([500, 1_500])(
    'are done in turns: after %i of one, the next of another is among the first',
    async (many) => {
      const { jobs } = await fixture.open([greetInTurns]);
      const done: string[] = [];
      let metAfter = 0;
      await jobs.publish([...jobsOf('a', many), ...jobsOf('b', 1)]);
      const handler = async ({ id }: { id: string }) => {
        if (metAfter === 0) await pause(20);
        done.push(id);
        if (id === 'b0') metAfter = done.length;
      };
      await jobs.work(greetInTurns, handler, { atOnce: 2 });
      await eventually(() => new Set(done).size === many + 1, { within: 60_000 });
      expect(metAfter).toBeLessThan(many / 10);
      expect(done).toHaveLength(many + 1);
      const left = await fixture.onChannel((channel) => channel.checkQueue(fixture.queue));
      expect(left.messageCount).toBe(0);
    },
    90_000,
  );

  it('wait uncounted when there are too many of one person: none is parked for it, and all are told as waiting', async () => {
    const { jobs, metrics } = await fixture.open([greetInTurns]);
    const attempts: number[] = [];
    let open = () => {};
    const closed = new Promise<void>((resolve) => {
      open = resolve;
    });
    const handler = async ({ attempt }: { attempt: number }) => {
      await closed;
      attempts.push(attempt);
    };
    await jobs.work(greetInTurns, handler, { atOnce: 2 });
    await jobs.publish(jobsOf('a', 400));
    await pause(6 * 120); // put off several times
    expect(await metrics()).toMatch(/queue_depth\{queue="greetings.greet",.*\} [23]\d\d/);
    open();
    await eventually(() => attempts.length === 400, { within: 30_000 });
    expect(new Set(attempts)).toEqual(new Set([1]));
    expect(await fixture.parked()).toBeNull();
  }, 60_000);

  it('go back to RabbitMQ when the worker stops before their turn', async () => {
    const { jobs } = await fixture.open([greetInTurns]);
    await jobs.publish(jobsOf('a', 50));
    let began = 0;
    const handler = async () => {
      began += 1;
      await pause(50);
    };
    await jobs.work(greetInTurns, handler, { atOnce: 2 });
    await eventually(() => began > 0);
    await jobs.stop();
    const left = await fixture.onChannel((channel) =>
      eventually(async () => {
        const { messageCount } = await channel.checkQueue(fixture.queue);
        expect(messageCount + began).toBe(50);
        return messageCount;
      }),
    );
    expect(left).toBe(50 - began);
  });
});
