import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

interface ParsedFont {
  /** Glyphs that were looked up, each with the characters that it stood for at the first time. */
  _glyphs: Record<number, unknown>;
}

const parsed = new Map<string, ParsedFont>();

/**
 * pdfkit parses the font files anew for each document, which costs more than laying it out: here each is parsed once. To be called
 * before pdfkit is loaded.
 */
export function keepParsedFonts(): void {
  const pdfkit = createRequire(createRequire(import.meta.url).resolve('pdfmake')).resolve('pdfkit');
  const require = createRequire(pdfkit);
  const fontkit = require('fontkit') as { create(bytes: Uint8Array, face?: string): ParsedFont };
  const create = (bytes: Uint8Array, face?: string): ParsedFont => {
    const key = createHash('sha256').update(bytes).digest('base64');
    const font = parsed.get(key) ?? fontkit.create(bytes, face);
    parsed.set(key, font);
    return font;
  };
  // its own properties cannot be replaced
  const loaded = require.cache[require.resolve('fontkit')];
  if (loaded) loaded.exports = Object.create(fontkit, { create: { value: create } });
}

/**
 * Before each document: a glyph that the one before looked up as a part of another (the e of é) stands for no character, and would
 * leave a hole in the text of this one, which people search and programs read.
 */
export function forgetGlyphs(): void {
  for (const font of parsed.values()) font._glyphs = {};
}
