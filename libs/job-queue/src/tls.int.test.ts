import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { authorities, backingServices, testLogger as logger, type TlsDoor, tlsDoorTo } from '@leerhuis/testkit';
import { connect } from 'amqplib';
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
  const jobs = createJobQueue({ url, ca: authorities.ours, service: 'tls', logger });
  await jobs.start([]);
  expect([jobs.ready(), door.taken()]).toEqual([true, 1]);
  await jobs.stop();
});

it.each([
  ['another authority', authorities.other],
  ['nobody that Node.js knows', undefined],
])('is not spoken to when %s vouches for it', async (_, ca) => {
  await expect(connect(url, trusting(ca))).rejects.toThrow(/certificate/);
});
