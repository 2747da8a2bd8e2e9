import { type Language, outcomes, texts } from './checkout-texts.ts';
import { type Html, html } from './html.ts';
import { cards, isFinal, type Payment } from './payment.ts';

export const stylesheet = `body{font:17px/1.5 system-ui,sans-serif;margin:0;background:#f1f3f5;color:#1b1f24}
main{max-width:34rem;margin:2rem auto;background:#fff;padding:1.5rem 2rem;border-radius:.5rem}
main.wide{max-width:70rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;
border-bottom:1px solid #d5d9de}fieldset{border:1px solid #8a929b;border-radius:.4rem;margin:1rem 0}
label{display:block;padding:.25rem 0}.amount{font-size:1.6rem;font-weight:600}.note{color:#4a5159}
.error{color:#a30d0d}button{font:inherit;background:#0b5cad;color:#fff;border:0;border-radius:.4rem;padding:.6rem 1.4rem}
a{color:#0b5cad}`;

/** Where the payer chooses the method and, this being a sandbox, how it ends. Works without scripts. */
export function checkoutPage(payment: Payment, language: Language, incomplete: boolean): string {
  const text = texts[language];
  const euro = new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' }).format(payment.cents / 100);
  const over = isFinal(payment.status) || payment.status === 'authorized';
  const form = html`${incomplete ? html`<p class="error" role="alert">${text.choose}</p>` : null}
    <form method="post" action="/checkout/${payment.id}">
      ${choices(
        text.method,
        payment.allowed.map((method) => radio('method', method, text.methods[method], payment.method === method)),
      )}
      ${
        payment.allowed.includes('creditcard')
          ? choices(
              text.card,
              cards.map((card) => radio('card', card, card, card === 'Visa')),
            )
          : null
      }
      ${payment.allowed.includes('banktransfer') ? transfer(payment, language) : null}
      ${choices(
        text.outcome,
        outcomes.map((outcome) => radio('status', outcome, text.outcomes[outcome], outcome === 'paid')),
      )}
      <button type="submit">${text.go}</button></form>`;
  const end = html`<p>${text.done}</p><p><a href="${payment.redirectUrl}">${text.back}</a></p>`;
  return page(
    language,
    text.title,
    html`<main><h1>${text.title}</h1><p>${payment.description}</p><p class="amount">${text.amount}: ${euro}</p>
      ${over ? end : form}<p class="note">${text.sandbox}</p></main>`,
  );
}

function choices(legend: string, options: Html[]): Html {
  return html`<fieldset><legend>${legend}</legend>${options}</fieldset>`;
}

function radio(name: string, value: string, label: string, checked: boolean): Html {
  return checked
    ? html`<label><input type="radio" name="${name}" value="${value}" required checked> ${label}</label>`
    : html`<label><input type="radio" name="${name}" value="${value}" required> ${label}</label>`;
}

function transfer(payment: Payment, language: Language): Html {
  const text = texts[language];
  return html`<p class="note">${text.transfer} ${text.account}: BE71 0961 2345 6769.
    ${text.reference}: ${payment.id.slice(-12).toUpperCase()}.</p>`;
}

/** A page of the sandbox. */
export function page(language: Language, title: string, content: Html): string {
  return html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title>
    <meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/style.css"></head>
    <body>${content}</body></html>`.text;
}
