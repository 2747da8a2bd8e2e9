import { checkPayment, issueDocument, refundPayment } from '@leerhuis/contracts';
import type { StopList } from '@leerhuis/service-runtime';
import type { Ground } from '../ground.ts';
import type { Selling } from '../selling/selling.ts';
import { documentRoutes } from './documents/document-http.ts';
import { documentQueries } from './documents/document-queries.ts';
import { documentIndexes, documentStore } from './documents/document-store.ts';
import { holdInvoices, type Issuing, issueInvoice } from './documents/issue.ts';
import { textsMadeWhole } from './documents/migrate-text.ts';
import { numberStore } from './documents/number-store.ts';
import { ordersAudit } from './documents/orders-audit.ts';
import { pdfs } from './documents/pdf.ts';
import { createRenderer } from './documents/renderer.ts';
import { issueDocumentWorker } from './documents/run-issue-document.ts';
import { paymentChecks } from './paying/at-provider/check-payments.ts';
import { runPaymentJobs } from './paying/at-provider/run-payment-jobs.ts';
import { handBookingRoutes } from './paying/by-hand/hand-booking-http.ts';
import { methodRoutes } from './paying/methods/method-http.ts';
import { offeredMethods } from './paying/methods/offered-methods.ts';
import { paymentPageRoutes } from './paying/pages/payment-page-http.ts';
import { transferPageRoutes } from './paying/pages/transfer-page-http.ts';
import { type Consequences, openPaying } from './paying/paying.ts';
import { paymentRoutes } from './paying/payment-http.ts';
import { paidPaymentsAreLookedAt, paymentIndexes } from './paying/payment-store.ts';

export const billingNeeds = {
  indexes: { ...documentIndexes, ...paymentIndexes, numberSeries: [] },
  jobs: [issueDocument, checkPayment, refundPayment],
};

/** What is owed and paid: numbers, documents, payments and refunds. */
export async function openBilling(
  ground: Ground,
  stops: StopList,
  selling: Selling,
  giveAccess: Consequences['giveAccess'],
) {
  const { database, outbox, audit } = ground;
  const documents = documentStore(database);
  const issuing: Issuing = { ...ground, documents, numbers: numberStore(database) };
  const paying = openPaying(ground, selling, {
    holdInvoices: (tx) => holdInvoices(issuing, tx),
    issueInvoice: (tx, orderId, paid) => issueInvoice(issuing, tx, orderId, paid),
    giveAccess,
  });
  const checks = paymentChecks(paying);
  const offered = offeredMethods({
    ask: paying.mollie.methods,
    now: ground.realTime,
    missed: (error) => ground.logger.warn({ err: error }, 'the payment provider does not say what it offers'),
  });

  const renderer = createRenderer();
  stops.add('renderer', renderer.stop);
  const files = await ground.files('documentFiles');
  const pdfOf = pdfs(files, renderer);
  const again = { files, transaction: outbox.transaction, note: audit.note, by: 'orders' };

  return {
    issuing,
    paying,
    migrations: [paidPaymentsAreLookedAt, textsMadeWhole(again, renderer)],
    routes: [
      ...documentRoutes({ documents, queries: documentQueries(database), pdfOf }),
      ...paymentRoutes(paying),
      ...methodRoutes(offered),
      ...handBookingRoutes(paying),
      ...paymentPageRoutes(paying, checks),
      ...transferPageRoutes(paying),
      ...ordersAudit(audit, ground.accounts, files),
    ],

    async start(): Promise<void> {
      await ground.work(issueDocument, issueDocumentWorker({ ...ground, documents, pdfOf }), 4);
      await runPaymentJobs(ground, checks);
      ground.every(Math.min(5_000, paying.pollMs), 'checking open payments', checks.checkDue);
    },
  };
}

export type Billing = Awaited<ReturnType<typeof openBilling>>;
