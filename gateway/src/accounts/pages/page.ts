import { escapeHtml, plainPage } from '@leerhuis/http-api';
import type { Locale } from '@leerhuis/language';
import { pageTexts } from './page-texts.ts';

export function confirmForm(locale: Locale): string {
  const text = pageTexts[locale];
  // a button with a name makes a body: a request without one is refused
  return plainPage(
    locale,
    text['confirmTitle'] ?? '',
    `<p>${text['confirmAsk']}</p><form method="post"><button name="confirm" value="yes">${text['confirmButton']}</button></form>`,
  );
}

export function resetForm(locale: Locale, faults: string[] = []): string {
  const text = pageTexts[locale];
  const alert = faults.length > 0 ? `<div role="alert">${faults.map(escapeHtml).join('<br>')}</div>` : '';
  return plainPage(
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
  return plainPage(locale, title ?? '', `<p role="status">${text[which]}</p>`);
}

export function failedPage(locale: Locale, reason: string): string {
  return plainPage(locale, pageTexts[locale]['failed'] ?? '', `<p role="alert">${escapeHtml(reason)}</p>`);
}
