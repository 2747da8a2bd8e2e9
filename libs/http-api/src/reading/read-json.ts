import { isClean, type JsonFault, readJsonBytes } from '@leerhuis/contracts/read-json';
import type { Words } from '@leerhuis/language';
import { type FieldError, invalidRequest } from '../answering/problem.ts';
import { fieldName } from './field-name.ts';
import { jsonErrorAt } from './json-position.ts';

/**
 * Reads a JSON body as `readJsonBytes` does.
 * @throws Problem 400 that says what is wrong, where it is no JSON, and in which fields a text is that nobody takes
 */
export function readJson(bytes: Uint8Array): unknown {
  const read = readJsonBytes(bytes);
  if ('value' in read) return read.value;
  if (read.refused === 'forbidden-text') throw invalidRequest(forbiddenTexts(bytes));
  const message = read.refused === 'not-json' ? malformed(bytes) : faults[read.refused];
  throw invalidRequest([{ field: 'body', message }]);
}

const faults: Record<Exclude<JsonFault, 'not-json'>, Words> = {
  'not-utf-8': { nl: 'Geen geldige UTF-8', fr: 'UTF-8 non valable', en: 'Not valid UTF-8' },
  'too-deep': { nl: 'Te diep genest', fr: 'Imbrication trop profonde', en: 'Nested too deeply' },
  'forbidden-text': {
    nl: 'Bevat verboden tekens',
    fr: 'Contient des caractères interdits',
    en: 'Holds forbidden characters',
  },
  'key-twice': {
    nl: 'Noemt een veld twee keer',
    fr: 'Nomme un champ deux fois',
    en: 'Names a field twice',
  },
};

const namedAtMost = 50;

function forbiddenTexts(bytes: Uint8Array): FieldError[] {
  const paths = forbiddenIn(JSON.parse(new TextDecoder().decode(bytes)), []);
  const fields = [...new Set(paths.map((path) => fieldName(path) || 'body'))];
  return fields.slice(0, namedAtMost).map((field) => ({ field, message: faults['forbidden-text'] }));
}

/** Where the texts are that `readJsonBytes` refuses; a name of a field that it refuses is told of what it is in. */
function forbiddenIn(value: unknown, path: PropertyKey[]): PropertyKey[][] {
  if (typeof value === 'string') return isClean(value) ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each, at) => forbiddenIn(each, [...path, at]));
  return Object.entries(value).flatMap(([key, each]) => {
    return key === '__proto__' || !isClean(key) ? [path] : forbiddenIn(each, [...path, key]);
  });
}

function malformed(bytes: Uint8Array): Words {
  const position = jsonErrorAt(new TextDecoder().decode(bytes));
  return {
    nl: `Geen geldige JSON op positie ${position}`,
    fr: `JSON non valable à la position ${position}`,
    en: `Not valid JSON at position ${position}`,
  };
}
