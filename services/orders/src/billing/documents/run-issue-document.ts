import { type issueDocument, type JobContract, type MailOf, sendMessage } from '@leerhuis/contracts';
import { type Job, Unprocessable } from '@leerhuis/job-queue';
import type { Ground } from '../../ground.ts';
import type { DocumentStore } from './document-store.ts';
import { filenameOf, type IssuedDocument } from './domain/document.ts';
import type { PdfOf } from './pdf.ts';

type IssueDocument = typeof issueDocument extends JobContract<infer D> ? D : never;

/**
 * Lays the document out, keeps it, and mails it to the customer: of an organisation, to where its invoices go, and who ordered is told so.
 * A repeated job mails nothing twice.
 */
export function issueDocumentWorker(
  needs: Pick<Ground, 'outbox' | 'accounts' | 'acting' | 'realTime'> & { documents: DocumentStore; pdfOf: PdfOf },
) {
  // jobs carry real time
  const { documents, pdfOf, outbox, accounts, acting, realTime } = needs;
  return async ({ data, sentAt }: Job<IssueDocument>): Promise<void> => {
    const document = await documents.get(data.documentId);
    if (!document) throw new Unprocessable(`there is no ${data.kind} ${data.documentId}`);
    const waited = sentAt === null ? 0 : realTime().getTime() - sentAt.getTime();
    const pdf = await pdfOf(document, false, waited);
    const buyer = await accounts.recipient(document.accountId);
    if (!buyer) throw new Error(`account ${document.accountId} is not known yet`);
    const { organisationId } = document;
    const organisation = organisationId === null ? null : await acting.organisations.get(organisationId);
    if (organisationId !== null && !organisation) throw new Error(`organisation ${organisationId} is not known yet`);
    const to = organisation
      ? { accountId: null, email: organisation.invoiceEmail, name: document.buyer.name, locale: document.locale }
      : { ...buyer, locale: document.locale };
    const attachment = {
      filename: filenameOf(document),
      contentType: 'application/pdf',
      base64: pdf.toString('base64'),
    };
    await outbox.transaction(async (tx) => {
      if (!(await documents.markMailed(tx, document.id))) return;
      tx.enqueue(
        sendMessage,
        { recipient: to, ...textOf(document), attachments: [attachment], organisationId },
        { jobId: `${document.id}:mail` },
      );
      if (!organisation) return;
      const { number, orderId, kind, total } = document;
      const data = { orderId, number, organisation: organisation.name, totalCents: total.amount };
      tx.enqueue(
        sendMessage,
        {
          recipient: buyer,
          template: 'document-to-organisation',
          data: { ...data, isInvoice: kind === 'invoice', email: organisation.invoiceEmail },
          organisationId,
        },
        { jobId: `${document.id}:told` },
      );
    });
  };
}

type Text<T extends IssuedDocument['kind']> = Pick<MailOf<T>, 'template' | 'data'>;

function textOf(document: IssuedDocument): Text<'invoice'> | Text<'pro-forma'> {
  const { number, orderId, issuedOn, total } = document;
  const common = { number, orderId, issuedOn, totalCents: total.amount };
  if (document.kind === 'invoice') {
    const data = { ...common, paidOn: document.paidOn, proFormaNumber: document.replaces.number };
    return { template: 'invoice', data };
  }
  const { dueDate, structuredCommunication, seller } = document;
  const toPay = { dueDate, structuredCommunication, iban: seller.iban, beneficiary: seller.name };
  return { template: 'pro-forma', data: { ...common, ...toPay } };
}
