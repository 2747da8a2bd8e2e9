import type { Words } from '@leerhuis/language';
import { isBlank, range, spaces } from '@leerhuis/letters';
import { bounded, printed } from './texts.ts';

// Patterns say what may not be in a name, spelled out and without classes of Unicode: names are of all scripts, and others'
// validators know few classes. Flag u, as validators of JSON schema set it.
const invisible =
  '\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b\\u200e\\u200f\\u2028-\\u202e' +
  '\\u2060-\\u206f\\u3164\\ufeff\\uffa0';
const noCharacters = `\\ud800-\\udfff\\ue000-\\uf8ff\\ufff0-\\uffff${range(0xe0000, 0x10ffff)}`;
/** Arrows, boxes, dingbats, emoji. */
const pictures = `\\u20e3\\u2190-\\u2bff\\ufe00-\\ufe0f${range(0x1f000, 0x1fbff)}`;
const never = `${invisible}${noCharacters}${pictures}`;

/** Of which no name is made: of addresses, of markup, of formulas; full width, too. */
const signs = '@/\\\\:;<>{}\\[\\]|"=#$%*+?!_^~\\u3002\\uff01-\\uff0f\\uff1a-\\uff20\\uff61';
/** In Persian, and between the parts of a picture. */
const joiners = '\\u200c\\u200d';
/** What may stand between letters. */
const between = `${spaces}${joiners}0-9'\`´‘’.,·()&\\-‐‑–`;
/** After a full stop comes a space, as in no address; an initial or a title may follow it: J.P., prof.dr. */
const title = '(?:[Dd]rs?|[Mm]r|[Ii]r|[Ii]ng|[Ee]m|[Mm]ed|[Jj]ur|[Pp]hil|Sc|Eng)\\.';
const part = `[^${spaces}'\`´‘’.,·()&\\-‐‑–]`;
const address = `\\.(?!${title})${part}{2}`;

const person = new RegExp(`^(?!.*${address})(?=[${between}]*[^${between}])[^${never}${signs}]*$`, 'u');

const companySigns = '\\\\<>{}|^\\uff20';
const word = `[^${spaces}@]`;
/** Of the web, with what comes after its domain, or of a mailbox. A bare domain may well be a company's name. */
const companyAddress = `\\/\\/|\\.${part}{2,63}[/?#]|${word}@${word}`;
const signsOnly = `${spaces}${joiners}'\`´‘’.,·()&\\-‐‑–!-/:-@\\[-_~`;
const company = new RegExp(
  `^(?!.*(?:${companyAddress}))(?=[${signsOnly}]*[^${signsOnly}])[^${never}${companySigns}]*$`,
  'u',
);

/**
 * A name of a person, or part of one, from outside: one line, with a letter in it and without what only addresses, markup or
 * pictures have. Mails and documents carry it in our name.
 */
export function personName(max: number) {
  return printed(bounded(person, max));
}

/** A name of a company (or person) from outside, as `personName` but with digits, signs and dots as companies use them. */
export function companyName(max: number) {
  return printed(bounded(company, max));
}

const blank: Words = { nl: 'Mag niet leeg zijn', fr: 'Ne peut pas être vide', en: 'Must not be empty' };
const noLetter: Words = {
  nl: 'Een naam heeft minstens één letter',
  fr: 'Un nom comporte au moins une lettre',
  en: 'A name has at least one letter',
};
const noName: Words = {
  nl: 'Een naam heeft minstens één letter of cijfer',
  fr: 'Un nom comporte au moins une lettre ou un chiffre',
  en: 'A name has at least one letter or digit',
};
const isAddress: Words = {
  nl: 'Dit lijkt een webadres of e-mailadres; geef een naam. Na een punt hoort een spatie',
  fr: 'Ceci ressemble à une adresse web ou e-mail ; donnez un nom. Un point est suivi d’une espace',
  en: 'This looks like a web or e-mail address; give a name. A full stop is followed by a space',
};
const otherCharacters: Words = {
  nl: 'Een naam is één regel, met letters en zonder bijzondere tekens',
  fr: 'Un nom tient sur une ligne, avec des lettres et sans caractères spéciaux',
  en: 'A name is one line, with letters and without special characters',
};

/** What a name breaks, by the pattern that it does not fit. */
export const nameRules: [string, (text: string) => Words][] = [
  [String(person), (text) => fault(text, new RegExp(`${address}|[@/]`, 'u'), noLetter, between)],
  [String(company), (text) => fault(text, new RegExp(companyAddress, 'u'), noName, signsOnly)],
];

function fault(text: string, isLikeAddress: RegExp, empty: Words, nothing: string): Words {
  if (isBlank(text)) return blank;
  if (isLikeAddress.test(text)) return isAddress;
  return new RegExp(`^[${nothing}]*$`, 'u').test(text) ? empty : otherCharacters;
}
