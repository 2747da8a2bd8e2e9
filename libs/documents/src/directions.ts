import { createRequire } from 'node:module';
import { isPlain, piecesOf } from '@leerhuis/letters';
import type { Bidi } from 'bidi-js';

/** A word as pdfmake breaks lines from it: its text, whether the line may be broken after it, and its style. */
export interface Word {
  text: string;
  lineEnd?: boolean;
  noNewLine?: boolean;
  font?: unknown;
  /** Odd: from right to left. */
  level?: number;
}

// its types say that it is an ES module, which it is not
const bidi = (createRequire(import.meta.url)('bidi-js') as () => Bidi)();
const fromRightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Cuts the words of a paragraph into parts of one font and one direction each. */
export function partsOf(words: Word[]): Word[] {
  if (words.every(({ text }) => isPlain(text))) return words;
  const paragraph = words.map(({ text, lineEnd }) => (lineEnd ? `${text}\n` : text)).join('');
  const { levels } = bidi.getEmbeddingLevels(paragraph);
  let at = 0;
  return words.flatMap((word) => {
    const parts = cut(word, levels.subarray(at, at + word.text.length));
    at += word.text.length + (word.lineEnd ? 1 : 0);
    return parts;
  });
}

function cut(word: Word, levels: Uint8Array): Word[] {
  const parts: Word[] = [];
  let at = 0;
  for (const { text, font } of piecesOf(word.text)) {
    for (const run of runsOf(text, levels.subarray(at, at + text.length))) {
      const { lineEnd, ...style } = word;
      const isTurned = run.level % 2 === 1;
      parts.push({
        ...style,
        ...(font === null || font === 'Roboto' ? {} : { font }),
        text: asDrawn(run.text, isTurned),
        level: run.level,
        noNewLine: true,
      });
    }
    at += text.length;
  }
  const last = parts.at(-1);
  if (!last) return [word];
  if (!word.noNewLine) delete last.noNewLine;
  if (word.lineEnd) last.lineEnd = true;
  return parts;
}

/** Parts of one level; what is blank apart, so that it can stay at the end of its line. */
function runsOf(text: string, levels: Uint8Array): { text: string; level: number }[] {
  const runs: { text: string; level: number; isBlank: boolean }[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    const level = levels[index] ?? 0;
    const isBlank = /^\s+$/.test(segment);
    const last = runs.at(-1);
    if (last && last.level === level && (level % 2 === 0 || last.isBlank === isBlank)) last.text += segment;
    else runs.push({ text: segment, level, isBlank });
  }
  return runs;
}

/** The font lays out letters of scripts from right to left in their order, and everything else from left to right. */
function asDrawn(text: string, isTurned: boolean): string {
  const drawn = isTurned ? [...text].map((one) => bidi.getMirroredCharacter(one) ?? one).join('') : text;
  if (fromRightToLeft.test(text) === isTurned) return drawn;
  return [...segmenter.segment(drawn)]
    .map(({ segment }) => segment)
    .reverse()
    .join('');
}

/** The order in which the parts of a line are drawn from left to right (UAX #9, L1 and L2); blank ones at its end stay there. */
export function orderOf(parts: readonly Pick<Word, 'text' | 'level'>[]): number[] {
  let shown = parts.length;
  while (shown > 0 && /^\s*$/.test(parts[shown - 1]?.text ?? '')) shown -= 1;
  const order = parts.map((_, index) => index);
  const levelAt = (position: number) => parts[order[position] ?? 0]?.level ?? 0;
  const highest = Math.max(0, ...parts.map(({ level }) => level ?? 0));
  for (let level = highest; level > 0; level -= 1) {
    for (let start = 0; start < shown; start += 1) {
      let end = start;
      while (end < shown && levelAt(end) >= level) end += 1;
      if (end > start + 1) order.splice(start, end - start, ...order.slice(start, end).reverse());
      start = Math.max(start, end - 1);
    }
  }
  return order;
}
