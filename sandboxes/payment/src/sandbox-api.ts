import express, { Router } from 'express';
import { z } from 'zod';
import { type Behaviour, behaviourSchema } from './behaviour.ts';
import type { Ledger } from './ledger.ts';
import type { Representation } from './mollie-json.ts';
import { cards, methods, paymentStatuses, refundStatuses } from './payment.ts';
import type { Webhooks } from './webhooks.ts';

const paymentChange = z.strictObject({
  status: z.enum(paymentStatuses),
  method: z.enum(methods).optional(),
  card: z.enum(cards).optional(),
});
const refundChange = z.strictObject({ status: z.enum(refundStatuses) });

/** For tests and demos: what payers, banks and bad luck do. */
export function sandboxApi(options: {
  ledger: Ledger;
  behaviour: Behaviour;
  webhooks: Webhooks;
  representation: Representation;
}): Router {
  const { ledger, behaviour, webhooks, representation } = options;
  const api = Router();
  api.use(express.json());

  api.post('/payments/:id', (req, res) => {
    const { status, ...chosen } = paymentChange.parse(req.body);
    const payment = ledger.payment(req.params.id);
    if (!payment) return void res.status(404).json({ title: 'No such payment' });
    const changed = ledger.change(payment.id, status, chosen);
    if (!changed) return void res.status(409).json({ title: `A payment that is ${payment.status} stays so` });
    res.json(representation.payment(changed, ledger.refunds(changed.id)));
  });
  api.post('/refunds/:id', (req, res) => {
    const { status } = refundChange.parse(req.body);
    const refund = ledger.refund(req.params.id);
    if (!refund) return void res.status(404).json({ title: 'No such refund' });
    const changed = ledger.changeRefund(refund.id, status);
    if (!changed)
      return void res.status(409).json({ title: `A refund that is ${refund.status} cannot become ${status}` });
    res.json(representation.refund(changed));
  });
  api.get('/behaviour', (_req, res) => void res.json(behaviour.current));
  api.post('/behaviour', (req, res) => {
    behaviour.current = behaviourSchema.parse(req.body);
    webhooks.flush();
    res.json(behaviour.current);
  });
  api.get('/webhooks', (req, res) => {
    const { paymentId } = z.strictObject({ paymentId: z.string().optional() }).parse(req.query);
    const sent = webhooks.sent().filter((one) => paymentId === undefined || one.paymentId === paymentId);
    res.json({ items: sent.slice(0, 500) });
  });
  return api;
}
