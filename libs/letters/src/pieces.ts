import { coverage } from './coverage.ts';

export type FontName = keyof typeof coverage;

/** A part of a text that one font has. */
export interface Piece {
  text: string;
  /** Null when no font of ours has it. */
  font: FontName | null;
}

const fontNames = Object.keys(coverage) as FontName[];
let unpacked: Map<FontName, Set<number>> | undefined;

/** When first asked about a character that is not plain. */
function charactersOf(font: FontName): Set<number> {
  unpacked ??= new Map(fontNames.map((name) => [name, unpack(coverage[name])]));
  return unpacked.get(font) ?? new Set();
}

function unpack(ranges: string): Set<number> {
  const codes = new Set<number>();
  let end = 0;
  for (const range of ranges.split(' ')) {
    const [gap = 0, length = 1] = range.split('.').map((digits) => Number.parseInt(digits, 36));
    for (let code = end + gap; code < end + gap + length; code += 1) codes.add(code);
    end += gap + length - 1;
  }
  return codes;
}

/** What every text of ours is made of mostly; all of it is in Roboto. */
const plain = /^[\n\r\t\u0020-\u007e\u00a0-\u017f\u2013\u2014\u2018-\u201a\u201c-\u201e\u2026\u20ac]*$/;

/** Whether a text has ordinary letters only: all in one font, from left to right. */
export function isPlain(text: string): boolean {
  return plain.test(text);
}

/** Drawn by nobody: joiners, marks of direction, variations. What overrides the direction is not among them. */
const invisible = /^(?:[\n\r\t\u00ad\u061c\u200b-\u200f\u2060\ufeff]|\p{Variation_Selector})$/u;
const drawnAsEmoji = /\p{Emoji_Presentation}|\ufe0f/u;
const joins = /^[\s\p{P}]$/u;
const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Cuts a text into parts of which each can be drawn in one font. */
export function piecesOf(text: string): Piece[] {
  if (isPlain(text)) return text === '' ? [] : [{ text, font: 'Roboto' }];
  const pieces: Piece[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const last = pieces.at(-1);
    const font = fontFor(segment, last?.font ?? null);
    if (last && last.font === font) last.text += segment;
    else pieces.push({ text: segment, font });
  }
  return pieces;
}

function fontFor(grapheme: string, before: FontName | null): FontName | null {
  const codes = [...grapheme].filter((character) => !invisible.test(character)).map((one) => one.codePointAt(0) ?? 0);
  const has = (font: FontName) => codes.every((code) => charactersOf(font).has(code));
  // what stands between words goes with the word before
  if (before && before !== 'NotoEmoji' && joins.test(grapheme) && has(before)) return before;
  if (drawnAsEmoji.test(grapheme) && has('NotoEmoji')) return 'NotoEmoji';
  return fontNames.find(has) ?? null;
}

/** The characters of a text that our documents cannot show, each once. */
export function unshowableIn(text: string): string[] {
  const missing = piecesOf(text).filter(({ font }) => font === null);
  return [...new Set(missing.flatMap((piece) => [...segmenter.segment(piece.text)].map(({ segment }) => segment)))];
}
