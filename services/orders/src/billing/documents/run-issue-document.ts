import { type issueDocument, type JobContract, type MailOf, sendMessage } from '@leerhuis/contracts';
import { type Job, Unprocessable } from '@leerhuis/job-queue';
import type { Ground } from '../../ground.ts';
import type { DocumentStore } from './document-store.ts';
import { filenameOf, type IssuedDocument } from './domain/document.ts';
import type { PdfOf } from './pdf.ts';

type IssueDocument = typeof issueDocument extends JobContract<infer D> ? D : never;

/** Lays the document out, keeps it, and mails it to the customer; a repeated job mails nothing twice. */
export function issueDocumentWorker(
  needs: Pick<Ground, 'outbox' | 'accounts' | 'realTime'> & { documents: DocumentStore; pdfOf: PdfOf },
) {
  // jobs carry real time
  const { documents, pdfOf, outbox, accounts, realTime } = needs;
  return async ({ data, sentAt }: Job<IssueDocument>): Promise<void> => {
    const document = await documents.get(data.documentId);
    if (!document) throw new Unprocessable(`there is no ${data.kind} ${data.documentId}`);
    const waited = sentAt === null ? 0 : realTime().getTime() - sentAt.getTime();
    const pdf = await pdfOf(document, false, waited);
    const to = await accounts.recipient(document.accountId);
    if (!to) throw new Error(`account ${document.accountId} is not known yet`);
    const attachment = {
      filename: filenameOf(document),
      contentType: 'application/pdf',
      base64: pdf.toString('base64'),
    };
    await outbox.transaction(async (tx) => {
      if (!(await documents.markMailed(tx, document.id))) return;
      const recipient = { ...to, locale: document.locale };
      tx.enqueue(
        sendMessage,
        { recipient, ...textOf(document), attachments: [attachment] },
        { jobId: `${document.id}:mail` },
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
