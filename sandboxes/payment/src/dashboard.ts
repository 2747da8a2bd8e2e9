import express, { type Response, Router } from 'express';
import { z } from 'zod';
import { dashboardPage } from './dashboard-page.ts';
import type { Ledger } from './ledger.ts';
import { type MoneyBack, type NotBack, wordsOf } from './money-back.ts';

const shown = 200;
const form = z.object({
  what: z.enum(['refund', 'chargeback']),
  /** In euro; all that remains when left empty. */
  amount: z
    .string()
    .trim()
    .regex(/^(\d{1,8}([.,]\d{2})?)?$/)
    .transform((text) => (text === '' ? undefined : centsOf(text))),
});

function centsOf(text: string): number {
  const [euros = '', cents = '00'] = text.split(/[.,]/);
  return Number(euros) * 100 + Number(cents);
}

/** What the merchant does in the provider's dashboard, and the payers' banks: forms only, they work without scripts. */
export function dashboard(ledger: Ledger, moneyBack: MoneyBack): Router {
  const pages = Router();

  function show(res: Response, status: number, alert: string | null): void {
    const payments = ledger.payments().slice(0, shown);
    res.status(status).send(
      dashboardPage(
        payments.map((payment) => ({ payment, gone: ledger.gone(payment.id) })),
        alert,
      ),
    );
  }

  pages.get('/', (_req, res) => show(res, 200, null));
  pages.post('/payments/:id', express.urlencoded({ extended: false }), (req, res, next) => {
    const payment = ledger.payment(req.params.id);
    if (!payment) return next();
    const asked = form.safeParse(req.body ?? {});
    if (!asked.success) return show(res, 422, 'Write the amount as 10.00, or leave it empty for all that remains');
    const { what, amount: cents } = asked.data;
    const done: object | NotBack =
      what === 'refund'
        ? moneyBack.refund(payment, { cents, description: '', metadata: null })
        : moneyBack.chargeBack(payment, cents);
    if ('refused' in done) return show(res, 422, wordsOf(done));
    res.redirect(303, '/');
  });
  pages.post('/chargebacks/:id/reversal', (req, res, next) => {
    if (!ledger.chargeback(req.params.id)) return next();
    // pressed twice: it stays reversed
    ledger.reverseChargeback(req.params.id);
    res.redirect(303, '/');
  });
  return pages;
}
