import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { documentTypes } from './domain/document.ts';
import { inspectDocument } from './inspect-document.ts';

const pdf = readFileSync(new URL('../../demo/documents/Syllabus%20OVB-101.pdf', import.meta.url));
const catalogue = readFileSync(new URL('../../demo/catalogue.xlsx', import.meta.url));

const typesOf = (ending: keyof typeof documentTypes, more = '') =>
  strToU8(`<Types><Override ContentType="${documentTypes[ending]}.main+xml"/>${more}</Types>`);

function office(ending: 'docx' | 'pptx' | 'xlsx', parts: Record<string, Uint8Array> = {}, more = ''): Buffer {
  return Buffer.from(zipSync({ '[Content_Types].xml': typesOf(ending, more), ...parts }, { level: 1 }));
}

/** A PDF of one object besides, which may be packed with others as newer programs write them. */
function pdfWith(object: string, isPacked = false): Buffer {
  const packed = deflateSync(`1 0 2 40 << /Type /Pages /Kids [] >> ${object}`);
  const parts = isPacked
    ? ['1 0 obj\n<< /Type /ObjStm /N 2 /First 8 /Filter /FlateDecode >>\nstream\r\n', packed, '\nendstream\nendobj\n']
    : ['1 0 obj\n<< /Type /Pages /Kids [] >>\nendobj\n', `2 0 obj\n${object}\nendobj\n`];
  const all = ['%PDF-1.7\n', ...parts, 'startxref\n9\n%%EOF\n'];
  return Buffer.concat(all.map((part) => Buffer.from(part)));
}
const rels = (type: string, mode = 'External') =>
  strToU8(
    `<Relationships><Relationship Id="r1" Type="http://x/${type}" Target="http://evil.example" TargetMode="${mode}"/></Relationships>`,
  );

describe('a document that learners are to be given', () => {
  it.each([
    ['a PDF', pdf, 'pdf'],
    ['a workbook', catalogue, 'xlsx'],
    ['a Word file', office('docx'), 'docx'],
    ['slides', office('pptx'), 'pptx'],
    ['a PDF whose objects are packed', pdfWith('<< >>', true), 'pdf'],
    [
      'a workbook with settings of a printer',
      office('xlsx', { 'xl/printerSettings/printerSettings1.bin': strToU8('x') }),
      'xlsx',
    ],
    ['a Word file with a link', office('docx', { 'word/_rels/document.xml.rels': rels('hyperlink') }), 'docx'],
  ] as const)('may be %s', async (_, bytes, ending) => {
    expect(await inspectDocument(bytes, ending)).toBeNull();
  });

  it.each([
    ['nothing at all', Buffer.alloc(0), 'pdf', 'empty'],
    [
      'a program under the name of a PDF',
      Buffer.from('MZ\u0090\0This program cannot be run'),
      'pdf',
      'not-what-it-says',
    ],
    ['half a PDF', pdf.subarray(0, pdf.length / 2), 'pdf', 'not-what-it-says'],
    ['a page that only says it is a PDF', Buffer.from('<script>/*%PDF-1.7*/</script>'), 'pdf', 'not-what-it-says'],
    ['a PDF under the name of a Word file', pdf, 'docx', 'not-what-it-says'],
    ['slides under the name of a Word file', office('pptx'), 'docx', 'not-what-it-says'],
    ['any archive', Buffer.from(zipSync({ 'run.exe': strToU8('MZ') })), 'docx', 'not-what-it-says'],
    [
      'a part above the folder it is opened in',
      office('docx', { '../../evil.txt': strToU8('x') }),
      'docx',
      'not-what-it-says',
    ],
    ['macros', office('docx', { 'word/vbaProject.bin': strToU8('x') }), 'docx', 'has-macros'],
    [
      'macros by their type',
      office('xlsx', {}, 'application/vnd.ms-excel.sheet.macroEnabled.main+xml'),
      'xlsx',
      'has-macros',
    ],
    ['a PDF without anything in it', Buffer.from('%PDF-1.4\nnothing\nstartxref\n0\n%%EOF'), 'pdf', 'not-what-it-says'],
    ['a PDF with a password', pdfWith('<< /Encrypt 3 0 R >>'), 'pdf', 'has-password'],
    ['a PDF with a script', pdfWith('<< /S /JavaScript /JS (app.alert(1)) >>'), 'pdf', 'has-scripts'],
    ['a PDF with a script by another spelling', pdfWith('<< /S /Java#53cript >>'), 'pdf', 'has-scripts'],
    ['a PDF with a script among packed objects', pdfWith('<< /S /JavaScript >>', true), 'pdf', 'has-scripts'],
    ['a PDF that starts programs', pdfWith('<< /S /Launch /F (cmd.exe) >>'), 'pdf', 'has-scripts'],
    [
      'macros by a type that is spelled with numbers',
      office('docx', {}, 'application/vnd.ms-office.v&#98;aProject'),
      'docx',
      'has-macros',
    ],
    ['macros in a document within', office('docx', { 'word/embeddings/x.docm': strToU8('x') }), 'docx', 'has-macros'],
    ['a program within', office('docx', { 'word/embeddings/oleObject1.bin': strToU8('MZ') }), 'docx', 'has-macros'],
    [
      'a template from elsewhere',
      office('docx', { 'word/_rels/settings.xml.rels': rels('attachedTemplate') }),
      'docx',
      'points-outside',
    ],
    ['a file with a password', Buffer.from('d0cf11e0a1b11ae1'.padEnd(64, '0'), 'hex'), 'xlsx', 'has-password'],
  ] as const)('is not %s', async (_, bytes, ending, refused) => {
    expect(await inspectDocument(bytes, ending)).toMatchObject({ refused });
  });

  it('is no archive that fills a disk', async () => {
    const bomb = office('docx', { 'word/document.xml': new Uint8Array(201 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(2 * 1024 * 1024);
    expect(await inspectDocument(bomb, 'docx')).toEqual({ refused: 'unpacks-too-large' });
  });
});
