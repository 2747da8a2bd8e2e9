import { type AccountActor, type MemberActor, maySee } from '@leerhuis/auth';
import {
  countedPageOf,
  dateSchema,
  file,
  idSchema,
  moneySchema,
  notFound,
  ok,
  pageQuery,
  type Route,
  route,
} from '@leerhuis/http-api';
import { z } from 'zod';
import { buyerOf, ownerOfBought } from '../../buyer-of.ts';
import type { documentQueries, ListedInvoice } from './document-queries.ts';
import type { DocumentKind, DocumentStore } from './document-store.ts';
import { filenameOf, type IssuedDocument } from './domain/document.ts';
import type { PdfOf } from './pdf.ts';

/** Staff who see everybody's documents. */
const seenBy = ['finance', 'operations'] as const;
const idParams = z.strictObject({ id: idSchema });

const invoiceSchema = z
  .strictObject({
    id: idSchema,
    orderId: idSchema,
    orderNumber: z.string().optional().meta({ description: 'Number of its pro-forma' }),
    number: z.string(),
    issuedOn: dateSchema,
    paidOn: dateSchema,
    net: moneySchema,
    vat: moneySchema,
    total: moneySchema,
    pdfUrl: z.string(),
  })
  .meta({ id: 'Invoice' });

export interface DocumentNeeds {
  documents: DocumentStore;
  queries: ReturnType<typeof documentQueries>;
  pdfOf: PdfOf;
}

export function documentRoutes({ documents, queries, pdfOf }: DocumentNeeds): Route[] {
  /** Of this kind, and the reader's own or the reader on the staff; else there is no such document. */
  async function visible(kind: DocumentKind, id: string, actor: AccountActor | MemberActor): Promise<IssuedDocument> {
    const document = await documents.get(id);
    if (document?.kind !== kind || !maySee(actor, ownerOfBought(document), seenBy, 'see-invoices')) throw notFound();
    return document;
  }

  const pdfRoute = (kind: DocumentKind, path: string, operationId: string, summary: string) =>
    route({
      method: 'get',
      path,
      operationId,
      summary,
      tags: ['orders'],
      access: { owner: 'see-invoices' },
      request: { params: idParams },
      responses: { 200: { description: 'The document', contentType: 'application/pdf' } },
      problems: [404],
      handler: async ({ actor, params }) => {
        const document = await visible(kind, params.id, actor);
        const content = await pdfOf(document, true);
        return file({ content, contentType: 'application/pdf', filename: filenameOf(document), disposition: 'inline' });
      },
    });

  return [
    pdfRoute('pro-forma', '/api/v1/pro-formas/:id/pdf', 'getProFormaPdf', 'A pro-forma of mine as PDF'),
    pdfRoute('invoice', '/api/v1/invoices/:id/pdf', 'getInvoicePdf', 'An invoice of mine as PDF'),
    route({
      method: 'get',
      path: '/api/v1/invoices',
      operationId: 'listInvoices',
      summary: 'My invoices, or those of the organisation that I act for, newest first',
      tags: ['orders'],
      access: { owner: 'see-invoices' },
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: countedPageOf(invoiceSchema) },
      handler: async ({ actor, query }) => {
        const page = await queries.invoicesOf(buyerOf(actor), query);
        return ok({ ...page, items: page.items.map(view) });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/invoices/:id',
      operationId: 'getInvoice',
      summary: 'One invoice of mine',
      tags: ['orders'],
      access: { owner: 'see-invoices' },
      request: { params: idParams },
      responses: { 200: invoiceSchema },
      problems: [404],
      handler: async ({ actor, params }) => {
        const invoice = await visible('invoice', params.id, actor);
        if (invoice.kind !== 'invoice') throw notFound();
        return ok(view(invoice));
      },
    }),
  ];
}

function view(invoice: Omit<ListedInvoice, '_id'> & { id: string }) {
  const { id, orderId, replaces, number, issuedOn, paidOn, net, vat, total } = invoice;
  const pdfUrl = `/api/v1/invoices/${id}/pdf`;
  return { id, orderId, orderNumber: replaces.number, number, issuedOn, paidOn, net, vat, total, pdfUrl };
}
