import { checkPayment, refundPayment } from '@leerhuis/contracts';
import { type JobQueue, RetryLater } from '@leerhuis/job-queue';
import type { Logger } from '@leerhuis/telemetry';
import type { PaymentChecks } from './check-payments.ts';
import { ProviderUnavailable } from './mollie-client.ts';

/** As long as the provider itself goes on telling. What is ours is asked about by a timer too, for as long as it may change. */
const giveUpAfterMs = 26 * 60 * 60 * 1_000;

/** Works off what webhooks and overpayments ask for. `realTime` is never moved. */
export async function runPaymentJobs(
  { jobs, realTime, logger }: { jobs: JobQueue; realTime: () => Date; logger: Logger },
  checks: PaymentChecks,
): Promise<void> {
  await jobs.work(checkPayment, async ({ data: { providerPaymentId }, sentAt }) => {
    // else jobs for ids that were made up would wait for the provider for ever, ever more of them
    if (sentAt && realTime().getTime() - sentAt.getTime() > giveUpAfterMs) {
      logger.warn({ providerPaymentId }, 'a webhook is too old to ask about');
      return;
    }
    await waiting(checks.check(providerPaymentId));
  });
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
