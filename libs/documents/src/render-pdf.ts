import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

/** What a document consists of; see pdfmake's document definition. */
export type DocumentDefinition = TDocumentDefinitions;

type PdfMaker = Pick<
  typeof import('pdfmake'),
  'createPdf' | 'setFonts' | 'setLocalAccessPolicy' | 'setUrlAccessPolicy'
>;

let maker: Promise<PdfMaker> | undefined;

/**
 * Lays out a PDF (A4 unless told) in Roboto, embedded as far as it is used: Latin with all accents, Greek, Cyrillic, €.
 * Loads nothing from the network or the disk: images come as data URLs.
 */
export async function renderPdf(definition: DocumentDefinition): Promise<Buffer> {
  maker ??= loadMaker();
  const pdfmake = await maker;
  const document = pdfmake.createPdf({
    pageSize: 'A4',
    pageMargins: [56, 56, 56, 64],
    ...definition,
    defaultStyle: { font: 'Roboto', fontSize: 10, lineHeight: 1.15, ...definition.defaultStyle },
  });
  return document.getBuffer();
}

/** At the first document: fonts and layout engine weigh some 40 MB, which an idle service need not carry. */
async function loadMaker(): Promise<PdfMaker> {
  keepParsedFonts();
  const { default: pdfmake } = (await import('pdfmake')) as unknown as { default: PdfMaker };
  const fonts = createRequire(import.meta.url)('pdfmake/fonts/Roboto.js') as Record<string, Record<string, string>>;
  const fontFiles = new Set(Object.values(fonts).flatMap((faces) => Object.values(faces)));
  pdfmake.setFonts(fonts);
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => fontFiles.has(path));
  return pdfmake;
}

/**
 * pdfkit parses the font files anew for each document, which costs as much as everything else together: here each is parsed
 * once. A parsed font holds no more of a document than the glyphs that were looked up. To be called before pdfkit is loaded.
 */
function keepParsedFonts(): void {
  const pdfkit = createRequire(createRequire(import.meta.url).resolve('pdfmake')).resolve('pdfkit');
  const require = createRequire(pdfkit);
  const fontkit = require('fontkit') as { create(bytes: Uint8Array, face?: string): object };
  const parsed = new Map<string, object>();
  const create = (bytes: Uint8Array, face?: string): object => {
    const key = createHash('sha256').update(bytes).digest('base64');
    const font = parsed.get(key) ?? fontkit.create(bytes, face);
    parsed.set(key, font);
    return font;
  };
  // its own properties cannot be replaced
  const loaded = require.cache[require.resolve('fontkit')];
  if (loaded) loaded.exports = Object.create(fontkit, { create: { value: create } });
}
