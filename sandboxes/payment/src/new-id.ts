import { randomBytes } from 'node:crypto';

/** The id's first part says what it is of, as Mollie's do. */
export function newId(kind: 'tr' | 're' | 'chb'): string {
  return `${kind}_${randomBytes(9).toString('hex')}`;
}
