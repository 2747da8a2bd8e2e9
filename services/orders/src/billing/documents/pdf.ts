import type { FileStore } from '@leerhuis/files';
import { filenameOf, type IssuedDocument } from './domain/document.ts';
import type { Renderer } from './renderer.ts';

/** Gives the PDF of a document: laid out once, the same bytes ever after. */
export type PdfOf = (document: IssuedDocument, urgent: boolean, waited?: number) => Promise<Buffer>;

export function pdfs(files: FileStore, { render }: Pick<Renderer, 'render'>): PdfOf {
  return async (document, urgent, waited) => {
    const { id, orderId } = document;
    const facts = { filename: filenameOf(document), contentType: 'application/pdf', metadata: { orderId } };
    // when the job, another request or another copy of the service was first, its bytes stand
    const file = (await files.stat(id)) ?? (await files.save(id, await render(document, urgent, waited), facts));
    return Buffer.concat(await file.open().toArray());
  };
}
