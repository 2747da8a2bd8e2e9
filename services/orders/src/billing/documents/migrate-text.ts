import { type LayingOutAgain, layOutAgain } from '@leerhuis/documents';
import { eachDocument, type Migration } from '@leerhuis/migrations';
import { type DocumentDoc, documentOf } from './document-store.ts';
import type { Renderer } from './renderer.ts';

/** Of what was laid out before, letters may be missing in the text that programs read. Nobody is mailed. */
export function textsMadeWhole(again: LayingOutAgain, { render }: Pick<Renderer, 'render'>): Migration {
  return eachDocument<DocumentDoc>({
    id: 'texts-of-documents-made-whole',
    what: 'PDFs of pro-formas and invoices whose text differs from what is printed are laid out once more',
    collection: 'documents',
    batch: 20,
    change: (doc, { since }) => {
      const document = documentOf(doc);
      return layOutAgain(again, { id: doc._id, subject: doc._id, since, render: () => render(document, false) });
    },
  });
}
