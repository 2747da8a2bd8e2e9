import express, { type Response, Router } from 'express';
import { z } from 'zod';
import { checkoutPage } from './checkout-page.ts';
import { languageOf, outcomes } from './checkout-texts.ts';
import type { Ledger } from './ledger.ts';
import { cards, methods, type Payment } from './payment.ts';

const form = z.object({
  method: z.enum(methods),
  card: z.enum(cards).optional(),
  status: z.enum(outcomes),
});

/** The hosted page on which the payer decides; then back to the merchant, who is told by webhook. */
export function checkout(ledger: Ledger): Router {
  const pages = Router();

  function show(res: Response, payment: Payment, incomplete: boolean, accepted: string | undefined): void {
    allowReturn(res, payment);
    const page = checkoutPage(payment, languageOf(payment.locale, accepted), incomplete);
    res.status(incomplete ? 422 : 200).send(page);
  }

  pages.get('/:id', (req, res, next) => {
    const payment = ledger.payment(req.params.id);
    if (!payment) return next();
    show(res, payment, false, req.get('accept-language'));
  });

  pages.post('/:id', express.urlencoded({ extended: false }), (req, res, next) => {
    const payment = ledger.payment(req.params.id);
    if (!payment) return next();
    const chosen = form.safeParse(req.body);
    if (!chosen.success || !payment.allowed.includes(chosen.data.method)) {
      return show(res, payment, true, req.get('accept-language'));
    }
    const { status, method, card } = chosen.data;
    // sent twice, or decided elsewhere meanwhile: what stands stands
    if (method === 'banktransfer' && status === 'pending') ledger.awaitTransfer(payment.id);
    else ledger.change(payment.id, status, { method, card });
    const canceled = ledger.payment(payment.id)?.status === 'canceled';
    allowReturn(res, payment);
    res.redirect(303, canceled && payment.cancelUrl !== null ? payment.cancelUrl : payment.redirectUrl);
  });
  return pages;
}

/** Chromium holds redirects that follow a form against form-action too. */
function allowReturn(res: Response, payment: Payment): void {
  const returns = [payment.redirectUrl, payment.cancelUrl].flatMap((url) => (url === null ? [] : [sourceOf(url)]));
  res.set(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' ${returns.join(' ')}`,
  );
}

/** As a policy names it: an app's address has a scheme, and no origin. */
function sourceOf(address: string): string {
  const { origin, protocol } = new URL(address);
  return origin === 'null' ? protocol : origin;
}
