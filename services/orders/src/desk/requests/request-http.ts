import { type AccountActor, isThemself, type MemberActor, mayAct, ofOrganisation } from '@leerhuis/auth';
import { countedPageOf, notFound, ok, type Route, route } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import type { Desk } from '../desk.ts';
import { orderSchema } from '../order-schemas.ts';
import type { PlaceTogether } from '../place-together.ts';
import { quoteOrder } from '../quote-order.ts';
import { afterStep, type OrderRequest } from './domain/order-request.ts';
import { requestOver } from './request-problems.ts';
import { approvalSchema, refusalSchema, requestIdParams, requestQuery, requestSchema } from './request-schemas.ts';
import { showRequests } from './request-view.ts';
import { type Step, takeStep } from './take-step.ts';

type Asking = AccountActor | MemberActor;

/** What employees ask to order at the cost of their organisation, and the answers (C-8). */
export function requestRoutes(desk: Desk, place: PlaceTogether): Route[] {
  const { requests } = desk;

  /** @throws Problem 404 of what is not there, or not theirs */
  async function found(id: string, may: (request: OrderRequest) => boolean, tx?: Tx): Promise<OrderRequest> {
    const request = await requests.get(id, tx);
    if (!request || !may(request)) throw notFound();
    return request;
  }

  const one = async (request: OrderRequest, { locale }: { locale: Parameters<typeof showRequests>[2] }) => {
    const [view] = await showRequests(desk, [request], locale);
    return ok(view);
  };

  async function done(tx: Tx, request: OrderRequest, step: Step): Promise<OrderRequest> {
    const result = await takeStep(desk, tx, request, step);
    if ('refused' in result) throw requestOver(result);
    return result;
  }

  return [
    route({
      method: 'get',
      path: '/api/v1/order-requests',
      operationId: 'listOrderRequests',
      summary:
        'What I asked to order for the organisation that I act for, newest first; with the right, what anybody did',
      description: 'An employee whose organisation asks for the yes of a manager asks by `POST /orders`.',
      tags: ['orders'],
      access: { owner: 'see-organisation' },
      request: { query: requestQuery },
      responses: { 200: countedPageOf(requestSchema) },
      handler: async ({ actor, query, locale }) => {
        // who acts for themselves asks nobody
        if (actor.kind === 'account') return ok({ items: [], nextCursor: null, total: { count: 0, more: false } });
        const { organisationId, membershipId } = actor;
        const page = await requests.list({ organisationId, membershipId: answers(actor) ? null : membershipId }, query);
        return ok({ ...page, items: await showRequests(desk, page.items, locale) });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/order-requests/:id',
      operationId: 'getOrderRequest',
      summary: 'One request, and what became of it',
      tags: ['orders'],
      access: { owner: 'see-organisation' },
      request: { params: requestIdParams },
      responses: { 200: requestSchema },
      problems: [404],
      handler: async (ctx) => one(await found(ctx.params.id, (request) => sees(ctx.actor, request)), ctx),
    }),
    route({
      method: 'post',
      path: '/api/v1/order-requests/:id/approval',
      operationId: 'approveOrderRequest',
      summary: 'Say yes: it is ordered for who asked at the cost of the organisation, at the prices of now',
      tags: ['orders'],
      access: { owner: 'enrol-people' },
      idempotent: true,
      readsFirst: true,
      request: { params: requestIdParams, body: approvalSchema },
      responses: { 201: orderSchema },
      problems: [404, 409, 422],
      handler: async (ctx) => {
        const { actor, params, body, locale, now } = ctx;
        const request = await found(params.id, (each) => mayAnswer(actor, each));
        if (actor.kind !== 'member') throw notFound();
        const next = afterStep(request, 'approve', now);
        if ('refused' in next) throw requestOver(next);
        const { accountId, organisationId, membershipId, consent, activatesAtOnce: activateNow } = request;
        const approval = { requestId: request.id, by: actor.accountId, membershipId: actor.membershipId, consent };
        const lines = request.lines.map(({ kind, itemId, title }) => {
          return { kind, itemId, title, quantity: 1, learners: [membershipId] };
        });
        const wish = {
          buyer: { accountId, organisationId, membershipId, mayEnrol: false },
          ...{ lines, billing: undefined, activateNow, approval },
          purchaseReference: body.purchaseReference ?? request.purchaseReference,
        };
        const quote = await quoteOrder(desk, wish, now);
        return place({ quote, locale, now, keeping: (answer) => ctx.keeping(answer) }, ctx.signal);
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/order-requests/:id/refusal',
      operationId: 'refuseOrderRequest',
      summary: 'Say no, with a reason that who asked reads',
      tags: ['orders'],
      access: { owner: 'enrol-people' },
      idempotent: true,
      request: { params: requestIdParams, body: refusalSchema },
      responses: { 200: requestSchema },
      problems: [404, 409],
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          const { actor, params, body } = ctx;
          const request = await found(params.id, (each) => mayAnswer(actor, each), tx);
          const { reason } = body;
          return one(await done(tx, request, { step: 'refuse', by: actor.accountId, reason }), ctx);
        }),
    }),
    route({
      method: 'post',
      path: '/api/v1/order-requests/:id/withdrawal',
      operationId: 'withdrawOrderRequest',
      summary: 'Take back what I asked, while nobody answered',
      tags: ['orders'],
      access: { owner: 'see-organisation' },
      idempotent: true,
      request: { params: requestIdParams },
      responses: { 200: requestSchema },
      problems: [404, 409],
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          const { actor, params } = ctx;
          const request = await found(params.id, (each) => isOwn(actor, each), tx);
          return one(await done(tx, request, { step: 'withdraw', by: actor.accountId }), ctx);
        }),
    }),
  ];
}

const answers = (actor: Asking) => actor.kind === 'member' && actor.rights.includes('enrol-people');

const mayAnswer = (actor: Asking, { organisationId }: OrderRequest) =>
  mayAct(actor, ofOrganisation(organisationId), 'enrol-people');

/** Asked by the actor, for the organisation that they act for now. */
const isOwn = (actor: Asking, { organisationId, accountId }: OrderRequest) =>
  isThemself(actor, accountId) && mayAct(actor, ofOrganisation(organisationId), 'see-organisation');

const sees = (actor: Asking, request: OrderRequest) => mayAnswer(actor, request) || isOwn(actor, request);
