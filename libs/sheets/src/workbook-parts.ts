import { posix } from 'node:path';
import { type Formats, readFormats } from './read-formats.ts';
import { readXml } from './read-xml.ts';
import type { Archive } from './unpack.ts';
import { UnreadableWorkbook } from './workbook.ts';

export interface SheetPart {
  name: string;
  hidden: boolean;
  /** Name of its part in the archive. */
  part: string;
}

export interface Contents extends Formats {
  sheets: SheetPart[];
  /** Days are counted from 1904 instead of 1900. */
  from1904: boolean;
  /** Formulas are computed when a spreadsheet opens it: the results in it are not what is seen then. */
  isUncomputed: boolean;
  sharedStrings: string[];
}

/**
 * What the sheets of a workbook are and what they share.
 * @throws UnreadableWorkbook
 */
export async function readContents(archive: Archive): Promise<Contents> {
  const book = (await relationsOf(archive, '', '_rels/.rels')).find(({ type }) => type === 'officeDocument')?.target;
  if (book === undefined) throw new UnreadableWorkbook('no-workbook');
  const folder = posix.dirname(book);
  const relations = await relationsOf(archive, folder, `${folder}/_rels/${posix.basename(book)}.rels`);
  const { sheets, from1904, isUncomputed } = await readBook(archive, book);
  const partOf = (type: string) => {
    const [found, another] = relations.filter((each) => each.type === type);
    if (another) throw new UnreadableWorkbook('twice', type);
    return found?.target;
  };
  return {
    from1904,
    isUncomputed,
    sheets: sheets.flatMap(({ relation, ...sheet }) => {
      const found = relations.find(({ id }) => id === relation);
      if (!found) throw new UnreadableWorkbook('no-workbook', sheet.name.slice(0, 40));
      // a sheet that is a chart has no cells
      return found.type === 'worksheet' ? [{ ...sheet, part: found.target }] : [];
    }),
    sharedStrings: await readSharedStrings(archive, partOf('sharedStrings')),
    ...(await readFormats(archive, partOf('styles'))),
  };
}

interface Relation {
  id: string;
  /** Last part of the type's address. */
  type: string;
  target: string;
}

async function relationsOf(archive: Archive, folder: string, part: string): Promise<Relation[]> {
  const relations: Relation[] = [];
  const ids = new Set<string>();
  await readXml(archive, part, {
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      if (ids.has(Id)) throw new UnreadableWorkbook('twice', part);
      ids.add(Id);
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      relations.push({ id: Id, type: posix.basename(Type), target });
    },
  });
  return relations;
}

async function readBook(archive: Archive, part: string) {
  const sheets: (Omit<SheetPart, 'part'> & { relation: string })[] = [];
  let from1904 = false;
  let isUncomputed = false;
  await readXml(archive, part, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = isTrue(attributes['date1904']);
      if (name === 'calcPr')
        isUncomputed = isTrue(attributes['fullCalcOnLoad']) || !isTrue(attributes['calcCompleted'] ?? '1');
      if (name !== 'sheet') return;
      const relation = Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1] ?? '';
      const { name: title = '', state = 'visible' } = attributes;
      // Excel knows sheets by their names, whatever the case
      if (sheets.some((sheet) => sheet.name.toLowerCase() === title.toLowerCase()))
        throw new UnreadableWorkbook('twice', title.slice(0, 40));
      sheets.push({ name: title, hidden: state !== 'visible', relation });
    },
  });
  return { sheets, from1904, isUncomputed };
}

async function readSharedStrings(archive: Archive, part: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (part === undefined) return strings;
  const text = textCollector();
  await readXml(archive, part, {
    open: text.open,
    text: text.text,
    close(name) {
      text.close(name);
      if (name === 'si') strings.push(text.take());
    },
  });
  return strings;
}

/** Collects the text of `t` elements, be they runs of rich text, but not how it is pronounced (`rPh`). */
export function textCollector() {
  let taken = '';
  let piece = '';
  let inText = false;
  let inPhonetic = false;
  return {
    open(name: string) {
      if (name === 'rPh') inPhonetic = true;
      if (name === 't') inText = true;
    },
    close(name: string) {
      if (name === 'rPh') inPhonetic = false;
      if (name !== 't') return;
      inText = false;
      // an escape ends within its run
      taken += unescaped(piece);
      piece = '';
    },
    text(part: string) {
      if (inText && !inPhonetic) piece += part;
    },
    take(): string {
      const all = taken;
      taken = '';
      return all;
    },
  };
}

/** Characters that XML can't hold are written as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
