import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type BackingServices, findCommand, startBackingServices } from '@leerhuis/backing-services';
import { eventually, testLogger } from '@leerhuis/testkit';
import { delays, greet, job } from '../test/fixture.ts';
import { startTcpProxy, type TcpProxy } from '../test/tcp-proxy.ts';
import { createJobQueue } from './index.ts';

// A RabbitMQ of its own, to kill: the shared one serves other tests. Where it is not installed it runs in containers only.
const isInstalled = existsSync('/usr/lib/rabbitmq/bin/rabbitmq-server') || findCommand('rabbitmq-server');
const withRabbitmq = isInstalled ? describe : describe.skip;

withRabbitmq('a broker that is killed and comes back', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'leerhuis-rabbitmq-'));
  let services: BackingServices;
  let proxy: TcpProxy;
  const start = () =>
    startBackingServices({ needs: ['rabbitmq'], ways: ['native'], auth: false, dataDir, log: () => undefined });

  beforeAll(async () => {
    services = await start();
    proxy = await startTcpProxy(services.rabbitmq.url);
  }, 120_000);
  afterAll(async () => {
    await proxy.close();
    await services.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }, 60_000);

  it('still has every job that it confirmed, also those that were waiting for their next turn', async () => {
    const jobs = createJobQueue({ url: proxy.url, service: 'test', logger: testLogger, retryDelays: delays });
    await jobs.start([greet]);
    const done = new Set<string>();
    let isBack = false;
    await jobs.work(greet, async (one) => {
      if (!isBack && one.id.startsWith('again')) throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
      done.add(one.id);
    });
    // RabbitMQ 3.10 writes down which queues there are only a moment after it says so; their jobs it writes at once
    await setTimeout(2_000);
    const ids = Array.from({ length: 100 }, (_, n) => (n % 2 === 0 ? `again-${n}` : `once-${n}`));
    await jobs.publish(ids.map((id) => job(id)));

    const pid = Number(readFileSync(join(dataDir, 'rabbitmq', 'server.pid'), 'utf8').split(' ')[0]);
    process.kill(pid, 'SIGKILL');
    await eventually(() => !jobs.ready());
    await expect(jobs.publish([job('too early')])).rejects.toThrow('not published');
    await services.stop();
    services = await start();
    isBack = true;
    proxy.aim(services.rabbitmq.url);

    await eventually(() => ids.every((id) => done.has(id)), { within: 60_000 });
    await eventually(() => jobs.ready());
    await jobs.publish([job('after')]);
    await eventually(() => done.has('after'));
    await jobs.stop();
  }, 180_000);
});
