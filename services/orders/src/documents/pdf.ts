import { renderPdf } from '@leerhuis/documents';
import type { FileStore } from '@leerhuis/files';
import { filenameOf, type IssuedDocument } from './domain/document.ts';
import { layOut } from './lay-out.ts';

/** Gives the PDF of a document: laid out once, the same bytes ever after. */
export type PdfOf = (document: IssuedDocument) => Promise<Buffer>;

export function pdfs(files: FileStore): PdfOf {
  // the job and an impatient customer may want it at the same moment
  const underWay = new Map<string, Promise<Buffer>>();

  async function make(document: IssuedDocument): Promise<Buffer> {
    const { id, orderId } = document;
    const facts = { filename: filenameOf(document), contentType: 'application/pdf', metadata: { orderId } };
    // when another copy of the service was first, its bytes stand
    const file = (await files.stat(id)) ?? (await files.save(id, await renderPdf(layOut(document)), facts));
    return Buffer.concat(await file.open().toArray());
  }

  return (document) => {
    const making = underWay.get(document.id) ?? make(document).finally(() => underWay.delete(document.id));
    underWay.set(document.id, making);
    return making;
  };
}
