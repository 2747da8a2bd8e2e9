import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allJobs, checkPayment, sendMessage } from '@leerhuis/contracts';
import { eventually } from '@leerhuis/testkit';
import { createFixture, type Fixture, rabbitUrl } from '../test/fixture.ts';
import { Unprocessable } from './index.ts';
import { brokerName, deadQueue } from './names.ts';
import { removeTopology } from './topology.ts';

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));
let fixture: Fixture;
beforeAll(() => {
  fixture = createFixture();
});
afterAll(async () => {
  await fixture.close();
  const queues = allJobs.map((job) => brokerName(fixture.namespace, job.queue));
  await fixture.onChannel((channel) => removeTopology(channel, fixture.namespace, queues, []));
});

async function jobs(...args: string[]): Promise<string> {
  const env = { ...process.env, RABBIT_URL: await rabbitUrl(), NAMESPACE: fixture.namespace, NODE_OPTIONS: '' };
  const node = ['--conditions=source', '--import', 'tsx', cli, ...args];
  const { stdout } = await promisify(execFile)(process.execPath, node, { env });
  return stdout;
}

describe('npm run jobs', () => {
  it('lists and shows a parked job with its reason, and replays it', async () => {
    const queue = brokerName(fixture.namespace, checkPayment.queue);
    const { jobs: worker } = await fixture.open([checkPayment]);
    let broken = true;
    const done: string[] = [];
    await worker.work(checkPayment, async (job) => {
      if (broken) throw new Unprocessable('no such payment');
      done.push(job.id);
    });
    await worker.publish([{ id: 'pay-1', queue: checkPayment.queue, data: { providerPaymentId: 'tr_1' } }]);
    await fixture.onChannel((channel) =>
      eventually(async () => (await channel.checkQueue(deadQueue(queue))).messageCount === 1),
    );
    expect(await jobs('dead', 'list')).toMatch(/^pay-1 .* Unprocessable: no such payment\n1 parked jobs\n$/);
    expect(await jobs('dead', 'show', 'pay-1')).toContain('"providerPaymentId": "tr_1"');
    broken = false;
    expect(await jobs('dead', 'replay', 'pay-1')).toBe('1 replayed\n');
    await eventually(() => done.includes('pay-1'));
    expect(await jobs('dead', 'list')).toBe('no parked jobs\n');
  });

  it('shows no secret of a parked mail', async () => {
    const { jobs: worker } = await fixture.open([sendMessage]);
    await worker.work(sendMessage, async () => {
      throw new Unprocessable('no such mailbox');
    });
    const secrets = { link: 'https://leerhuis.test/account/password/t0ken' };
    const recipient = { accountId: null, email: 'lena@example.test', name: 'Lena', locale: 'nl' };
    const data = { recipient, template: 'reset-password', data: {}, secrets, attachments: [] };
    await worker.publish([{ id: 'mail-1', queue: sendMessage.queue, data }]);
    await eventually(async () => (await jobs('dead', 'list')).includes('mail-1'), { every: 500 });
    const shown = await jobs('dead', 'show', 'mail-1');
    expect(shown).toContain('"link": "(hidden)"');
    expect(shown).not.toContain('t0ken');
  });

  it('says what it wants when it is asked something else', async () => {
    await expect(jobs('dead', 'replay')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('--all') });
    await expect(jobs('dead', 'show', 'nobody')).rejects.toMatchObject({ stderr: 'there is no parked job nobody\n' });
  });
});
