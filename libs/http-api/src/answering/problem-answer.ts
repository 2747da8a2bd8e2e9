import { type Locale, type LocalisedText, saidIn } from '@leerhuis/language';
import { activeSpanIds } from '@leerhuis/telemetry';
import { type Answer, type AnswerHeaders, byLanguage } from './answer.ts';
import type { Problem } from './problem.ts';
import { statusTexts } from './problem-texts.ts';

const retryAfterSeconds: Record<number, number> = { 429: 10, 503: 2 };

/** The problem as an answer in the reader's language; `instance` names the trace, to look the request up by. */
export function problemAnswer(problem: Problem, locale: Locale): Answer {
  const { title, detail, errors, retryAfter = retryAfterSeconds[problem.status], headers } = problem.options;
  const texts = statusTexts[problem.status];
  const { traceId } = activeSpanIds();
  const answerHeaders: AnswerHeaders = {
    ...(problem.status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
    ...headers,
    'Content-Type': 'application/problem+json',
    'Content-Language': locale,
    Vary: byLanguage(),
    ...(retryAfter === undefined ? {} : { 'Retry-After': String(Math.max(1, Math.ceil(retryAfter))) }),
  };
  const say = (text: string | LocalisedText) => saidIn(text, locale);
  const body = {
    type: `https://leerhuis.dev/problems/${problem.slug}`,
    title: say(title ?? texts?.title ?? problem.slug),
    status: problem.status,
    detail: say(detail ?? texts?.detail ?? problem.slug),
    ...(traceId === undefined ? {} : { instance: `urn:trace:${traceId}` }),
    ...(errors === undefined ? {} : { errors: errors.map(({ field, message }) => ({ field, message: say(message) })) }),
  };
  return { status: problem.status, headers: answerHeaders, body };
}
