import { auditIndexes, auditStore } from '@leerhuis/audit';
import { addDays, addMonths, addYears, endOfDay, startOfDay, zonedDay } from '@leerhuis/calendar';
import {
  activationGrantedV1,
  activationRevokedV1,
  checkPayment,
  inviteToShare,
  issueDocument,
  orderPaidV1,
  orderPlacedV1,
  orderWithdrawnV1,
  refundPayment,
  sendMessage,
} from '@leerhuis/contracts';
import { type Answer, problem } from '@leerhuis/http-api';
import { textsInNfc } from '@leerhuis/migrations';
import { structuredCommunication } from '@leerhuis/money';
import type { Tx } from '@leerhuis/outbox';
import { openParts, type PartNeeds, type Served } from '@leerhuis/service-parts';
import type { Clock, StopList } from '@leerhuis/service-runtime';
import { inTurn, TooManyWaiting } from '@leerhuis/service-runtime';
import { activationCommands } from './access/activating/activation-commands.ts';
import { activationRoutes } from './access/activating/activation-http.ts';
import { activationQueries } from './access/activating/activation-queries.ts';
import { activationIndexes, activationStore } from './access/activating/activation-store.ts';
import { attestIndexes, attestStore } from './access/attests/attest-store.ts';
import { onAttest } from './access/attests/on-attest.ts';
import { answering } from './access/credit/answer-invitation.ts';
import { creditCommands, lapseCredit } from './access/credit/credit-commands.ts';
import { creditRoutes } from './access/credit/credit-http.ts';
import { creditQueries } from './access/credit/credit-queries.ts';
import { creditIndexes, creditStore } from './access/credit/credit-store.ts';
import { invitationRoutes } from './access/credit/invitation-http.ts';
import { linksAreAskedFor } from './access/credit/migrate-links.ts';
import { inviteToShareWorker } from './access/credit/run-invite-to-share.ts';
import { sharing } from './access/credit/share-credit.ts';
import { accountIndexes, accountStore } from './accounts/account-store.ts';
import { onAccountChanged } from './accounts/on-account-changed.ts';
import { documentRoutes } from './billing/documents/document-http.ts';
import { documentQueries } from './billing/documents/document-queries.ts';
import { documentIndexes, documentStore } from './billing/documents/document-store.ts';
import { issuing } from './billing/documents/issue.ts';
import { textsMadeWhole } from './billing/documents/migrate-text.ts';
import { ordersAudit } from './billing/documents/orders-audit.ts';
import { pdfs } from './billing/documents/pdf.ts';
import { createRenderer } from './billing/documents/renderer.ts';
import { issueDocumentWorker } from './billing/documents/run-issue-document.ts';
import { referenceBase } from './billing/numbering/domain/document-number.ts';
import { numberStore } from './billing/numbering/number-store.ts';
import { paymentChecks } from './billing/paying/check-payments.ts';
import { isUnderWay } from './billing/paying/domain/payment.ts';
import { handBookingRoutes } from './billing/paying/hand-booking-http.ts';
import { mollieClient } from './billing/paying/mollie-client.ts';
import { pageKeys } from './billing/paying/page-key.ts';
import { paymentRoutes } from './billing/paying/payment-http.ts';
import { paymentPageRoutes } from './billing/paying/payment-page-http.ts';
import type { PaymentParts } from './billing/paying/payment-parts.ts';
import { paymentQueries, refundedOf } from './billing/paying/payment-queries.ts';
import { paidPaymentsAreLookedAt, paymentIndexes, paymentStore } from './billing/paying/payment-store.ts';
import { runPaymentJobs } from './billing/paying/run-payment-jobs.ts';
import { webhookTaking } from './billing/paying/take-webhook.ts';
import { transferPageRoutes } from './billing/paying/transfer-page-http.ts';
import type { Settings } from './config.ts';
import { hadAlready } from './desk/had-already.ts';
import { orderAdminRoutes } from './desk/order-admin-http.ts';
import { orderCommands } from './desk/order-commands.ts';
import { orderRoutes } from './desk/order-http.ts';
import type { OrderParts } from './desk/order-parts.ts';
import { type Placing, placeOrders } from './desk/place-orders.ts';
import { quoteOrder } from './desk/quote-order.ts';
import { inGroups } from './in-groups.ts';
import { providerOn, termsOn, vatRateOn } from './provider-data/domain/index.ts';
import { cartRoutes } from './selling/cart/cart-http.ts';
import { cartStore } from './selling/cart/cart-store.ts';
import { outstandingOf, toGiveBackOf } from './selling/ordering/domain/entries.ts';
import { moneyOf, type Order } from './selling/ordering/domain/order.ts';
import { showAttention } from './selling/ordering/order-metrics.ts';
import { orderQueries } from './selling/ordering/order-queries.ts';
import { orderIndexes, orderStore, ordersHaveEntries } from './selling/ordering/order-store.ts';
import { onCatalogChanged } from './selling/prices/on-catalog-changed.ts';
import { priceStore } from './selling/prices/price-store.ts';

/** Collections with texts that people typed. */
const withTexts = [
  'accounts',
  'coursePrices',
  'creditPackagePrices',
  'orders',
  'documents',
  'creditLots',
  'activations',
];

export const ordersNeeds = {
  indexes: {
    ...accountIndexes,
    ...auditIndexes,
    ...attestIndexes,
    ...orderIndexes,
    ...documentIndexes,
    ...paymentIndexes,
    ...activationIndexes,
    ...creditIndexes,
    coursePrices: [],
    creditPackagePrices: [],
    carts: [],
    numberSeries: [],
  },
  migrations: [linksAreAskedFor],
  listens: true,
  publishes: [orderPlacedV1, orderPaidV1, orderWithdrawnV1, activationGrantedV1, activationRevokedV1],
  jobs: [issueDocument, checkPayment, refundPayment, inviteToShare, sendMessage],
} satisfies PartNeeds;

/** Starts orders: what is sold, owed and paid. Gives its port. */
export async function startOrders(settings: Settings, stops: StopList, clock?: Clock): Promise<Served> {
  const parts = await openParts('orders', settings, stops, { ...ordersNeeds, ...(clock ? { clock } : {}) });
  const { database, outbox, newId, logger } = parts;
  const zone = settings.TIME_ZONE;
  const dayOf = (instant: Date) => zonedDay(instant, zone);
  const yearOf = (instant: Date) => Number(dayOf(instant).slice(0, 4));
  const consentOn = (now: Date) => termsOn(dayOf(now)).consent;

  const turns = inTurn();
  /** Whoever has given up waiting by the time it is their turn loses it. */
  const takeTurn = <T>(key: string, work: () => Promise<T>, signal?: AbortSignal) =>
    turns(key, () => (signal?.aborted ? Promise.reject(problem(503, 'timed-out')) : work())).catch(tooBusy);

  const accounts = accountStore(database);
  const attests = attestStore(database);
  const prices = priceStore(database);
  const carts = cartStore(database);
  const numbers = numberStore(database);
  const documents = documentStore(database);
  const orders = orderStore(database);
  const payments = paymentStore(database);
  const credit = creditStore(database);
  const inCredit = creditQueries(database);
  const inPayments = paymentQueries(database);
  const inActivations = activationQueries(database);
  const { recipient } = accounts;
  const noteOnOrder = (tx: Tx, orderId: string, what: string, by: string, detail: string) =>
    orders.note(tx, orderId, { at: tx.now, by, what, detail });

  const issue = issuing({
    documents,
    newId,
    sellerOn: providerOn,
    exemptionOf: (rate, day) => vatRateOn(rate, day)?.exemptionGround ?? null,
  });
  const renderer = createRenderer();
  stops.add('renderer', renderer.stop);
  const files = await parts.files('documentFiles');
  const pdfOf = pdfs(files, renderer);
  const audit = auditStore(database, newId);
  const again = { files, transaction: outbox.transaction, note: audit.note, by: 'orders' };
  await parts.migrate([
    ordersHaveEntries,
    paidPaymentsAreLookedAt,
    ...textsInNfc(withTexts),
    textsMadeWhole(again, renderer),
  ]);

  const credits = creditCommands({
    credit,
    newId,
    recipient,
    people: accounts.many,
    expiryOf: (orderedAt) => {
      const { creditYears } = termsOn(dayOf(orderedAt));
      return endOfDay(dayOf(addYears(orderedAt, creditYears, zone)), zone);
    },
  });

  const course = async (courseId: string) => (await prices.onSale([{ kind: 'course', itemId: courseId }]))[0] ?? null;
  const activations = activationCommands({
    activations: activationStore(database),
    newId,
    recipient,
    noteOnOrder,
    order: (tx, orderId) => orders.get(orderId, tx),
    spendCredit: credits.spend,
    accessUntil: (activatedAt) => addMonths(activatedAt, termsOn(dayOf(activatedAt)).accessMonths, zone),
  });

  /** What can be ordered is what a cart shows. */
  const itemsOnSale = async (wanted: Parameters<typeof prices.onSale>[0], now: Date) =>
    (await prices.onSale(wanted)).filter((item) => vatRateOn(item.vatRate, dayOf(now)) !== null);

  const ordering: OrderParts = {
    orders,
    newId,
    dayOf,
    recipient,
    consentOn,
    mostUnpaidOn: (now) => termsOn(dayOf(now)).mostUnpaidOrders,
    cart: carts,
    buyer: (accountId) => accounts.get(accountId),
    itemsOnSale,
    numberProFormas: async (tx, count) => {
      const issuedOn = dayOf(tx.now);
      const dueDate = addDays(issuedOn, termsOn(issuedOn).paymentDays);
      const year = yearOf(tx.now);
      await numbers.hold(tx, 'PF', year);
      return (await numbers.next(tx, 'PF', year, count)).map((number) => ({
        id: newId(),
        number: number.number,
        issuedOn,
        dueDate,
        structuredCommunication: structuredCommunication(referenceBase(number)),
      }));
    },
    issueProFormas: (tx, placed, localeOf) =>
      issue.proFormas(
        tx,
        placed.map((order) => {
          const sale = { ...saleOf(order), placedOn: dayOf(order.placedAt), locale: localeOf(order) };
          return { facts: order.proForma, sale };
        }),
      ),
    issueInvoice: async (tx, order, { paidAt, method }) => {
      const [number] = await numbers.next(tx, 'F', yearOf(tx.now), 1);
      if (!number) throw new Error('no number was given');
      const facts = { number: number.number, issuedOn: dayOf(tx.now), paidOn: dayOf(paidAt), paidWith: method };
      return issue.invoice(tx, order.id, facts);
    },
    activations: {
      atOnce: async (tx, order, line) => {
        return { ...(await activations.activateLine(tx, order, line, 'lines')), status: 'active' as const };
      },
      onPayment: activations.activateOnPayment,
      revoke: activations.revokeOfOrder,
    },
    grantCredit: (tx, { id: orderId, accountId: ownerId, placedAt: orderedAt }, line) => {
      const { lineId, title, minutes, quantity, price } = line;
      return credits.grant(tx, { ownerId, orderId, lineId, title, minutes, quantity, price, orderedAt });
    },
    isAttested: async (tx, orderId) =>
      attests.areThereOf(
        tx,
        (await inActivations.ofOrders([orderId], tx.now, tx)).map(({ id }) => id),
      ),
    isPaymentUnderWay: async (tx, orderId) =>
      (await payments.ofOrder(tx, orderId)).some((payment) => isUnderWay(payment.status)),
  };
  const commands = orderCommands(ordering);
  const placing = inGroups((group: Placing<Answer>[]) => outbox.transaction((tx) => placeOrders(ordering, tx, group)));

  const paying: PaymentParts = {
    payments,
    provider: mollieClient({ url: settings.PAYMENT_API_URL, apiKey: settings.PAYMENT_API_KEY }),
    outbox,
    logger,
    newId,
    clock: parts.clock,
    pollMs: settings.PAYMENT_POLL_SECONDS * 1_000,
    publicUrl: settings.PUBLIC_URL,
    webhookUrl: settings.PAYMENT_WEBHOOK_URL ?? `${settings.PUBLIC_URL}/api/v1/webhooks/payments`,
    order: async (orderId, tx) => {
      const order = await orders.get(orderId, tx);
      if (!order) return null;
      const { id, accountId, standing, proForma, invoice } = order;
      const outstanding = outstandingOf(moneyOf(order));
      const { number: proFormaNumber, structuredCommunication } = proForma;
      const numbersOfIt = { proFormaNumber, invoiceNumber: invoice?.number ?? null, structuredCommunication };
      const facts = { ...numbersOfIt, placedAt: order.placedAt };
      return { id, accountId, state: standing.state, outstanding, toGiveBack: toGiveBackOf(moneyOf(order)), ...facts };
    },
    receive: commands.receivePayment,
    enterMoney: commands.enterMoney,
    note: audit.note,
    dayOf,
    startOf: (day) => startOfDay(day, zone),
    takeBackDays: (now) => termsOn(dayOf(now)).takeBackDays,
    account: (now) => providerOn(dayOf(now)),
    pageKey: pageKeys(settings.PAYMENT_API_KEY),
    holdInvoices: (tx) => numbers.hold(tx, 'F', yearOf(tx.now)),
    noteOnOrder,
    recipient,
  };
  const checks = paymentChecks(paying);
  const takeWebhook = webhookTaking({
    isOurs: async (providerPaymentId) => (await payments.ofProvider(providerPaymentId)) !== null,
    askAbout: (providerPaymentId) => outbox.transaction(async (tx) => tx.enqueue(checkPayment, { providerPaymentId })),
    now: parts.realTime,
    unknownPerMinute: settings.PAYMENT_UNKNOWN_PER_MINUTE,
  });

  const queries = orderQueries(database);
  showAttention(parts.metrics, queries.countAttention);
  const surroundings = {
    orders,
    queries,
    paymentsOf: async (orderIds: string[], tx?: Tx) =>
      (await inPayments.ofOrders(orderIds, tx)).map((payment) => ({ ...payment, refunded: refundedOf(payment) })),
    activationsOf: inActivations.ofOrders,
  };

  const served = await parts.serve({
    title: 'Orders',
    routes: [
      ...cartRoutes({
        carts,
        onSale: itemsOnSale,
        hadAlready: hadAlready({
          activeOf: inActivations.activeOf,
          linesWith: queries.linesWith,
          activationsOf: inActivations.ofOrders,
        }),
        consentOn,
      }),
      ...orderRoutes({
        ...surroundings,
        commands,
        quote: (wish, now) => quoteOrder(ordering, wish, now),
        place: (order, signal) => placing(order, signal).catch(tooBusy),
      }),
      ...documentRoutes({ documents, queries: documentQueries(database), pdfOf }),
      ...paymentRoutes(paying, inPayments, takeWebhook),
      ...transferPageRoutes(paying),
      ...handBookingRoutes(paying),
      ...paymentPageRoutes(paying, inPayments, checks),
      ...activationRoutes({
        commands: activations,
        queries: inActivations,
        course,
        inTurn: (accountId, signal, activate) => takeTurn(`credit of ${accountId}`, activate, signal),
      }),
      ...creditRoutes({
        queries: inCredit,
        shareCredit: sharing({ credit, newId, account: accounts.get, note: audit.note }),
        people: accounts.many,
        dayOf,
        timeZone: zone,
      }),
      ...invitationRoutes({
        queries: inCredit,
        people: accounts.many,
        answer: answering({ credit, account: accounts.get, note: audit.note }),
      }),
      ...orderAdminRoutes(surroundings),
      ...ordersAudit(audit, files),
    ],
  });

  await parts.subscribe([...onAccountChanged(accounts), ...onCatalogChanged(prices), ...onAttest(attests)]);
  await parts.work(
    issueDocument,
    issueDocumentWorker({ documents, pdfOf, outbox, recipient, realTime: parts.realTime }),
    4,
  );
  const { get: account, byEmail } = accounts;
  const inviting = { credit, outbox, account, byEmail, publicUrl: settings.PUBLIC_URL };
  await parts.work(inviteToShare, inviteToShareWorker(inviting));
  await runPaymentJobs(parts, checks);
  parts.every(Math.min(5_000, paying.pollMs), 'checking open payments', checks.checkDue);
  parts.every(settings.CREDIT_LAPSE_SECONDS * 1_000, 'lapsing credit', () =>
    lapseCredit({ credit, outbox, newId, clock: parts.clock }),
  );
  return served;
}

/** What a document says of an order. */
function saleOf({ id: orderId, accountId, billing: buyer, lines, net, vat, total, parts, purchaseReference }: Order) {
  return { orderId, accountId, buyer, lines, net, vat, total, parts, purchaseReference };
}

function tooBusy(error: unknown): never {
  throw error instanceof TooManyWaiting ? problem(503, 'overloaded', { cause: error }) : error;
}
