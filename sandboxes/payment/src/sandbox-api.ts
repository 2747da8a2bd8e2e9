import express, { Router } from 'express';
import { z } from 'zod';
import { type Behaviour, behaviourSchema } from './behaviour.ts';
import type { Ledger } from './ledger.ts';
import type { Representation } from './mollie-json.ts';
import { type MoneyBack, wordsOf } from './money-back.ts';
import { cards, methods, paymentStatuses, refundStatuses } from './payment.ts';
import type { Webhooks } from './webhooks.ts';

const paymentChange = z.strictObject({
  status: z.enum(paymentStatuses),
  method: z.enum(methods).optional(),
  card: z.enum(cards).optional(),
});
const howMuch = z.strictObject({ cents: z.int().min(1).optional() }).default({});
const chargebackChange = z.strictObject({ reversed: z.literal(true) });
const refundChange = z.strictObject({ status: z.enum(refundStatuses) });

/** For tests and demos: what payers, banks and bad luck do. */
export function sandboxApi(options: {
  ledger: Ledger;
  behaviour: Behaviour;
  webhooks: Webhooks;
  representation: Representation;
  moneyBack: MoneyBack;
}): Router {
  const { ledger, moneyBack, behaviour, webhooks, representation } = options;
  const api = Router();
  api.use(express.json());

  api.post('/payments/:id', (req, res) => {
    const { status, ...chosen } = paymentChange.parse(req.body);
    const payment = ledger.payment(req.params.id);
    if (!payment) return void res.status(404).json({ title: 'No such payment' });
    const changed = ledger.change(payment.id, status, chosen);
    if (!changed) return void res.status(409).json({ title: `A payment that is ${payment.status} stays so` });
    res.json(representation.payment(changed, ledger.gone(changed.id)));
  });
  // as made in the dashboard: it knows nothing of what our side calls it
  api.post('/payments/:id/refunds', (req, res) => {
    const wish = howMuch.parse(req.body);
    const payment = ledger.payment(req.params.id);
    if (!payment) return void res.status(404).json({ title: 'No such payment' });
    const refund = moneyBack.refund(payment, { ...wish, description: '', metadata: null });
    if ('refused' in refund) return void res.status(409).json({ title: wordsOf(refund) });
    res.status(201).json(representation.refund(refund));
  });
  api.post('/payments/:id/chargebacks', (req, res) => {
    const { cents } = howMuch.parse(req.body);
    const payment = ledger.payment(req.params.id);
    if (!payment) return void res.status(404).json({ title: 'No such payment' });
    const chargeback = moneyBack.chargeBack(payment, cents);
    if ('refused' in chargeback) return void res.status(409).json({ title: wordsOf(chargeback) });
    res.status(201).json(representation.chargeback(chargeback));
  });
  api.post('/chargebacks/:id', (req, res) => {
    chargebackChange.parse(req.body);
    const chargeback = ledger.chargeback(req.params.id);
    if (!chargeback) return void res.status(404).json({ title: 'No such charge-back' });
    const reversed = ledger.reverseChargeback(chargeback.id);
    if (!reversed) return void res.status(409).json({ title: 'A charge-back that was reversed stays so' });
    res.json(representation.chargeback(reversed));
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
