import { randomInt } from 'node:crypto';

/** Crockford's alphabet: no letters that are taken for digits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 80 unpredictable bits, in four groups that people can type over. */
export function newAttestCode(): string {
  const letters = Array.from({ length: 16 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}
