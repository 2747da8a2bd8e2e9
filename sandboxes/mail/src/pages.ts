import { type Html, html } from './html.ts';
import type { Mail } from './mail.ts';

const style = `body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1b1f24}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #d5d9de}
a{color:#0b5cad}iframe{width:100%;height:36rem;border:1px solid #d5d9de}pre{white-space:pre-wrap}`;

export function listPage(mails: Mail[]): string {
  const rows = mails.map(
    (mail) => html`<tr><td>${mail.receivedAt.slice(0, 19).replace('T', ' ')}</td><td>${names(mail.to)}</td>
      <td><a href="/mails/${mail.id}">${mail.subject || '(no subject)'}</a></td></tr>`,
  );
  const table = html`<table><thead><tr><th>Received (UTC)</th><th>To</th><th>Subject</th></tr></thead>
    <tbody>${rows}</tbody></table>`;
  return page('Mails', html`<h1>Mails</h1>${rows.length === 0 ? html`<p>No mail yet.</p>` : table}`);
}

export function mailPage(mail: Mail): string {
  const attachments = mail.attachments.map(
    (one) => html`<li><a href="${one.url}">${one.filename}</a> (${one.contentType}, ${one.size} bytes)</li>`,
  );
  return page(
    mail.subject,
    html`<p><a href="/">All mails</a></p><h1>${mail.subject || '(no subject)'}</h1>
      <table><tbody><tr><th>From</th><td>${names(mail.from ? [mail.from] : [])}</td></tr>
      <tr><th>To</th><td>${names(mail.to)}</td></tr><tr><th>Received</th><td>${mail.receivedAt}</td></tr></tbody></table>
      ${attachments.length > 0 ? html`<h2>Attachments</h2><ul>${attachments}</ul>` : null}
      ${
        mail.html === null
          ? null
          : html`<h2>HTML</h2><iframe title="The mail as HTML" src="/mails/${mail.id}/html"
              sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`
      }
      <h2>Text</h2><pre>${mail.text}</pre>`,
  );
}

function names(mailboxes: Mail['to']): string {
  return mailboxes.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ');
}

function page(title: string, content: Html): string {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} · mail catcher</title>
    <meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/style.css"></head>
    <body><main>${content}</main></body></html>`.text;
}

export const stylesheet = style;
