import { inflateSync } from 'node:zlib';

interface PdfObject {
  dictionary: string;
  stream: Buffer | null;
}
/** What a font's glyphs stand for, by their numbers in the document. */
type Characters = Map<number, string>;

/**
 * The text of a PDF that we made, as search, screen readers and bookkeeping software read it: a string per page, a line per line, in
 * the order in which it is drawn (from left to right, also what is read from right to left).
 */
export function textLayerOf(pdf: Buffer): string[] {
  const objects = objectsOf(pdf);
  const fonts = new Map<number, Characters>();
  const charactersOf = (id: number): Characters => {
    const known = fonts.get(id) ?? readCharacters(objects, id);
    fonts.set(id, known);
    return known;
  };
  return pagesOf(objects).map((page) => {
    const names = new Map<string, Characters>();
    for (const [, name, id] of resourcesOf(objects, page).matchAll(/\/(F\d+) (\d+) 0 R/g))
      names.set(name ?? '', charactersOf(Number(id)));
    return textOf(contentsOf(objects, page), names);
  });
}

/** Addresses that a PDF that we made links to. */
export function linksOf(pdf: Buffer): string[] {
  return [...objectsOf(pdf).values()].flatMap(({ dictionary }) => /\/URI \((.*)\)/.exec(dictionary)?.[1] ?? []);
}

function objectsOf(pdf: Buffer): Map<number, PdfObject> {
  const text = pdf.toString('latin1');
  const objects = new Map<number, PdfObject>();
  const start = /(?:^|\n)(\d+) 0 obj\n/g;
  for (let match = start.exec(text); match; match = start.exec(text)) {
    const end = text.indexOf('endobj', start.lastIndex);
    const streamAt = text.indexOf('\nstream\n', start.lastIndex);
    const isStream = streamAt >= 0 && streamAt < end;
    const dictionary = text.slice(start.lastIndex, isStream ? streamAt : end);
    let stream: Buffer | null = null;
    if (isStream) {
      const from = streamAt + '\nstream\n'.length;
      const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0);
      const packed = pdf.subarray(from, from + length);
      stream = dictionary.includes('/FlateDecode') ? inflateSync(packed) : packed;
      start.lastIndex = from + length;
    }
    objects.set(Number(match[1]), { dictionary, stream });
  }
  return objects;
}

function pagesOf(objects: Map<number, PdfObject>): PdfObject[] {
  const tree = [...objects.values()].find(({ dictionary }) => dictionary.includes('/Type /Pages'));
  const kids = /\/Kids \[([^\]]*)\]/.exec(tree?.dictionary ?? '')?.[1] ?? '';
  return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, id]) => objects.get(Number(id)) ?? []);
}

function resourcesOf(objects: Map<number, PdfObject>, page: PdfObject): string {
  const id = /\/Resources (\d+) 0 R/.exec(page.dictionary)?.[1];
  return id ? (objects.get(Number(id))?.dictionary ?? '') : page.dictionary;
}

function contentsOf(objects: Map<number, PdfObject>, page: PdfObject): string {
  const id = /\/Contents (\d+) 0 R/.exec(page.dictionary)?.[1];
  return objects.get(Number(id))?.stream?.toString('latin1') ?? '';
}

/** Reads a font's ToUnicode map. */
function readCharacters(objects: Map<number, PdfObject>, id: number): Characters {
  const characters: Characters = new Map();
  const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.dictionary ?? '')?.[1];
  const text = objects.get(Number(map))?.stream?.toString('latin1') ?? '';
  for (const [, first, , list] of text.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi))
    [...(list ?? '').matchAll(/<([^>]*)>/g)].forEach(([, hex], index) => {
      characters.set(Number.parseInt(first ?? '', 16) + index, utf16(hex ?? ''));
    });
  return characters;
}

function utf16(hex: string): string {
  const units = hex.replace(/\s/g, '').match(/.{4}/g) ?? [];
  return String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)));
}

function textOf(content: string, fonts: Map<string, Characters>): string {
  let font: Characters | undefined;
  let height: string | undefined;
  let text = '';
  const operators =
    /\/(F\d+) [\d.]+ Tf|BT\n1 0 0 1 [-\d.]+ ([-\d.]+) Tm|\[((?:\s*(?:<[0-9a-f]*>|[-\d.]+))*)\s*\] TJ|<([0-9a-f]*)> Tj/gi;
  for (const [, name, y, list, single] of content.matchAll(operators)) {
    if (name) font = fonts.get(name);
    else if (y) {
      if (height !== undefined && y !== height) text += '\n';
      height = y;
    } else
      for (const [glyph] of (list ?? `<${single}>`).replace(/(?:^|>)[^<]*(?:<|$)/g, '').matchAll(/[0-9a-f]{4}/gi))
        text += font?.get(Number.parseInt(glyph, 16)) ?? '\ufffd';
  }
  return text;
}
