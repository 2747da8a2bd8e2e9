import { lettersAsNumbers, mod97 } from './mod97.ts';

/** Lengths in the countries that our customers bank in; elsewhere 15 to 34 characters and the check decide. */
const ibanLengths: Record<string, number> = { BE: 16, NL: 18, LU: 20, DE: 22, FR: 27 };

/** Whether it is a sound IBAN; spaces and small letters are forgiven. Bank codes are not looked up. */
export function isIban(text: string): boolean {
  const iban = compact(text);
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const length = ibanLengths[iban.slice(0, 2)];
  if (length !== undefined && iban.length !== length) return false;
  if (mod97(lettersAsNumbers(iban.slice(4) + iban.slice(0, 4))) !== 1) return false;
  return !iban.startsWith('BE') || isBelgianAccount(iban.slice(4));
}

/** The last two digits of a Belgian account are the first ten modulo 97, 0 written as 97. */
function isBelgianAccount(bban: string): boolean {
  return /^\d{12}$/.test(bban) && Number(bban.slice(10)) === (mod97(bban.slice(0, 10)) || 97);
}

/** In groups of four, as people read an IBAN. */
export function formatIban(iban: string): string {
  return compact(iban).replace(/(.{4})(?=.)/g, '$1 ');
}

/** Whether it is a sound ISO 11649 creditor reference (`RF18 5390 0754 7034`). */
export function isCreditorReference(text: string): boolean {
  const reference = compact(text);
  return (
    /^RF\d{2}[A-Z0-9]{1,21}$/.test(reference) &&
    mod97(lettersAsNumbers(reference.slice(4) + reference.slice(0, 4))) === 1
  );
}

/**
 * The ISO 11649 creditor reference for a reference of our own.
 * @throws RangeError when that is not 1 to 21 letters and digits.
 */
export function creditorReference(reference: string): string {
  const plain = compact(reference);
  if (!/^[A-Z0-9]{1,21}$/.test(plain)) throw new RangeError('a reference has 1 to 21 letters and digits');
  return `RF${String(98 - mod97(lettersAsNumbers(`${plain}RF00`))).padStart(2, '0')}${plain}`;
}

function compact(text: string): string {
  return text.replace(/\s/g, '').toUpperCase();
}
