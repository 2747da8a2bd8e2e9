export { qrVector } from './qr-vector.ts';
export { type DocumentDefinition, renderPdf } from './render-pdf.ts';
