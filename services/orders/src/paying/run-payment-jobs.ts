import { checkPayment, refundPayment } from '@leerhuis/contracts';
import { type JobQueue, RetryLater } from '@leerhuis/job-queue';
import type { PaymentChecks } from './check-payments.ts';
import { ProviderUnavailable } from './mollie-client.ts';

/** Works off what webhooks and overpayments ask for. */
export async function runPaymentJobs(jobs: JobQueue, checks: PaymentChecks): Promise<void> {
  await jobs.work(checkPayment, ({ data }) => waiting(checks.check(data.providerPaymentId)));
  await jobs.work(refundPayment, ({ data }) => waiting(checks.sendRefund(data.refundId)));
}

/** That the provider is away is not the job's fault. */
async function waiting(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ProviderUnavailable) throw new RetryLater('the payment provider is away', { cause: error });
    throw error;
  }
}
