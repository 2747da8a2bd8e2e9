import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  authorities,
  backingServices,
  eventually,
  testLogger as logger,
  removeNamespace,
  type TlsDoor,
  testNamespace,
  tlsDoorTo,
} from '@leerhuis/testkit';
import { connect } from 'amqplib';
import { greet, job } from '../test/fixture.ts';
import { createJobQueue } from './job-queue.ts';
import { trusting } from './link.ts';

let door: TlsDoor;
let url: string;
beforeAll(async () => {
  const server = new URL((await backingServices()).rabbitUrl);
  door = await tlsDoorTo(server.hostname, Number(server.port || 5672));
  server.protocol = 'amqps:';
  server.hostname = 'localhost';
  server.port = String(door.port);
  url = server.href;
});
afterAll(() => door.close());

it('RabbitMQ is spoken to over TLS, by a certificate that our authority vouches for', async () => {
  const namespace = testNamespace();
  const jobs = createJobQueue({ url, ca: authorities.ours, service: 'tls', namespace, logger });
  await jobs.start([greet]);
  expect([jobs.ready(), door.taken()]).toEqual([true, 1]);
  const done: unknown[] = [];
  await jobs.work(greet, async ({ data }) => void done.push(data));
  await jobs.publish([job('told-over-tls')]);
  await eventually(() => done.length === 1);
  expect(done).toEqual([job('told-over-tls').data]);
  await jobs.stop();
  await removeNamespace(namespace);
});

it.each([
  ['another authority', authorities.other],
  ['nobody that Node.js knows', undefined],
])('is not spoken to when %s vouches for it', async (_, ca) => {
  await expect(connect(url, trusting(ca))).rejects.toThrow(/certificate/);
});
