import { mayAct } from '@leerhuis/auth';
import { checkPayment } from '@leerhuis/contracts';
import {
  countedPageOf,
  created,
  formBody,
  idSchema,
  invalidRequest,
  notFound,
  ok,
  type Route,
  readForm,
  route,
} from '@leerhuis/http-api';
import { z } from 'zod';
import { ownerOfBought } from '../../buyer-of.ts';
import { askForPayment, demandOutstanding, keepPayment } from './at-provider/start-payment.ts';
import { webhookTaking } from './at-provider/take-webhook.ts';
import { returnAddress } from './domain/return-address.ts';
import { announcedTransfer } from './pages/transfer.ts';
import type { Paying } from './paying.ts';
import { foreignRedirect } from './payment-problems.ts';
import {
  adminPaymentQuery,
  adminPaymentSchema,
  paymentView,
  showPayments,
  startedPaymentSchema,
  startPaymentSchema,
} from './payment-schemas.ts';

const webhookBody = formBody('Which payment it is', z.looseObject({ id: z.string().min(1).max(100) }));

export function paymentRoutes(paying: Paying): Route[] {
  const takeWebhook = webhookTaking({
    isOurs: async (providerPaymentId) => (await paying.payments.ofProvider(providerPaymentId)) !== null,
    askAbout: (providerPaymentId) =>
      paying.outbox.transaction(async (tx) => tx.enqueue(checkPayment, { providerPaymentId })),
    now: paying.realTime,
    unknownPerMinute: paying.settings.PAYMENT_UNKNOWN_PER_MINUTE,
  });

  return [
    route({
      method: 'post',
      path: '/api/v1/orders/:id/payments',
      operationId: 'startPayment',
      summary: 'Pay what is outstanding of an order: gives the address of the checkout page',
      description:
        'A transfer (`banktransfer`) goes to our own account with the reference of the order: the answer says what to fill in. It shows among the payments once it is booked.',
      tags: ['orders'],
      access: { owner: 'pay-invoices' },
      idempotent: true,
      timeoutMs: 15_000,
      request: { params: z.strictObject({ id: idSchema }), body: startPaymentSchema },
      responses: { 201: startedPaymentSchema },
      problems: [404, 409, 422],
      alsoWrong: ({ body: { redirectUrl } }) =>
        redirectUrl === undefined || allowed(redirectUrl, paying.settings) !== null ? null : foreignRedirect(),
      handler: async (ctx) => {
        const { actor, params, body, locale, idempotencyKey: key } = ctx;
        const { method } = body;
        const order = await paying.orders.get(params.id);
        if (!order || !mayAct(actor, ownerOfBought(order), 'pay-invoices')) throw notFound();
        const redirectUrl = body.redirectUrl && demandAllowed(body.redirectUrl, paying.settings);
        if (method === 'banktransfer') {
          demandOutstanding(order);
          const { transfer, ...announced } = announcedTransfer(paying, order, ctx.now);
          return ctx.transaction(async (tx) => {
            const detail = `banktransfer ${announced.amount.amount}, ${transfer.reference}`;
            await paying.orders.note(tx, order.id, { what: 'transfer-announced', by: actor.accountId, detail });
            return created(
              { ...paymentView(announced, order.proForma.number), transfer },
              `/api/v1/orders/${order.id}`,
            );
          });
        }
        const by = actor.accountId;
        const payment = await askForPayment(paying, { order, by, method, locale, redirectUrl, key });
        return ctx.transaction(async (tx) => {
          await keepPayment(paying, tx, payment, by);
          return created(paymentView(payment, order.proForma.number), `/api/v1/orders/${order.id}`);
        });
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/webhooks/payments',
      operationId: 'paymentChanged',
      summary:
        'The payment provider says that something about a payment changed; we then ask it what, at a bounded pace',
      tags: ['webhooks'],
      access: 'anyone',
      bodyLimit: '4kb',
      request: { body: webhookBody },
      responses: { 200: { description: 'Taken note of, whether or not we know the payment' } },
      handler: async (ctx) => {
        const form = readForm(ctx.body.bytes);
        const providerPaymentId = form?.get('id') ?? '';
        if (form && providerPaymentId === '') throw idMissing();
        // whatever is no id of the provider, or can't be read as one, can't be asked about
        if (!/^tr_[A-Za-z0-9]{1,60}$/.test(providerPaymentId)) return { status: 200 };
        await takeWebhook(providerPaymentId);
        return { status: 200 };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/payments',
      operationId: 'searchPayments',
      summary: 'Payments of everybody with their refunds, newest first',
      tags: ['staff: orders'],
      access: { staff: ['finance'] },
      request: { query: adminPaymentQuery },
      responses: { 200: countedPageOf(adminPaymentSchema) },
      handler: async ({ query }) => {
        const { state, status = state, ...wish } = query;
        const page = await paying.paymentLists.forStaff({ ...wish, status });
        return ok({ ...page, items: await showPayments(paying, page.items) });
      },
    }),
  ];
}

const allowed = (typed: string, { PUBLIC_URL, APP_RETURN_ADDRESSES }: Paying['settings']) =>
  returnAddress(typed, PUBLIC_URL, APP_RETURN_ADDRESSES);

function demandAllowed(typed: string, settings: Paying['settings']): string {
  const address = allowed(typed, settings);
  if (address === null) throw foreignRedirect();
  return address;
}

function idMissing() {
  const message = { nl: 'Het formulier noemt geen id', fr: "Le formulaire n'a pas d'id", en: 'The form has no id' };
  return invalidRequest([{ field: 'id', message }]);
}
