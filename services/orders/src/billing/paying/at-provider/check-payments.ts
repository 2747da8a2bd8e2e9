import { failureAt, isDatabaseTrouble } from '@leerhuis/mongo';
import { inGroups } from '@leerhuis/waiting';
import { isRefundFinal, nextCheckIn, nextLookAtPaid, type Payment } from '../domain/payment.ts';
import type { Paying } from '../paying.ts';
import { advanceRefund } from './advance-refund.ts';
import { applyReport } from './apply-report.ts';
import type { ProviderPayment } from './mollie-answers.ts';
import { ProviderRefused, ProviderUnavailable } from './mollie-client.ts';

export type PaymentChecks = ReturnType<typeof paymentChecks>;

const atMostPerRound = 100;

/** Asking the provider how things stand; whoever asks, and however often, comes to the same end. */
export function paymentChecks(paying: Paying) {
  const { payments, mollie, outbox, clock, pollMs, logger } = paying;

  // reports that come in together share a transaction: what they may issue is numbered without gaps
  const applying = inGroups((reports: ProviderPayment[]) =>
    outbox.transaction(async (tx) => {
      if (reports.some(({ status }) => status === 'paid')) await paying.holdInvoices(tx);
      for (const [n, report] of reports.entries()) {
        await applyReport(paying, tx, report).catch((error: unknown) => Promise.reject(failureAt(n, error)));
      }
      return reports.map(() => true);
    }),
  );

  /** @throws ProviderUnavailable */
  async function check(providerPaymentId: string): Promise<void> {
    const whose = (await payments.ofProvider(providerPaymentId)) ? 'ours' : 'unknown';
    const report = await mollie.get(providerPaymentId, whose);
    if (!report) {
      logger.warn({ providerPaymentId }, 'the provider does not know this payment');
      return;
    }
    await applying(report);
  }

  /**
   * Gives back what was paid too much (V-13). The provider forgets our key after a while, so it is asked first whether it
   * has this refund already.
   * @throws ProviderUnavailable
   */
  async function sendRefund(refundId: string): Promise<void> {
    const refund = await payments.refund(refundId);
    if (!refund || refund.providerRefundId !== null || isRefundFinal(refund.status)) return;
    const { providerPaymentId, amount, orderId } = refund;
    const description = (await paying.orders.get(orderId))?.proForma.number ?? orderId;
    const report = await mollie.get(providerPaymentId, 'ours');
    const made =
      report?.refunds.find((each) => each.refundId === refund.id) ??
      (await mollie.refund(providerPaymentId, { id: refund.id, amount, description }).catch(refusal));
    await outbox.transaction(async (tx) => {
      const now = await payments.refund(refundId, tx);
      if (now) await advanceRefund(paying, tx, now, made);
    });
  }

  const again = (createdAt: Date) => {
    const now = clock().getTime();
    return new Date(now + nextCheckIn(now - createdAt.getTime(), pollMs));
  };

  const takeBackDays = () => paying.provider.termsOn(paying.dayOf(clock())).takeBackDays;

  const nextOf = ({ paidAt, createdAt }: Payment) =>
    paidAt ? nextLookAtPaid(paidAt, clock(), takeBackDays()) : again(createdAt);

  return {
    check,
    sendRefund,

    /** Asks about what is due: what webhooks failed to tell. `more` when that was not all of it. */
    async checkDue(): Promise<'more' | undefined> {
      try {
        const rest = [await checkPayments(), await checkRefunds()];
        return rest.includes('more') ? 'more' : undefined;
      } catch (error) {
        if (!(error instanceof ProviderUnavailable)) throw error;
        logger.warn({ err: error }, 'open payments could not be checked, trying again');
        return undefined;
      }
    },
  };

  async function checkPayments(): Promise<'more' | 'all'> {
    for (let n = 0; n < atMostPerRound; n += 1) {
      const payment = await payments.takeDuePayment(clock(), nextOf);
      if (!payment) return 'all';
      await alone(payment.id, () => check(payment.providerPaymentId));
    }
    return 'more';
  }

  async function checkRefunds(): Promise<'more' | 'all'> {
    for (let n = 0; n < atMostPerRound; n += 1) {
      const refund = await payments.takeDueRefund(clock(), ({ createdAt }) => again(createdAt));
      if (!refund) return 'all';
      const { id, providerRefundId, providerPaymentId } = refund;
      await alone(id, () => (providerRefundId === null ? sendRefund(id) : check(providerPaymentId)));
    }
    return 'more';
  }

  /** What is wrong with one must not keep the others from being asked about; it is due again later. */
  async function alone(id: string, work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => {
      if (error instanceof ProviderUnavailable || isDatabaseTrouble(error)) throw error;
      logger.error({ err: error, id }, 'a payment or refund could not be checked, trying again later');
    });
  }
}

function refusal(error: unknown): { id: null; status: 'failed'; reason: string } {
  if (error instanceof ProviderRefused) return { id: null, status: 'failed', reason: error.message.slice(0, 200) };
  throw error;
}
