import { randomBytes } from 'node:crypto';
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import type { Behaviour } from './behaviour.ts';
import type { Ledger } from './ledger.ts';
import { errorBody, MollieError } from './mollie-error.ts';
import { amount, largestCents, methodJson, type Representation } from './mollie-json.ts';
import { isCancelable, lifetimeMinutes, methods, type Payment, type Refund, refundableCents } from './payment.ts';
import { readList, readNewPayment, readNewRefund } from './read-request.ts';

export interface MollieApiOptions {
  ledger: Ledger;
  behaviour: Behaviour;
  representation: Representation;
  apiKey: string | undefined;
  clock: () => Date;
  idempotency: express.RequestHandler;
  isAllowedWebhook: (url: string) => boolean;
  onRefund: (refund: Refund) => void;
}

/** The Mollie API, version 2: payments, refunds, methods. */
export function mollieApi(options: MollieApiOptions): Router {
  const { ledger, behaviour, representation, clock } = options;
  const api = Router();

  api.use((req, res, next) => {
    const failure = behaviour.failure();
    if (failure === 429 || failure === 503) res.set('Retry-After', '1');
    if (failure !== null) throw new MollieError(failure, 'The sandbox was told to fail');
    const key = /^Bearer (.+)$/.exec(req.get('authorization') ?? '')?.[1];
    if (key === undefined || !(options.apiKey === undefined ? key.startsWith('test_') : key === options.apiKey)) {
      throw new MollieError(401, 'Missing authentication, or failed to authenticate');
    }
    next();
  });
  api.use(express.json({ limit: '100kb' }), options.idempotency);

  api.post('/payments', (req, res) => {
    const { amount: cents, method, metadata, ...facts } = readNewPayment(req.body);
    const allowed = method == null ? [...methods] : Array.isArray(method) ? method : [method];
    const chosen = allowed.length === 1 ? (allowed[0] ?? null) : null;
    if (cents < 1) throw new MollieError(422, 'The amount is lower than the minimum', 'amount');
    if (cents > largestCents(chosen)) throw new MollieError(422, 'The amount is higher than the maximum', 'amount');
    if (facts.webhookUrl != null && !options.isAllowedWebhook(facts.webhookUrl)) {
      throw new MollieError(422, 'The webhook URL is invalid because it is unreachable from here', 'webhookUrl');
    }
    const now = clock();
    const payment: Payment = {
      id: newId('tr'),
      createdAt: now.toISOString(),
      status: 'open',
      statusAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + lifetimeMinutes(chosen) * 60_000).toISOString(),
      cents,
      description: facts.description,
      allowed,
      method: chosen,
      card: null,
      locale: facts.locale ?? null,
      redirectUrl: facts.redirectUrl,
      cancelUrl: facts.cancelUrl ?? null,
      webhookUrl: facts.webhookUrl ?? null,
      metadata: metadata ?? null,
    };
    ledger.add(payment);
    send(res, 201, representation.payment(payment, []));
  });

  api.get('/payments', (req, res) => {
    const { limit, from } = readList(req.query);
    const all = ledger.payments();
    const start = from === undefined ? 0 : all.findIndex(({ id }) => id === from);
    if (start < 0) throw new MollieError(400, 'The from parameter names no payment', 'from');
    const items = all.slice(start, start + limit);
    const after = all[start + limit];
    const next = after ? `/v2/payments?from=${after.id}&limit=${limit}` : null;
    const shown = items.map((payment) => representation.payment(payment, ledger.refunds(payment.id)));
    send(res, 200, representation.list('payments', shown, next, `/v2/payments?limit=${limit}`));
  });

  api.get('/payments/:id', (req, res) => {
    const payment = find(req);
    const embed = typeof req.query['embed'] === 'string' && req.query['embed'].split(',').includes('refunds');
    send(res, 200, representation.payment(payment, ledger.refunds(payment.id), embed));
  });

  api.delete('/payments/:id', (req, res) => {
    const payment = find(req);
    if (!isCancelable(payment)) throw new MollieError(422, 'The payment cannot be canceled');
    const canceled = ledger.change(payment.id, 'canceled') ?? payment;
    send(res, 200, representation.payment(canceled, []));
  });

  api.post('/payments/:id/refunds', (req, res) => {
    const payment = find(req);
    const { amount: cents, description, metadata } = readNewRefund(req.body);
    if (payment.status !== 'paid') throw new MollieError(422, 'The payment is not paid, and cannot be refunded');
    const remaining = refundableCents(payment, ledger.refunds(payment.id));
    if (cents < 1) throw new MollieError(422, 'The amount is lower than the minimum', 'amount');
    if (cents > remaining) {
      throw new MollieError(422, `The amount is higher than what remains, ${amount(remaining).value}`, 'amount');
    }
    const at = clock().toISOString();
    const refund: Refund = {
      id: newId('re'),
      paymentId: payment.id,
      createdAt: at,
      status: 'queued',
      statusAt: at,
      cents,
      description,
      metadata: metadata ?? null,
    };
    ledger.addRefund(refund);
    options.onRefund(refund);
    send(res, 201, representation.refund(refund));
  });

  api.get('/payments/:id/refunds', (req, res) => {
    const payment = find(req);
    const shown = ledger.refunds(payment.id).map(representation.refund);
    send(res, 200, representation.list('refunds', shown, null, `/v2/payments/${payment.id}/refunds`));
  });

  api.get('/payments/:id/refunds/:refundId', (req, res) => send(res, 200, representation.refund(findRefund(req))));

  api.delete('/payments/:id/refunds/:refundId', (req, res) => {
    const refund = findRefund(req);
    if (refund.status === 'processing' || !ledger.changeRefund(refund.id, 'canceled')) {
      throw new MollieError(422, 'The refund cannot be canceled any more');
    }
    res.status(204).end();
  });

  api.get('/methods', (_req, res) => {
    send(res, 200, representation.list('methods', methods.map(methodJson), null, '/v2/methods'));
  });

  api.use(() => {
    throw new MollieError(404, 'The resource does not exist');
  });
  api.use(refuse);
  return api;

  function find(req: Request<{ id: string }>): Payment {
    const payment = ledger.payment(req.params.id);
    if (!payment) throw new MollieError(404, 'No payment exists with token ' + req.params.id.slice(0, 60) + '.');
    return payment;
  }

  function findRefund(req: Request<{ id: string; refundId: string }>): Refund {
    const refund = ledger.refund(req.params.refundId);
    if (refund?.paymentId !== req.params.id) throw new MollieError(404, 'No such refund exists for this payment');
    return refund;
  }
}

/** The id's first part says what it is of, as Mollie's do. */
function newId(kind: 'tr' | 're'): string {
  return `${kind}_${randomBytes(9).toString('hex')}`;
}

function send(res: Response, status: number, body: object): void {
  res.status(status).type('application/hal+json').send(JSON.stringify(body));
}

const refuse: ErrorRequestHandler = (error: unknown, _req, res, _next) => {
  const status = (error as { status?: unknown }).status;
  const told =
    error instanceof MollieError
      ? error
      : new MollieError(typeof status === 'number' ? status : 500, 'The request could not be read');
  send(res, told.status, errorBody(told));
};
