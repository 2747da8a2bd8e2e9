export { type LayingOutAgain, layOutAgain } from './lay-out-again.ts';
export { qrVector } from './qr-vector.ts';
export { type DocumentDefinition, renderPdf } from './render-pdf.ts';
export { linksOf, textLayerOf } from './text-layer.ts';
