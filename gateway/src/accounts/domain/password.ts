/** What is wrong with a password, as codes that the form translates. An empty list means strong enough (C-4). */
export type PasswordFault =
  | 'too-short'
  | 'too-long'
  | 'too-few-kinds'
  | 'contains-name-or-address'
  | 'too-common'
  | 'too-repetitive';

export interface PasswordOwner {
  email: string;
  firstName: string;
  lastName: string;
}

const kinds = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u];
const lookAlikes: Record<string, string> = {
  $: 's',
  '5': 's',
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '3': 'e',
  '€': 'e',
  '7': 't',
  '+': 't',
  '8': 'b',
  '9': 'g',
  '6': 'g',
  '(': 'c',
  '2': 'z',
  // 1, l, ! and | are all taken for an i
  '1': 'i',
  l: 'i',
  '!': 'i',
  '|': 'i',
};
/** Any run of so many characters of a name or address counts as a part of it: `$omm` of Sommer (C-4). */
const partLength = 4;
const shortestWord = 3;
const shortestPassword = 8;
const fewestDifferent = 5;

/** Lower case, without accents, each character replaced by the letter it may be taken for. */
export function foldLookAlikes(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return [...plain].map((character) => lookAlikes[character] ?? character).join('');
}

function wordsOf(owner: PasswordOwner): { words: string[]; wholeWords: string[] } {
  const [local = '', domain = ''] = owner.email.split('@');
  const split = (text: string) => text.split(/[^\p{L}\p{N}$@!]+/u).map(foldLookAlikes);
  return {
    words: [owner.firstName, owner.lastName, local].flatMap(split),
    wholeWords: domain.split('.').slice(0, -1).map(foldLookAlikes),
  };
}

function containsPartOf(password: string, owner: PasswordOwner): boolean {
  const folded = foldLookAlikes(password);
  const { words, wholeWords } = wordsOf(owner);
  const parts = words.flatMap((word) => {
    if (word.length < shortestWord) return [];
    if (word.length <= partLength) return [word];
    return Array.from({ length: word.length - partLength + 1 }, (_, at) => word.slice(at, at + partLength));
  });
  return [...parts, ...wholeWords.filter((word) => word.length >= partLength)].some((part) => folded.includes(part));
}

/**
 * What may be the word in a password, once digits and signs are taken off its ends: `Zomer` of `Zomer2026!`. A few of them are
 * left on too, for they may stand for letters: `$ummer` of `$ummer2026!`.
 */
function wordsIn(password: string): string[] {
  const from = password.search(/\p{L}/u);
  const to = password.search(/\P{L}*$/u);
  if (from < 0 || to - from < shortestWord) return [password];
  const steps = [0, 1, 2, 3];
  return [password, ...steps.flatMap((before) => steps.map((after) => cut(password, from - before, to + after)))];
}

function cut(text: string, from: number, to: number): string {
  return text.slice(Math.max(0, from), to);
}

/** Mostly one character, or a few over and over: long, but guessed soon. */
function isRepetitive(password: string): boolean {
  const characters = [...password.toLowerCase()];
  const times = new Map<string, number>();
  for (const one of characters) times.set(one, (times.get(one) ?? 0) + 1);
  return times.size < fewestDifferent || Math.max(...times.values()) * 2 > characters.length;
}

/**
 * Checks a new password (C-4, going beyond it: no common word with digits or signs around it, no endless repetition).
 * @param isCommon whether a word is a common one, both folded by `foldLookAlikes`
 */
export function passwordFaults(
  password: string,
  owner: PasswordOwner,
  isCommon: (word: string) => boolean,
): PasswordFault[] {
  const faults: PasswordFault[] = [];
  const isShort = [...password].length < shortestPassword;
  if (isShort) faults.push('too-short');
  if (password.length > 128) faults.push('too-long');
  if (kinds.filter((kind) => kind.test(password)).length < 3) faults.push('too-few-kinds');
  if (containsPartOf(password, owner)) faults.push('contains-name-or-address');
  if (wordsIn(password).map(foldLookAlikes).some(isCommon)) faults.push('too-common');
  if (!isShort && isRepetitive(password)) faults.push('too-repetitive');
  return faults;
}
