import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { type Locale, localeOf } from '@leerhuis/language';

/** RFC 9110 section 7.6.1: these speak to the next hop only. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
]);
/** Set by the gateway alone: what a client sends under these names is dropped (ASVS 4.1.3). */
const ours = new Set([
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'forwarded',
  'x-real-ip',
  'traceparent',
  'tracestate',
  'leerhuis-token',
]);

const none: ReadonlySet<string> = new Set();

function namedByConnection(connection: string | undefined): ReadonlySet<string> {
  if (connection === undefined || connection === 'keep-alive') return none;
  return new Set(connection.split(',').map((name) => name.trim().toLowerCase()));
}

/**
 * Request headers for the service behind: raw name-value list, without what the hop or the client must not send.
 * @param without a token that doesn't count is not passed on either, nor languages of which the reader has none in common with us
 */
export function forwardedHeaders(
  raw: string[],
  connection: string | undefined,
  added: Record<string, string>,
  without: { token?: boolean; language?: boolean } = {},
): string[] {
  const dropped = namedByConnection(connection);
  const headers: string[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] as string).toLowerCase();
    if (hopByHop.has(name) || ours.has(name) || dropped.has(name)) continue;
    if (without.token && name === 'authorization') continue;
    if (without.language && name === 'accept-language') continue;
    headers.push(name, raw[at + 1] as string);
  }
  for (const [name, value] of Object.entries(added)) headers.push(name, value);
  return headers;
}

/**
 * What a service is told of languages instead of what the reader said: that of their account, where they wish any, or none of ours.
 * Null where what they said will do.
 */
export function languageInstead(acceptLanguage: string | undefined, account: Locale | undefined): Locale | null {
  if (account === undefined) return null;
  const locale = localeOf(acceptLanguage, account);
  return locale === localeOf(acceptLanguage) ? null : locale;
}

/** Answer headers for the client, without those of the hop behind. */
export function answeredHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const kept: OutgoingHttpHeaders = {};
  for (const name in headers) if (!hopByHop.has(name)) kept[name] = headers[name];
  return kept;
}
