/** What is wrong with a password, as codes that the form translates. An empty list means strong enough (C-4). */
export type PasswordFault = 'too-short' | 'too-long' | 'too-few-kinds' | 'contains-name-or-address' | 'too-common';

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

/** The word in a password once decoration is taken off: `P@ssword123!` is `password`. */
function undecorated(password: string): string {
  return password
    .toLowerCase()
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replace(/[@4]/g, 'a')
    .replace(/[$5]/g, 's')
    .replace(/0/g, 'o')
    .replace(/3/g, 'e')
    .replace(/[1!|]/g, 'i')
    .replace(/7/g, 't');
}

/**
 * Checks a new password (C-4, going beyond it by a list of common ones).
 * @param isCommon whether a lower-case word is among the commonest passwords
 */
export function passwordFaults(
  password: string,
  owner: PasswordOwner,
  isCommon: (word: string) => boolean,
): PasswordFault[] {
  const faults: PasswordFault[] = [];
  if ([...password].length < 8) faults.push('too-short');
  if (password.length > 128) faults.push('too-long');
  if (kinds.filter((kind) => kind.test(password)).length < 3) faults.push('too-few-kinds');
  if (containsPartOf(password, owner)) faults.push('contains-name-or-address');
  const core = undecorated(password);
  if (isCommon(password.toLowerCase()) || (core.length >= 6 && isCommon(core))) faults.push('too-common');
  return faults;
}
