import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

interface Glyph {
  codePoints: number[];
}
interface Font {
  getGlyph(id: number, codePoints?: number[]): Glyph | null;
}

/** A font of more bytes is needed seldom, and would weigh too much between times. */
const keptBytes = 2_000_000;
const parsed = new Map<string, Font>();

/**
 * pdfkit parses the font files anew for each document, which costs more than laying it out: here each is parsed once. To be called
 * before pdfkit is loaded.
 */
export function keepParsedFonts(): void {
  const pdfkit = createRequire(createRequire(import.meta.url).resolve('pdfmake')).resolve('pdfkit');
  const its = createRequire(pdfkit);
  const fontkit = its('fontkit') as { create(bytes: Uint8Array, face?: string): Font };
  const create = (bytes: Uint8Array, face?: string): Font => {
    const key = bytes.length > keptBytes ? null : createHash('sha256').update(bytes).digest('base64');
    const known = key && parsed.get(key);
    if (known) return known;
    const font = withGlyphsOfTheirOwn(fontkit.create(bytes, face));
    if (key) parsed.set(key, font);
    return font;
  };
  // its own properties cannot be replaced
  const loaded = its.cache[its.resolve('fontkit')];
  if (loaded) loaded.exports = Object.create(fontkit, { create: { value: create } });
}

/**
 * A font remembers each glyph with the characters for which it was looked up first. Those of another document, or none where it was
 * looked up as a part of another glyph (the e of é), would stand in the text of this one, which people search and programs read.
 */
function withGlyphsOfTheirOwn(font: Font): Font {
  const getGlyph = font.getGlyph.bind(font);
  font.getGlyph = (id, codePoints = []) => {
    const glyph = getGlyph(id, codePoints);
    if (!glyph || sameCodes(glyph.codePoints, codePoints)) return glyph;
    return Object.assign(Object.create(glyph) as Glyph, { codePoints });
  };
  return font;
}

/** Whether two lists of code points are the same. */
export function sameCodes(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((code, index) => code === other[index]);
}
