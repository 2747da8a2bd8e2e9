import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { fontFiles } from './fonts.ts';
import { keepParsedFonts } from './parsed-fonts.ts';
import { teachPdfmake } from './teach-pdfmake.ts';

/** What a document consists of; see pdfmake's document definition. */
export type DocumentDefinition = TDocumentDefinitions;

type PdfMaker = Pick<
  typeof import('pdfmake'),
  'createPdf' | 'setFonts' | 'setLocalAccessPolicy' | 'setUrlAccessPolicy'
>;

let maker: Promise<PdfMaker> | undefined;
/** Documents share the parsed fonts, so there is one at a time. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Lays out a PDF (A4 unless told) in Roboto (Latin with all accents, Greek, Cyrillic, €) and, where that lacks the letters, in
 * Noto (Arabic, Hebrew, Chinese, Japanese, pictures); embedded as far as they are used.
 * Loads nothing from the network or the disk: images come as data URLs.
 */
export function renderPdf(definition: DocumentDefinition): Promise<Buffer> {
  const rendered = last.then(() => layOut(definition));
  last = rendered.catch(() => undefined);
  return rendered;
}

async function layOut(definition: DocumentDefinition): Promise<Buffer> {
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
  teachPdfmake();
  const fonts = fontFiles();
  const files = new Set(Object.values(fonts).flatMap((faces) => Object.values(faces)));
  pdfmake.setFonts(fonts);
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => files.has(path));
  return pdfmake;
}
