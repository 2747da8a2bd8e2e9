import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import type { Behaviour } from './behaviour.ts';
import type { Ledger } from './ledger.ts';
import { errorBody, MollieError } from './mollie-error.ts';
import { largestCents, methodJson, type Representation } from './mollie-json.ts';
import { type MoneyBack, wordsOf } from './money-back.ts';
import { newId } from './new-id.ts';
import {
  type Chargeback,
  isCancelable,
  lifetimeMinutes,
  type Method,
  methods,
  type Payment,
  type Refund,
} from './payment.ts';
import { readList, readNewPayment, readNewRefund } from './read-request.ts';

export interface MollieApiOptions {
  ledger: Ledger;
  behaviour: Behaviour;
  representation: Representation;
  apiKey: string | undefined;
  clock: () => Date;
  idempotency: express.RequestHandler;
  isAllowedWebhook: (url: string) => boolean;
  moneyBack: MoneyBack;
}

const embeddable = ['refunds', 'chargebacks'];

/** The Mollie API, version 2: payments, refunds, charge-backs, methods. */
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
    const isOn = (one: Method) => behaviour.current.methods.includes(one);
    const wanted = method == null ? [...methods] : Array.isArray(method) ? method : [method];
    const allowed = wanted.filter(isOn);
    if (allowed.length === 0)
      throw new MollieError(422, 'The payment method is not enabled for this profile', 'method');
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
    send(res, 201, representation.payment(payment, ledger.gone(payment.id)));
  });

  api.get('/payments', (req, res) => {
    const { limit, from } = readList(req.query);
    const all = ledger.payments();
    const start = from === undefined ? 0 : all.findIndex(({ id }) => id === from);
    if (start < 0) throw new MollieError(400, 'The from parameter names no payment', 'from');
    const items = all.slice(start, start + limit);
    const after = all[start + limit];
    const next = after ? `/v2/payments?from=${after.id}&limit=${limit}` : null;
    const shown = items.map((payment) => representation.payment(payment, ledger.gone(payment.id)));
    send(res, 200, representation.list('payments', shown, next, `/v2/payments?limit=${limit}`));
  });

  api.get('/payments/:id', (req, res) => {
    const payment = find(req);
    const embed = typeof req.query['embed'] === 'string' ? req.query['embed'].split(',') : [];
    const embedded = embeddable.filter((name) => embed.includes(name));
    send(res, 200, representation.payment(payment, ledger.gone(payment.id), embedded));
  });

  api.delete('/payments/:id', (req, res) => {
    const payment = find(req);
    if (!isCancelable(payment)) throw new MollieError(422, 'The payment cannot be canceled');
    const canceled = ledger.change(payment.id, 'canceled') ?? payment;
    send(res, 200, representation.payment(canceled, ledger.gone(canceled.id)));
  });

  api.post('/payments/:id/refunds', (req, res) => {
    const payment = find(req);
    const { amount: cents, description, metadata } = readNewRefund(req.body);
    const refund = options.moneyBack.refund(payment, { cents, description, metadata });
    if ('refused' in refund) {
      throw new MollieError(422, wordsOf(refund), refund.refused === 'not-paid' ? undefined : 'amount');
    }
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

  api.get('/payments/:id/chargebacks', (req, res) => {
    const payment = find(req);
    const shown = ledger.gone(payment.id).chargebacks.map(representation.chargeback);
    send(res, 200, representation.list('chargebacks', shown, null, `/v2/payments/${payment.id}/chargebacks`));
  });

  api.get('/payments/:id/chargebacks/:chargebackId', (req, res) => {
    send(res, 200, representation.chargeback(findChargeback(req)));
  });

  api.get('/methods', (_req, res) => {
    send(res, 200, representation.list('methods', behaviour.current.methods.map(methodJson), null, '/v2/methods'));
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

  function findChargeback(req: Request<{ id: string; chargebackId: string }>): Chargeback {
    const chargeback = ledger.chargeback(req.params.chargebackId);
    if (chargeback?.paymentId !== req.params.id) {
      throw new MollieError(404, 'No such chargeback exists for this payment');
    }
    return chargeback;
  }
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
