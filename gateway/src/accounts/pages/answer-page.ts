import { type Answer, html, type PageFrame, Problem } from '@leerhuis/http-api';
import { inLocale, type Locale } from '@leerhuis/language';
import { z } from 'zod';
import { failedPage } from './page.ts';

/** Any text: who follows a link that a mail program cut in two gets the page that says so, not JSON. */
export const pageParams = z.strictObject({ token: z.string().max(500) });
export const pageAnswer = { description: 'A page', contentType: 'text/html' };
export const neverCached = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' };

/** The reasons that a refusal gives, in the reader's language. */
export function reasons(error: unknown, locale: Locale): string[] {
  if (!(error instanceof Problem)) throw error;
  const { errors, detail } = error.options;
  const messages = errors?.length ? errors.map(({ message }) => message) : [detail ?? error.slug];
  return messages.map((message) => inLocale(message, locale));
}

export function refusedPage(error: unknown, frame: PageFrame): string {
  return failedPage(frame, reasons(error, frame.locale).join(' '));
}

/** The page, or what is shown instead when it was refused. */
export async function pageOr(done: () => Promise<string>, failed: (error: unknown) => string): Promise<Answer> {
  try {
    return html(await done(), neverCached);
  } catch (error) {
    return html(failed(error), neverCached);
  }
}
