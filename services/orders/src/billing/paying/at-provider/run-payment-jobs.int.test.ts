import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkPayment, refundPayment } from '@leerhuis/contracts';
import { createJobQueue, type JobQueue } from '@leerhuis/job-queue';
import { createMetrics } from '@leerhuis/telemetry';
import {
  backingServices,
  drainJobs,
  drainParkedJobs,
  eventually,
  publishJob,
  removeNamespace,
  testLogger,
  testNamespace,
} from '@leerhuis/testkit';
import { ProviderUnavailable } from './mollie-client.ts';
import { runPaymentJobs } from './run-payment-jobs.ts';

const namespace = testNamespace();
const hour = 3_600_000;
const asked: string[] = [];
const metrics = createMetrics('orders');
let passed = 0;
let jobs: JobQueue;
beforeAll(async () => {
  const { rabbitUrl: url } = await backingServices();
  jobs = createJobQueue({ url, namespace, service: 'orders', logger: testLogger, metrics, retryDelays: [20] });
  await jobs.start([checkPayment, refundPayment]);
  const realTime = () => new Date(Date.now() + passed);
  await runPaymentJobs(
    { jobs, realTime, logger: testLogger },
    {
      check: async (id) => {
        asked.push(id);
        throw new ProviderUnavailable('away');
      },
      sendRefund: async () => undefined,
      checkDue: async () => undefined,
    },
  );
}, 60_000);
afterAll(async () => {
  await jobs.stop();
  await removeNamespace(namespace);
}, 30_000);

const timesAsked = () => asked.length;
/** How many jobs came to their end. */
const done = async () => {
  const { values } = (await metrics.registry.getSingleMetric('jobs_handled_total')?.get()) ?? { values: [] };
  return values.find(({ labels }) => labels['outcome'] === 'done')?.value ?? 0;
};

describe('what a webhook told while the provider is away', () => {
  it('is asked about again for 26 hours, and then no more', async () => {
    await publishJob(namespace, checkPayment, { providerPaymentId: 'tr_strange' });
    await eventually(() => timesAsked() >= 5);
    passed = 25 * hour;
    const before = timesAsked();
    await eventually(() => timesAsked() >= before + 3);

    expect(await done()).toBe(0);

    passed = 27 * hour;
    await eventually(async () => (await done()) === 1);
    await jobs.stop();
    expect(await drainJobs(namespace, checkPayment)).toEqual([]);
    expect(await drainParkedJobs(namespace, checkPayment)).toEqual([]);
  });
});
