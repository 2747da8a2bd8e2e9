import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { orderOf, partsOf, type Word } from './directions.ts';
import { type DocumentFont, encode } from './teach-text.ts';

interface Line {
  inlines: (Word & { x: number; width: number })[];
}

/**
 * pdfmake knows one font per text, one direction, and one text per glyph. Here it learns that there are others; to be called before it
 * is used.
 */
export function teachPdfmake(): void {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('pdfmake'));
  const load = <T>(name: string) => (require(join(folder, name)) as { default: { prototype: T } }).default.prototype;

  const breaker = load<{ getBreaks(...from: unknown[]): Word[] }>('TextBreaker.js');
  const { getBreaks } = breaker;
  breaker.getBreaks = function breaks(...from) {
    return partsOf(getBreaks.apply(this, from));
  };

  const renderer = load<{ renderLine(line: Line, x: number, y: number): void }>('Renderer.js');
  const { renderLine } = renderer;
  renderer.renderLine = function render(line, x, y) {
    putInOrder(line);
    renderLine.call(this, line, x, y);
  };

  const document = load<{ provideFont(...from: unknown[]): DocumentFont }>('PDFDocument.js');
  const { provideFont } = document;
  document.provideFont = function provide(...from) {
    return Object.assign(provideFont.apply(this, from), { encode });
  };
}

function putInOrder({ inlines }: Line): void {
  if (!inlines.some(({ level = 0 }) => level > 0)) return;
  let x = inlines[0]?.x ?? 0;
  const ordered = orderOf(inlines).flatMap((index) => inlines[index] ?? []);
  for (const inline of ordered) {
    inline.x = x;
    x += inline.width;
  }
  inlines.splice(0, inlines.length, ...ordered);
}
