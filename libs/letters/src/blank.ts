// As classes of patterns, spelled out: \s and \p mean other characters in other languages' patterns, and the descriptions of our
// APIs must refuse what we refuse. For flag u, as validators of JSON schema set it.

export const spaces = '\\u0020\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000\\ufeff';
export const lineEnds = '\\u0009\\u000a\\u000d\\u2028\\u2029';
/** Turn the direction of what follows: `Jan \u202esnaJ` is shown as `Jan Jans`. */
export const turns = '\\u202a-\\u202e\\u2066-\\u2069';
/** Drawn by nobody: joiners, marks of direction, fillers, variations, tags. Within a text many of them mean something. */
export const unseen =
  '\\u0080-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2060-\\u2065\\u206a-\\u206f' +
  `\\u2800\\u3164\\ufe00-\\ufe0f\\uffa0\\ufff0-\\ufffb${range(0x1bca0, 0x1bca3)}${range(0x1d173, 0x1d17a)}${range(0xe0000, 0xe0fff)}`;

const blank = new RegExp(`^[${spaces}${lineEnds}${turns}${unseen}]*$`, 'u');

/** Whether nobody sees anything of the text. */
export function isBlank(text: string): boolean {
  return blank.test(text);
}

/** A range in a class, as the characters themselves: escapes beyond U+FFFF differ between languages. */
export function range(from: number, to: number): string {
  return `${String.fromCodePoint(from)}-${String.fromCodePoint(to)}`;
}
