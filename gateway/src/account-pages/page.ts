import type { Locale } from '@leerhuis/http-api';
import { pageTexts } from './page-texts.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] as string);
}

/** A page that works without script or style of its own (the policy allows neither inline). */
export function page(locale: Locale, title: string, content: string): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – Leerhuis</title>
<link rel="stylesheet" href="/account/page.css">
</head>
<body><main><p class="brand">Leerhuis</p><h1>${escapeHtml(title)}</h1>
${content}
</main></body>
</html>`;
}

export const pageStyle = `
body { font: 1rem/1.6 system-ui, sans-serif; margin: 0; background: #f4f5f7; color: #1b1f24; }
main { max-width: 30rem; margin: 12vh auto; padding: 2rem; background: #fff; border-radius: 12px; box-shadow: 0 2px 12px #0001; }
.brand { margin: 0; color: #0b5c63; font-weight: 700; letter-spacing: .04em; }
h1 { margin: .25rem 0 1rem; font-size: 1.5rem; line-height: 1.25; }
label { display: block; font-weight: 600; }
input { width: 100%; box-sizing: border-box; padding: .6rem; font: inherit; border: 1px solid #767b82; border-radius: 8px; margin: .25rem 0 1rem; }
button { padding: .65rem 1.5rem; font: inherit; font-weight: 600; color: #fff; background: #0b5c63; border: 0; border-radius: 8px; cursor: pointer; }
[role=alert] { padding: .75rem 1rem; background: #fdecea; border-left: 4px solid #b3261e; }
`;

export function confirmForm(locale: Locale): string {
  const text = pageTexts[locale];
  return page(
    locale,
    text['confirmTitle'] ?? '',
    `<p>${text['confirmAsk']}</p><form method="post"><button>${text['confirmButton']}</button></form>`,
  );
}

export function resetForm(locale: Locale, faults: string[] = []): string {
  const text = pageTexts[locale];
  const alert = faults.length > 0 ? `<div role="alert">${faults.map(escapeHtml).join('<br>')}</div>` : '';
  return page(
    locale,
    text['resetTitle'] ?? '',
    `${alert}<form method="post"><label for="password">${text['resetField']}</label>
<p id="rule">${text['resetAsk']}</p>
<input id="password" name="password" type="password" autocomplete="new-password" required maxlength="200" aria-describedby="rule">
<button>${text['resetButton']}</button></form>`,
  );
}

export function donePage(locale: Locale, which: 'confirmDone' | 'resetDone'): string {
  const text = pageTexts[locale];
  const title = which === 'confirmDone' ? text['confirmTitle'] : text['resetTitle'];
  return page(locale, title ?? '', `<p role="status">${text[which]}</p>`);
}

export function failedPage(locale: Locale, reason: string): string {
  return page(locale, pageTexts[locale]['failed'] ?? '', `<p role="alert">${escapeHtml(reason)}</p>`);
}
