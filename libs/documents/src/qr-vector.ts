import type { ContentCanvas } from 'pdfmake/interfaces.js';
import QRCode from 'qrcode';

/**
 * A QR code as vectors, for a document: sharp at any size.
 * @param options.size width in points (1/72 inch), 100 unless told, including the quiet zone of four modules
 * @param options.level error correction, M unless told (EPC payment codes demand M)
 */
export function qrVector(text: string, options: { size?: number; level?: 'L' | 'M' | 'Q' | 'H' } = {}): ContentCanvas {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: options.level ?? 'M' });
  const width = modules.size;
  const quiet = 4;
  const module = (options.size ?? 100) / (width + 2 * quiet);
  const isDark = (row: number, column: number) => column < width && modules.get(row, column) !== 0;
  const canvas: ContentCanvas['canvas'] = [];
  for (let row = 0; row < width; row += 1) {
    for (let column = 0; column < width; column += 1) {
      if (!isDark(row, column)) continue;
      const start = column;
      // neighbours in one rectangle: no hairlines between them
      while (isDark(row, column + 1)) column += 1;
      canvas.push({
        type: 'rect',
        x: (start + quiet) * module,
        y: (row + quiet) * module,
        w: (column - start + 1) * module,
        h: module,
        lineWidth: 0,
        color: '#000',
      });
    }
  }
  return { canvas };
}
