import { sameCodes } from './parsed-fonts.ts';

/** A font in a document of pdfkit, as far as it is needed here. */
export interface DocumentFont {
  layout(text: string, features?: unknown): { glyphs: DrawnGlyph[]; positions: unknown[] };
  subset: { glyphs: number[]; includeGlyph(id: number): number };
  /** By number in the document: what it stands for, and how wide it is. */
  unicode: number[][];
  widths: number[];
  scale: number;
  encode(text: string, features?: unknown): [string[], unknown[]];
}
interface DrawnGlyph {
  id: number;
  codePoints: number[];
  advanceWidth: number;
}

const numbersOf = new WeakMap<DocumentFont, Map<string, number>>();

/**
 * pdfkit gives each glyph one number, which stands for one text. But a glyph may be drawn for several (the bow of ب is that of ن, a
 * space is a no-break space): here it gets a number per text, so that what programs read is what was written.
 */
export function encode(this: DocumentFont, text: string, features?: unknown): [string[], unknown[]] {
  const { glyphs, positions } = this.layout(text, features);
  return [glyphs.map((glyph) => numberOf(this, glyph).toString(16).padStart(4, '0')), positions];
}

function numberOf(font: DocumentFont, glyph: DrawnGlyph): number {
  const { id, codePoints, advanceWidth } = glyph;
  const first = font.subset.includeGlyph(id);
  font.unicode[first] ??= codePoints;
  font.widths[first] ??= advanceWidth * font.scale;
  if (sameCodes(font.unicode[first], codePoints)) return first;

  const numbers = numbersOf.get(font) ?? new Map<string, number>();
  numbersOf.set(font, numbers);
  const key = `${id}:${codePoints}`;
  const number = numbers.get(key) ?? font.subset.glyphs.push(id) - 1;
  numbers.set(key, number);
  font.unicode[number] = codePoints;
  font.widths[number] = advanceWidth * font.scale;
  return number;
}
