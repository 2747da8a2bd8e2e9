import { lettersAsNumbers, mod97 } from './mod97.ts';

/**
 * The ten digits of a Belgian enterprise number, however it is written (`0123.456.749`, `123 456 749`, with or without
 * BE); null when it is none.
 */
export function enterpriseNumberDigits(text: string): string | null {
  const written = text
    .trim()
    .toUpperCase()
    .replace(/^BE\s?/, '')
    .replace(/[. ]/g, '');
  if (!/^\d{9,10}$/.test(written)) return null;
  const digits = written.padStart(10, '0');
  if (!/^[01]/.test(digits)) return null;
  return Number(digits.slice(8)) === 97 - mod97(digits.slice(0, 8)) ? digits : null;
}

/** Whether it is a sound Belgian enterprise number: ten digits, first 0 or 1, check modulo 97 (old ones: nine digits). */
export function isEnterpriseNumber(text: string): boolean {
  return enterpriseNumberDigits(text) !== null;
}

/** As people read it: `0123.456.749`. Expects ten digits. */
export function formatEnterpriseNumber(digits: string): string {
  return `${digits.slice(0, 4)}.${digits.slice(4, 7)}.${digits.slice(7)}`;
}

/** Whether it is a sound Belgian or Dutch VAT number. Other countries' numbers are refused. */
export function isVatNumber(text: string): boolean {
  const number = text.toUpperCase().replace(/[. ]/g, '');
  if (/^BE\d{10}$/.test(number)) return isEnterpriseNumber(number.slice(2));
  if (!/^NL\d{9}B\d{2}$/.test(number)) return false;
  // legal bodies carry their RSIN; sole traders have had a number of their own since 2020
  return isRsin(number.slice(2, 11)) || mod97(lettersAsNumbers(number)) === 1;
}

function isRsin(digits: string): boolean {
  const weighted = [...digits].reduce(
    (total, digit, place) => total + Number(digit) * (place === 8 ? -1 : 9 - place),
    0,
  );
  return Number(digits) > 0 && weighted % 11 === 0;
}

/** The eight digits of a number of the Dutch chamber of commerce (KvK), which has no check digits; null when it is none. */
export function chamberNumberDigits(text: string): string | null {
  const digits = text
    .trim()
    .toUpperCase()
    .replace(/^KVK\s?/, '')
    .replace(/[. ]/g, '');
  return /^\d{8}$/.test(digits) && Number(digits) > 0 ? digits : null;
}

/**
 * The digits of the number of an establishment: ten in Belgium, first 2 to 8, check modulo 97; twelve in the Netherlands. Null when
 * it is none.
 */
export function establishmentDigits(text: string, country: 'BE' | 'NL'): string | null {
  const digits = text.trim().replace(/[. ]/g, '');
  if (country === 'NL') return /^\d{12}$/.test(digits) && Number(digits) > 0 ? digits : null;
  if (!/^[2-8]\d{9}$/.test(digits)) return null;
  return Number(digits.slice(8)) === 97 - mod97(digits.slice(0, 8)) ? digits : null;
}
