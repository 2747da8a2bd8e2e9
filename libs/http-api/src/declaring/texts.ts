import type { Words } from '@leerhuis/language';
import { isBlank, lineEnds, spaces, turns, unseen, unshowableIn } from '@leerhuis/letters';
import { z } from 'zod';

const controls = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f';
const notInLine = `${controls}${lineEnds}${turns}`;

const hasTurn = new RegExp(`[${turns}]`, 'u');
const oneLine = new RegExp(`^[^${notInLine}]*$`, 'u');
const oneLineNotBlank = new RegExp(`^[${spaces}${unseen}]*[^${notInLine}${spaces}${unseen}][^${notInLine}]*$`, 'u');
const lines = new RegExp(`^[^${controls}]*$`, 'u');
const unseenLines = `${spaces}${lineEnds}${turns}${unseen}`;
const linesNotBlank = new RegExp(`^[${unseenLines}]*[^${controls}${unseenLines}][^${controls}]*$`, 'u');

/**
 * One line of text from outside, trimmed, in NFC: no control characters, none that turn its direction, something to be seen (unless
 * `min` is 0), at most `max` characters.
 */
export function lineText(max: number, min: 0 | 1 = 1) {
  return bounded(min === 0 ? oneLine : oneLineNotBlank, max);
}

/** Text of several lines from outside, trimmed; like `lineText` otherwise. */
export function longText(max: number, min: 0 | 1 = 1) {
  return bounded(min === 0 ? lines : linesNotBlank, max);
}

/** Like `lineText`, for what ends on a document of ours (names, titles, addresses): letters that no font of ours has are refused. */
export function printedLine(max: number) {
  return printed(lineText(max));
}

/** Refuses letters that no font of our documents has. */
export function printed(schema: z.ZodString) {
  return schema.check(canBeShown);
}

function canBeShown({ value, issues }: z.core.ParsePayload<string>): void {
  // what is refused already may be of any length
  const message = issues.length > 0 ? null : notPrintable(value);
  if (message) issues.push({ code: 'custom', input: value, params: { message } });
}

/** What keeps a text off our documents: the letters that no font of ours has, in words; null when there are none. */
export function notPrintable(text: string): Words | null {
  const letters = unshowableIn(text);
  if (letters.length === 0) return null;
  const named = letters.slice(0, 10).join(' ');
  return {
    nl: `Bevat tekens die wij niet op documenten kunnen afdrukken: ${named}`,
    fr: `Contient des caractères que nous ne pouvons pas imprimer sur nos documents : ${named}`,
    en: `Contains characters that we cannot print on documents: ${named}`,
  };
}

/** Text of at most `max` characters that fits the pattern, trimmed, in NFC. */
export function bounded(regex: RegExp, max: number) {
  return z.string().check(shortEnough(max)).regex(regex).trim().normalize('NFC').meta({ maxLength: max });
}

/** Lengths in JSON schema count characters; those of JavaScript, and so zod's, UTF-16 units. */
function shortEnough(max: number): z.core.CheckFn<string> {
  return ({ value, issues }) => {
    if (value.length <= max || (value.length <= 2 * max && [...value].length <= max)) return;
    issues.push({ code: 'too_big', origin: 'string', maximum: max, inclusive: true, input: value });
  };
}

const blank: Words = { nl: 'Mag niet leeg zijn', fr: 'Ne peut pas être vide', en: 'Must not be empty' };
const controlCharacters: Words = {
  nl: 'Bevat tekens die hier niet kunnen',
  fr: 'Contient des caractères non admis ici',
  en: 'Contains characters that are not possible here',
};
const severalLines: Words = {
  nl: 'Moet één regel zijn, zonder bijzondere tekens',
  fr: 'Doit tenir sur une ligne, sans caractères spéciaux',
  en: 'Must be one line, without special characters',
};

/** What a text breaks, by the pattern that it does not fit. */
export const textRules = new Map<string, (text: string) => Words>([
  [String(oneLine), brokenInLine],
  [String(oneLineNotBlank), (text) => (isBlank(text) && !hasTurn.test(text) ? blank : brokenInLine(text))],
  [String(lines), () => controlCharacters],
  [String(linesNotBlank), (text) => (isBlank(text) ? blank : controlCharacters)],
]);

function brokenInLine(text: string): Words {
  return hasTurn.test(text) ? controlCharacters : severalLines;
}
