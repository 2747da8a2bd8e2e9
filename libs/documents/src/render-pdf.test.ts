import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, describe, expect, it } from '@jest/globals';
import QRCode from 'qrcode';
import { qrVector, renderPdf } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'documents-'));
afterAll(() => rmSync(folder, { recursive: true }));

const names = 'Zoë Kovačić-Łukasiewicz betaalt € 1.234,50';

/** The streams of a PDF, unpacked. */
function streamsOf(pdf: Buffer): string[] {
  const found: string[] = [];
  for (const match of pdf.toString('latin1').matchAll(/stream\r?\n/g)) {
    const start = match.index + match[0].length;
    const end = pdf.indexOf('endstream', start);
    try {
      found.push(inflateSync(pdf.subarray(start, end)).toString('latin1'));
    } catch {
      // `endstream` holds `stream` too, and some streams are not packed
    }
  }
  return found;
}

describe('a document', () => {
  it('is a whole PDF with its font embedded and every accented letter in it', async () => {
    const pdf = await renderPdf({ info: { title: 'Attest' }, content: [{ text: names, bold: true }, names] });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const plain = pdf.toString('latin1');
    expect(plain.trimEnd().endsWith('%%EOF')).toBe(true);
    expect(plain).toMatch(/\/FontFile2 /);
    const startOfTable = Number(/startxref\s+(\d+)/.exec(plain)?.[1]);
    expect(plain.slice(startOfTable, startOfTable + 4)).toBe('xref');
    // the maps from glyphs to Unicode: who copies or searches text finds it
    const unicode = streamsOf(pdf)
      .filter((stream) => stream.includes('beginbfrange'))
      .join('')
      .toLowerCase();
    for (const letter of 'čćŁë€') expect(unicode).toContain(letter.charCodeAt(0).toString(16).padStart(4, '0'));
  });

  it('reads as it was written', async () => {
    const file = join(folder, 'document.pdf');
    writeFileSync(file, await renderPdf({ content: [names, { text: 'tweede pagina', pageBreak: 'before' }] }));
    const read = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    if (read.error) return; // no pdftotext here: the test above stands alone
    expect(read.stdout).toContain(names);
    expect(read.stdout.split('\f')[1]).toContain('tweede pagina');
  });

  it('takes no file and no address from its definition', async () => {
    await expect(renderPdf({ content: [{ image: '/etc/hostname' }] })).rejects.toThrow();
    await expect(renderPdf({ content: [{ image: 'http://127.0.0.1:9/a.png' }] })).rejects.toThrow();
  });

  it('can be laid out many times at the same moment', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, (_, n) => renderPdf({ content: [`nummer ${n}`] })));
    for (const pdf of all) expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('a QR code', () => {
  const text = 'BCD\n002\n1\nSCT\n\nVoorbeeld Opleidingen BV\nBE68539007547034\nEUR605.00';

  it('has every dark module and no other, inside its quiet zone', () => {
    const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
    const size = modules.size + 8;
    const dark = new Set<string>();
    for (const shape of qrVector(text, { size }).canvas) {
      const { x, y, w } = shape as { x: number; y: number; w: number };
      for (let column = 0; column < Math.round(w); column += 1)
        dark.add(`${Math.round(y) - 4},${Math.round(x) - 4 + column}`);
    }
    for (let row = 0; row < modules.size; row += 1) {
      for (let column = 0; column < modules.size; column += 1) {
        expect(dark.delete(`${row},${column}`)).toBe(modules.get(row, column) !== 0);
      }
    }
    expect(dark.size).toBe(0);
  });

  it('is drawn into a document as vectors', async () => {
    const pdf = await renderPdf({ content: [qrVector(text, { size: 120 })] });
    expect(pdf.toString('latin1')).not.toContain('/Subtype /Image');
    expect(streamsOf(pdf).some((stream) => (stream.match(/ re\n/g) ?? []).length > 100)).toBe(true);
  });
});
