import { escapeHtml, type PageFrame, plainPage } from '@leerhuis/http-api';
import { pageTexts } from './page-texts.ts';

export function confirmForm(frame: PageFrame): string {
  const text = pageTexts[frame.locale];
  // a button with a name makes a body: a request without one is refused
  return plainPage(
    frame,
    text['confirmTitle'] ?? '',
    `<p>${text['confirmAsk']}</p><form method="post"><button name="confirm" value="yes">${text['confirmButton']}</button></form>`,
  );
}

export function resetForm(frame: PageFrame, faults: string[] = []): string {
  const text = pageTexts[frame.locale];
  const alert = faults.length > 0 ? `<div role="alert">${faults.map(escapeHtml).join('<br>')}</div>` : '';
  return plainPage(
    frame,
    text['resetTitle'] ?? '',
    `${alert}<form method="post"><label for="password">${text['resetField']}</label>
<p id="rule">${text['resetAsk']}</p>
<input id="password" name="password" type="password" autocomplete="new-password" required maxlength="200" aria-describedby="rule">
<button>${text['resetButton']}</button></form>`,
  );
}

export function emailForm(frame: PageFrame, email: string): string {
  const text = pageTexts[frame.locale];
  return plainPage(
    frame,
    text['emailTitle'] ?? '',
    `<p>${text['emailAsk']}</p><p>${escapeHtml(email)}</p>
<form method="post"><button name="confirm" value="yes">${text['confirmButton']}</button></form>`,
  );
}

const titles = {
  confirmDone: 'confirmTitle',
  resetDone: 'resetTitle',
  emailDone: 'emailTitle',
  emailDoneByStaff: 'emailTitle',
};

export function donePage(frame: PageFrame, which: keyof typeof titles): string {
  const text = pageTexts[frame.locale];
  return plainPage(frame, text[titles[which]] ?? '', `<p role="status">${text[which]}</p>`);
}

export function failedPage(frame: PageFrame, reason: string): string {
  return plainPage(frame, pageTexts[frame.locale]['failed'] ?? '', `<p role="alert">${escapeHtml(reason)}</p>`);
}
