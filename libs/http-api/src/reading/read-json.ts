import { type JsonFault, readJsonBytes } from '@leerhuis/contracts/read-json';
import type { Words } from '@leerhuis/language';
import { invalidRequest } from '../answering/problem.ts';
import { jsonErrorAt } from './json-position.ts';

/**
 * Reads a JSON body as `readJsonBytes` does.
 * @throws Problem 400 that says what is wrong, and where it is no JSON
 */
export function readJson(bytes: Uint8Array): unknown {
  const read = readJsonBytes(bytes);
  if ('value' in read) return read.value;
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

function malformed(bytes: Uint8Array): Words {
  const position = jsonErrorAt(new TextDecoder().decode(bytes));
  return {
    nl: `Geen geldige JSON op positie ${position}`,
    fr: `JSON non valable à la position ${position}`,
    en: `Not valid JSON at position ${position}`,
  };
}
