import { mod97 } from './mod97.ts';

/**
 * The Belgian structured communication (OGM/VCS) for ten digits of our own: `+++123/4567/89002+++`.
 * @throws RangeError when the base is not ten digits, or all zeros (readable, but never to be issued).
 */
export function structuredCommunication(base: string): string {
  if (!/^\d{10}$/.test(base) || base === '0000000000') {
    throw new RangeError(`"${base.slice(0, 20)}" is not a base of ten digits`);
  }
  const plain = `${base}${checkDigits(base)}`;
  return `+++${plain.slice(0, 3)}/${plain.slice(3, 7)}/${plain.slice(7)}+++`;
}

/** The twelve digits of a structured communication, however it is written; null when it is none or a digit is wrong. */
export function structuredCommunicationDigits(text: string): string | null {
  const parts =
    /^\s*(\+{3}|\*{3})\s?(\d{3})\s?\/\s?(\d{4})\s?\/\s?(\d{5})\s?\1\s*$/.exec(text) ??
    /^\s*()(\d{3})[/ ]?(\d{4})[/ ]?(\d{5})\s*$/.exec(text);
  if (!parts) return null;
  const digits = `${parts[2]}${parts[3]}${parts[4]}`;
  return digits.slice(10) === checkDigits(digits.slice(0, 10)) ? digits : null;
}

/** Whether somebody wrote a sound structured communication: with plus signs or stars, or as twelve digits. */
export function isStructuredCommunication(text: string): boolean {
  return structuredCommunicationDigits(text) !== null;
}

/** Remainder by 97, where 0 is written 97. */
function checkDigits(base: string): string {
  return String(mod97(base) || 97).padStart(2, '0');
}
