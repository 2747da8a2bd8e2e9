import { isClean } from '@leerhuis/contracts/read-json';
import { type FieldError, invalidRequest } from '../answering/problem.ts';

/**
 * Reads the query string: each name once gives a text, more than once a list (which only `queryList` accepts).
 * @throws Problem 400 for malformed percent-encoding and NUL characters
 */
export function readQuery(url: string): Record<string, string | string[]> {
  const start = url.indexOf('?');
  // no prototype, so that a parameter named __proto__ is one like any other
  const query: Record<string, string | string[]> = Object.create(null);
  if (start < 0) return query;
  for (const pair of url.slice(start + 1).split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals), 'query');
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1), `query.${name}`);
    const earlier = query[name];
    query[name] = earlier === undefined ? value : [...(Array.isArray(earlier) ? earlier : [earlier]), value];
  }
  return query;
}

function decode(encoded: string, field: string): string {
  let text: string | undefined;
  try {
    text = decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    // told below
  }
  if (text === undefined || !isClean(text)) throw invalidRequest([malformed(field)]);
  return text;
}

function malformed(field: string): FieldError {
  return {
    field,
    message: {
      nl: 'Verkeerd gecodeerd of met verboden tekens',
      fr: 'Mal encodé ou avec des caractères interdits',
      en: 'Wrongly encoded or with forbidden characters',
    },
  };
}
