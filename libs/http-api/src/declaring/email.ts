import { domainToASCII } from 'node:url';
import type { Words } from '@leerhuis/language';
import { lineEnds, range, spaces } from '@leerhuis/letters';
import { z } from 'zod';

const atom = "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+";
/** What separates the labels of a domain; the others come from keyboards of East Asia. */
const dot = '[.\\u3002\\uff0e\\uff61]';
const beyondAscii = `\\u00a1-\\u3001\\u3003-\\ud7ff\\uf900-\\uff0d\\uff0f-\\uff60\\uff62-\\uffef${range(0x10000, 0xeffff)}`;
const letter = `[a-zA-Z0-9${beyondAscii}]`;
const label = `${letter}(?:[a-zA-Z0-9${beyondAscii}-]{0,61}${letter})?`;
const topLabel = `(?:[a-zA-Z]{2,63}|[xX][nN]--[a-zA-Z0-9-]{0,58}[a-zA-Z0-9]|(?=[a-zA-Z0-9-]*[${beyondAscii}])${label})`;
const around = `[${spaces}${lineEnds}\\u000b\\u000c]*`;
const address = new RegExp(
  `^${around}(?=[^@]{1,64}@)${atom}(?:\\.${atom})*@(?:${label}${dot})+${topLabel}${around}$`,
  'u',
);
const asciiDomain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$/;

const noAddress: Words = {
  nl: 'Geen geldig e-mailadres',
  fr: 'Pas une adresse e-mail valable',
  en: 'Not a sound e-mail address',
};
const asciiBeforeAt: Words = {
  nl: 'Voor de @ kunnen alleen letters zonder accenten, cijfers en tekens als . - _ + staan, want niet elke mailserver bezorgt aan andere; erna kan een domein in elk schrift',
  fr: 'Avant le @, seuls sont possibles des lettres sans accents, des chiffres et des signes comme . - _ +, car tous les serveurs de messagerie ne distribuent pas à d’autres ; après, un domaine de toute écriture',
  en: 'Before the @ only letters without accents, digits and signs such as . - _ + are possible, for not every mail server delivers to others; after it a domain of any script',
};

/** In small letters, the domain as name servers know it (IDNA): `info@café-luik.be` and its punycode are one address. */
function canonical(typed: string): string {
  const at = typed.lastIndexOf('@');
  const domain = typed.slice(at + 1).toLowerCase();
  return `${typed.slice(0, at).toLowerCase()}@${/^[\x20-\x7e]*$/.test(domain) ? domain : domainToASCII(domain)}`;
}

function hasDomain({ value, issues }: z.core.ParsePayload<string>): void {
  if (!asciiDomain.test(value.slice(value.lastIndexOf('@') + 1)))
    issues.push({ code: 'custom', input: value, params: { message: noAddress } });
}

/**
 * An e-mail address with a dotted domain, of any script, which it has in ASCII after reading, in lower case and trimmed. What
 * stands before the @ is ASCII: others are delivered to by servers that speak SMTPUTF8 only.
 */
export const emailSchema = z
  .string()
  .trim()
  .regex(address, { abort: true })
  .overwrite(canonical)
  .check(hasDomain)
  .max(254)
  .meta({ format: 'idn-email' });

/** What an address breaks, by the pattern that it does not fit. */
export const emailRules: [string, (text: string) => Words][] = [
  [String(address), (text) => (/^[^@]*[^\p{ASCII}\s][^@]*@[^@]+$/u.test(text.trim()) ? asciiBeforeAt : noAddress)],
];
