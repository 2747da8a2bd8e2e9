import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { Zip, ZipDeflate } from 'fflate';
import { addressOf } from './address.ts';
import { type Column, looksLikeFormula, type Table } from './table.ts';

/** More than that no spreadsheet opens. */
const mostRows = 1_048_576;
const mostCharacters = 32_767;
/** Rows are packed in pieces of this many characters, so that a large file holds neither memory nor the event loop. */
const pieceSize = 64 * 1024;

/**
 * A workbook of one sheet, made while it is read. Texts are text cells, so zeros in front stay and nothing becomes a formula,
 * also when somebody edits them; numbers and days are numbers and days.
 */
export function writeXlsx<R>(table: Table<R>): Readable {
  return Readable.from(bytesOf(table), { objectMode: false });
}

async function* bytesOf<R>({ name, columns, rows }: Table<R>): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    made.push(bytes);
  });
  for (const [path, xml] of Object.entries(frame(name))) add(zip, path).push(Buffer.from(xml), true);
  const sheet = add(zip, 'xl/worksheets/sheet1.xml');
  let piece = sheetStart(columns);
  let row = 1;
  for await (const one of rows) {
    row += 1;
    if (row > mostRows) throw new Error('more rows than a sheet has');
    piece += rowOf(
      row,
      columns.map((column, index) => cell(addressOf(row, index), column.kind, column.of(one))).join(''),
    );
    if (piece.length < pieceSize) continue;
    sheet.push(Buffer.from(piece));
    piece = '';
    yield* made.splice(0);
    await setImmediate();
  }
  sheet.push(
    Buffer.from(`${piece}</sheetData><autoFilter ref="A1:${addressOf(row, columns.length - 1)}"/></worksheet>`),
    true,
  );
  zip.end();
  yield* made;
}

function add(zip: Zip, path: string): ZipDeflate {
  const part = new ZipDeflate(path, { level: 6 });
  // the same content gives the same file, whenever it is asked for
  part.mtime = new Date(1980, 0, 1);
  zip.add(part);
  return part;
}

/** Styles by their place in `styles.xml`. */
const styles = { text: 1, day: 2, title: 3, formulaLike: 4 } as const;

function cell(address: string, kind: Column<unknown>['kind'], value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`${address}: not a number`);
    return `<c r="${address}"><v>${value}</v></c>`;
  }
  if (kind === 'day') return `<c r="${address}" s="${styles.day}"><v>${serialOf(value)}</v></c>`;
  return textCell(address, value, looksLikeFormula(value) ? styles.formulaLike : styles.text);
}

function textCell(address: string, text: string, style: number): string {
  if (text.length > mostCharacters) throw new Error(`${address}: longer than a cell may be`);
  return `<c r="${address}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

const rowOf = (row: number, cells: string): string => `<row r="${row}">${cells}</row>`;

function serialOf(day: string): number {
  const serial = (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;
  // before March 1900 spreadsheets differ by a day
  if (!(serial >= 61)) throw new Error(`no day that spreadsheets know: ${day}`);
  return serial;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML can't hold is written as spreadsheets do (`_x0001_`), and what looks so already is told apart from it. */
function escapeXml(text: string): string {
  return (
    text
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids them, and makes others of line ends
      .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Surrogate}/gu, (character) => {
        return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
      })
      .replace(/[&<>"]/g, (character) => entities[character] as string)
  );
}

const xmlStart = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org';
const main = `${office}/spreadsheetml/2006/main`;
const relations = `${office}/officeDocument/2006/relationships`;
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function sheetStart(columns: readonly Column<never>[]): string {
  const widths = columns.map(({ title, kind }, index) => {
    const width = Math.max(title.length + 4, kind === 'text' ? 18 : 11);
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"${kind === 'text' ? ` style="${styles.text}"` : ''}/>`;
  });
  const titles = columns.map(({ title }, index) => textCell(addressOf(1, index), title, styles.title));
  return (
    `${xmlStart}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths.join('')}</cols><sheetData>${rowOf(1, titles.join(''))}`
  );
}

/** The parts of the file besides the sheet. */
function frame(name: string): Record<string, string> {
  const sheetName = name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31);
  return {
    '[Content_Types].xml':
      `${xmlStart}<Types xmlns="${office}/package/2006/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${contentType}.sheet.main+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${contentType}.worksheet+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${contentType}.styles+xml"/></Types>`,
    '_rels/.rels':
      `${xmlStart}<Relationships xmlns="${office}/package/2006/relationships">` +
      `<Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml':
      `${xmlStart}<workbook xmlns="${main}" xmlns:r="${relations}">` +
      `<sheets><sheet name="${escapeXml(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      `${xmlStart}<Relationships xmlns="${office}/package/2006/relationships">` +
      `<Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/>` +
      `<Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml':
      `${xmlStart}<styleSheet xmlns="${main}">` +
      '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>' +
      '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      '<cellXfs count="5">' +
      '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
      '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
      '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
      '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>' +
      '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/>' +
      '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  };
}
