import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { authorities, backingServices, testLogger as logger, type TlsDoor, tlsDoorTo } from '@leerhuis/testkit';
import { createKafka } from './kafka-client.ts';

let door: TlsDoor;
beforeAll(async () => {
  const [broker = ''] = (await backingServices()).kafkaBrokers;
  const [host = '', port = ''] = broker.split(':');
  door = await tlsDoorTo(host, Number(port));
});
afterAll(() => door.close());

/** Shakes hands and asks the broker which versions of the protocol it speaks. */
async function connected(tls?: { ca?: string }): Promise<void> {
  const admin = createKafka({ brokers: [`localhost:${door.port}`], tls, clientId: 'tls', logger }).admin({
    retry: { retries: 0 },
  });
  try {
    await admin.connect();
  } finally {
    await admin.disconnect();
  }
}

it('a broker is spoken to over TLS, by a certificate that our authority vouches for', async () => {
  await connected({ ca: authorities.ours });
  expect(door.taken()).toBe(1);
});

it.each([
  ['another authority', { ca: authorities.other }],
  ['nobody that Node.js knows', {}],
  ['nobody, without TLS', undefined],
])('is not spoken to when %s vouches for it', async (_, tls) => {
  await expect(connected(tls)).rejects.toThrow();
});
