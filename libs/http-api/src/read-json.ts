import { jsonErrorAt } from './json-position.ts';
import type { Localised } from './locale.ts';
import { invalidRequest, type Problem } from './problem.ts';

const deepest = 64;
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a JSON body. Besides what isn't JSON it refuses what is never meant well: NUL characters, half surrogates, keys named
 * `__proto__`, and nesting deeper than 64.
 * @throws Problem 400 that says where
 */
export function readJson(bytes: Uint8Array): unknown {
  const text = decode(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed(jsonErrorAt(text));
  }
  inspect(value, 0);
  return value;
}

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw refused({ nl: 'Geen geldige UTF-8', fr: 'UTF-8 non valable', en: 'Not valid UTF-8' });
  }
}

function inspect(value: unknown, depth: number): void {
  if (typeof value === 'string') inspectText(value);
  if (typeof value !== 'object' || value === null) return;
  if (depth >= deepest)
    throw refused({ nl: 'Te diep genest', fr: 'Imbrication trop profonde', en: 'Nested too deeply' });
  if (Array.isArray(value)) {
    for (const item of value) inspect(item, depth + 1);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__') throw refused(forbiddenText);
    inspectText(key);
    inspect(item, depth + 1);
  }
}

const forbiddenText = {
  nl: 'Bevat verboden tekens',
  fr: 'Contient des caractères interdits',
  en: 'Holds forbidden characters',
};

function inspectText(text: string): void {
  if (isClean(text)) return;
  throw refused(forbiddenText);
}

/** Without NUL characters, which databases and C programs stumble over, and without halves of characters. */
export function isClean(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

function refused(message: Localised): Problem {
  return invalidRequest([{ field: 'body', message }]);
}

function malformed(position: number): Problem {
  return refused({
    nl: `Geen geldige JSON op positie ${position}`,
    fr: `JSON non valable à la position ${position}`,
    en: `Not valid JSON at position ${position}`,
  });
}
