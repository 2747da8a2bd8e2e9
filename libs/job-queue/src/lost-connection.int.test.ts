import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@leerhuis/testkit';
import { createFixture, type Fixture, greet, job, rabbitUrl } from '../test/fixture.ts';
import { startTcpProxy, type TcpProxy } from '../test/tcp-proxy.ts';

let fixture: Fixture;
let proxy: TcpProxy;
beforeEach(async () => {
  fixture = createFixture();
  proxy = await startTcpProxy(await rabbitUrl());
});
afterEach(async () => {
  await fixture.close();
  await proxy.close();
});

describe('a lost connection', () => {
  it('loses no job when it is cut ten times during publishing and consuming', async () => {
    const { jobs } = await fixture.open([greet], { url: proxy.url });
    const done = new Map<string, number>();
    await jobs.work(greet, async (one) => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      done.set(one.id, (done.get(one.id) ?? 0) + 1);
    });
    let cutting = true;
    const cuts = (async () => {
      for (let n = 0; n < 10; n++) {
        await new Promise((resolve) => setTimeout(resolve, 150));
        proxy.cut();
      }
      cutting = false;
    })();
    const confirmed: string[] = [];
    for (let n = 0; cutting || confirmed.length < 200; n++) {
      const batch = Array.from({ length: 10 }, (_, m) => job(`j${n}-${m}`));
      // as the outbox relay does: the same batch again until it is taken
      await eventually(() =>
        jobs.publish(batch).then(
          () => true,
          () => false,
        ),
      );
      confirmed.push(...batch.map((one) => one.id));
    }
    await cuts;
    await eventually(() => confirmed.every((id) => done.has(id)));
    // the last cut may have come when everything was done
    await eventually(() => jobs.ready());
    const left = await fixture.onChannel((channel) =>
      eventually(async () => {
        const { messageCount } = await channel.checkQueue(fixture.queue);
        return messageCount === 0 && { messageCount };
      }),
    );
    expect(left.messageCount).toBe(0);
    expect(await fixture.parked()).toBeNull();
  }, 60_000);

  it('gives the job of a dead worker to another one, and a job still at work is not begun twice', async () => {
    const first = await fixture.open([greet], { url: proxy.url });
    const { jobs: second } = await fixture.open();
    const begun: string[] = [];
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    await first.jobs.work(greet, async () => {
      begun.push('first');
      await gate;
    });
    await second.publish([job('j1')]);
    await eventually(() => begun.length === 1);
    proxy.cut(); // redelivered to the same worker, whose first run is not over
    await eventually(() => first.jobs.ready());
    const stopped = first.jobs.stop(); // with the job in flight
    await second.work(greet, async () => void begun.push('second'));
    proxy.cut();
    await eventually(() => begun.includes('second'));
    expect(begun).toEqual(['first', 'second']);
    release();
    await stopped;
  });

  it('brings queues and workers back when the queues were removed meanwhile', async () => {
    const { jobs } = await fixture.open([greet], { url: proxy.url });
    const seen: string[] = [];
    await jobs.work(greet, async (one) => void seen.push(one.id));
    await fixture.onChannel((channel) => channel.deleteQueue(fixture.queue));
    proxy.cut();
    await eventually(() =>
      jobs.publish([job('j1')]).then(
        () => true,
        () => false,
      ),
    );
    await eventually(() => seen.includes('j1'));
    await fixture.onChannel((channel) => channel.deleteQueue(fixture.queue));
    await eventually(() =>
      jobs.publish([job('j2')]).then(
        () => true,
        () => false,
      ),
    );
    await eventually(() => seen.includes('j2'));
  });

  it('waits at the start for a broker that is not there yet', async () => {
    const later = await startTcpProxy(await rabbitUrl());
    const { url } = later;
    await later.close();
    const opening = fixture.open([greet], { url });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { port } = new URL(url);
    const back = await startTcpProxy(await rabbitUrl(), Number(port));
    const { jobs } = await opening;
    expect(jobs.ready()).toBe(true);
    await jobs.stop();
    await back.close();
  });
});
