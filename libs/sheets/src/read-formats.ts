import { formatOf, type NumberFormat, repeated } from './number-look.ts';
import { readXml } from './read-xml.ts';
import type { Archive } from './unpack.ts';
import { UnreadableWorkbook } from './workbook.ts';

export interface Formats {
  /** How a cell shows what it holds, by its style. */
  formats: NumberFormat[];
  /** How a rule of conditional formatting shows it, by its place; null when that says nothing of numbers. */
  conditional: (NumberFormat | null)[];
}

/**
 * How the styles of a workbook show what cells hold.
 * @throws UnreadableWorkbook
 */
export async function readFormats(archive: Archive, part: string | undefined): Promise<Formats> {
  const formats: NumberFormat[] = [];
  const conditional: (NumberFormat | null)[] = [];
  if (part === undefined) return { formats, conditional };
  const codes = new Map<number, string>();
  const named: number[] = [];
  let within = '';

  function noteCode(id: number, code = ''): void {
    if ((codes.get(id) ?? code) !== code) throw new UnreadableWorkbook('twice', part);
    codes.set(id, code);
  }

  /** Without a format of its own some show a cell by that of its named style, others as General. */
  function formatOfCell({ numFmtId, xfId }: Record<string, string>): NumberFormat {
    const style = numFmtId === undefined ? (named[Number(xfId)] ?? 0) : 0;
    const id = Number(numFmtId ?? style);
    const format = formatOf(id, codes.get(id));
    return style === 0 ? format : { ...format, lookOf: () => 'other' };
  }

  await readXml(archive, part, {
    open(name, attributes) {
      if (/^(?:numFmts|cellStyleXfs|cellXfs|dxfs)$/.test(name)) within = name;
      const id = Number(attributes['numFmtId'] ?? 0);
      const code = attributes['formatCode'];
      switch (`${within} ${name}`) {
        case 'numFmts numFmt':
          return noteCode(id, code);
        case 'cellStyleXfs xf':
          named.push(id);
          return;
        case 'cellXfs xf':
          formats.push(formatOfCell(attributes));
          return;
        case 'cellXfs alignment':
          if (attributes['horizontal'] === 'fill') formats[formats.length - 1] = repeated;
          return;
        case 'dxfs dxf':
          conditional.push(null);
          return;
        case 'dxfs numFmt':
          conditional[conditional.length - 1] = formatOf(id, code ?? codes.get(id));
      }
    },
    close(name) {
      if (name === within) within = '';
    },
  });
  return { formats, conditional };
}
