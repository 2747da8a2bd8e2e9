import { isIban, structuredCommunicationDigits } from '@leerhuis/money';

/** Something in a text that names an order. */
export interface Reference {
  kind: 'communication' | 'wrong-check-digits' | 'document';
  /** The twelve digits, or the number of a pro-forma or invoice as we print it. */
  value: string;
}

const communication = /(?<!\d)(\d{3})([^\p{L}\p{N}]{0,7})(\d{4})([^\p{L}\p{N}]{0,7})(\d{5})(?!\d)/gu;
const documentNumber =
  /(P[^\p{L}\p{N}]{0,2}F|(?<![\p{L}\p{N}])F)[^\p{L}\p{N}]{0,3}(20\d{2})[^\p{L}\p{N}]{0,3}(\d{6,8})(?!\d)/giu;
const hhmm = '([01]\\d|2[0-3])[0-5]\\d';
const mmdd = '(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])';
const moment = new RegExp(`^(20\\d{2}${mmdd}${hhmm}|\\d{2}${mmdd}${hhmm}[0-5]\\d)$`);

/** The structured communications and the numbers of pro-formas and invoices in a text, whatever stands around them. */
export function referencesIn(written: string): Reference[] {
  // full width is read as any other
  const text = written.normalize('NFKC');
  return [...communicationsIn(text), ...documentNumbersIn(text)];
}

function* communicationsIn(text: string): Iterable<Reference> {
  for (const match of text.matchAll(communication)) {
    const value = `${match[1]}${match[3]}${match[5]}`;
    const before = text.slice(0, match.index);
    const after = text.slice(match.index + match[0].length);
    if (isRestOfIban(before, value)) continue;
    const isSound = structuredCommunicationDigits(value) !== null;
    if (isSound) yield { kind: 'communication', value };
    else if (!mayBeOther(before, match[0], after)) yield { kind: 'wrong-check-digits', value };
  }
}

function* documentNumbersIn(text: string): Iterable<Reference> {
  for (const [, series, year, sequence] of text.matchAll(documentNumber))
    yield { kind: 'document', value: `${series?.replace(/[^a-z]/gi, '').toUpperCase()}-${year}-${sequence}` };
}

/** A Belgian account ends in twelve digits with the same check. */
function isRestOfIban(before: string, digits: string): boolean {
  const check = /BE\s?(\d{2})\s*$/i.exec(before)?.[1];
  return check !== undefined && isIban(`BE${check}${digits}`);
}

/** Whether twelve digits of which the check fails are rather of a phone number, a moment, or an id of a bank. */
function mayBeOther(before: string, written: string, after: string): boolean {
  if (/(?<!\+)\+(\d{1,3}\W{1,3})?$/.test(before) && !after.startsWith('+')) return true;
  if (!/^\d+$/.test(written)) return false;
  return moment.test(written) || /[\p{L}\p{N}][-_/]?$/u.test(before) || /^[-_/]?[\p{L}\p{N}]/u.test(after);
}
