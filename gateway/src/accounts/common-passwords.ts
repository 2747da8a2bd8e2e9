import { dictionary } from '@zxcvbn-ts/language-common';
import { commonWords } from './common-words.ts';
import { foldLookAlikes } from './domain/password.ts';

const common = new Set([...dictionary['passwords-common'], ...commonWords].map(foldLookAlikes));

/** Whether a word is among the 49,000 commonest passwords, or one that people here think of first; look-alikes folded. */
export function isCommonPassword(word: string): boolean {
  return common.has(word);
}
