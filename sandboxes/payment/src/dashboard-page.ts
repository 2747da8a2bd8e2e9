import { page } from './checkout-page.ts';
import { type Html, html } from './html.ts';
import { amount } from './mollie-json.ts';
import { type Chargeback, type Gone, type Payment, type Refund, remainingCents } from './payment.ts';

interface Shown {
  payment: Payment;
  gone: Gone;
}

/** All payments and what went back of them, for whoever runs the sandbox. */
export function dashboardPage(payments: Shown[], alert: string | null): string {
  const rows = payments.map(
    ({ payment, gone }) => html`<tr><td>${payment.createdAt.slice(0, 19).replace('T', ' ')}</td>
      <td><a href="/checkout/${payment.id}">${payment.id}</a></td><td>${payment.description}</td>
      <td>${amount(payment.cents).value}</td><td>${payment.method}</td><td>${payment.status}</td>
      <td>${gone.refunds.map(refundLine)}${gone.chargebacks.map(chargebackLine)}${sendBack(payment, gone)}</td></tr>`,
  );
  return page(
    'en',
    'Payments',
    html`<main class="wide"><h1>Payments</h1>${alert === null ? null : html`<p class="error" role="alert">${alert}</p>`}
      <table><thead><tr><th>Made (UTC)</th><th>Payment</th><th>Description</th>
      <th>EUR</th><th>Method</th><th>Status</th><th>Back</th></tr></thead><tbody>${rows}</tbody></table></main>`,
  );
}

function refundLine({ id, cents, status }: Refund): Html {
  return html`<p>Refund ${id} of ${amount(cents).value}: ${status}</p>`;
}

function chargebackLine({ id, cents, reversedAt }: Chargeback): Html {
  const reverse = html`<form method="post" action="/chargebacks/${id}/reversal"><button>Reverse</button></form>`;
  return html`<p>Charge-back ${id} of ${amount(cents).value}${reversedAt === null ? null : html`: reversed`}</p>
    ${reversedAt === null ? reverse : null}`;
}

function sendBack(payment: Payment, gone: Gone): Html | null {
  const remaining = remainingCents(payment, gone);
  if (remaining === 0) return null;
  return html`<form method="post" action="/payments/${payment.id}">
    <label>EUR <input name="amount" inputmode="decimal" size="9" value="${amount(remaining).value}"></label>
    <button name="what" value="refund">Refund</button>
    <button name="what" value="chargeback">Charge back</button></form>`;
}
