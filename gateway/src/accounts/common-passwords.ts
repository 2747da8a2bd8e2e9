import { dictionary } from '@zxcvbn-ts/language-common';

const common = new Set<string>(dictionary['passwords-common']);

/** Whether a word (lower case) is among the 49,000 commonest passwords. */
export function isCommonPassword(word: string): boolean {
  return common.has(word);
}
