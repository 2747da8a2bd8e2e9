import { type ZipPart, zipOf } from './zip.ts';

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

export interface WorkbookParts {
  /** Of each sheet the inside of its part, or of its `sheetData`. */
  sheets: Record<string, string>;
  /** Attributes of a sheet's entry: `state="hidden"`. */
  states?: Record<string, string>;
  /** Format codes; the style of a cell is its place here, counted from 1. */
  formats?: string[];
  /** Formats of conditional formatting: the inside of each `dxf`. */
  conditional?: string[];
  strings?: string[];
  from1904?: boolean;
  /** Attributes of `calcPr`. */
  calculation?: string;
  /** Instead of, or besides, the usual parts. */
  parts?: ZipPart[];
  claims?: number;
}

/** A workbook by its XML, as one writes it to the letter. */
export function workbookOf(wanted: WorkbookParts): Buffer {
  const {
    sheets,
    states = {},
    formats = [],
    conditional = [],
    strings = [],
    from1904 = false,
    calculation = '',
    parts = [],
    claims,
  } = wanted;
  const names = Object.keys(sheets);
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relationships}/${type}" Target="${target}"/>`;
  const wholeSheet = (inside: string) =>
    `<worksheet ${main}>${inside.includes('<sheetData>') ? inside : `<sheetData>${inside}</sheetData>`}</worksheet>`;
  const usual: ZipPart[] = [
    {
      name: '_rels/.rels',
      content: `<Relationships>${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook ${main} xmlns:r="${relationships}"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${names
        .map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" ${states[name] ?? ''} r:id="s${i}"/>`)
        .join('')}</sheets><calcPr ${calculation}/></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships>${names.map((_, i) => relation(`s${i}`, 'worksheet', `worksheets/s${i}.xml`)).join('')}${relation('st', 'styles', 'styles.xml')}${relation('ss', 'sharedStrings', '/xl/sharedStrings.xml')}</Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      content: `<styleSheet ${main}><numFmts>${formats.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code.replaceAll('"', '&quot;')}"/>`).join('')}</numFmts><cellXfs><xf numFmtId="0"/>${formats.map((_, i) => `<xf numFmtId="${164 + i}"/>`).join('')}</cellXfs><dxfs>${conditional.map((inside) => `<dxf>${inside}</dxf>`).join('')}</dxfs></styleSheet>`,
    },
    {
      name: 'xl/sharedStrings.xml',
      content: `<sst ${main}>${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    },
    ...names.map((name, i) => ({
      name: `xl/worksheets/s${i}.xml`,
      content: wholeSheet(sheets[name] ?? ''),
      ...(claims === undefined ? {} : { claims }),
    })),
  ];
  const named = new Set(parts.map(({ name }) => name));
  return zipOf([...usual.filter(({ name }) => !named.has(name)), ...parts]);
}
