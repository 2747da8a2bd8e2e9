import { issueDocument } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { DocumentStore } from './document-store.ts';
import { type Invoice, invoiceFor, type ProForma, type Sale, type Seller } from './domain/document.ts';

export interface IssueParts {
  documents: DocumentStore;
  newId(): string;
  sellerOn(day: string): Seller;
  exemptionOf(rate: number, day: string): ProForma['exemptions'][number] | null;
}

export type ProFormaFacts = Pick<ProForma, 'id' | 'number' | 'issuedOn' | 'dueDate' | 'structuredCommunication'>;

/** Issues documents in the transaction that gave them their numbers; laying out and mailing is a job. */
export function issuing({ documents, newId, sellerOn, exemptionOf }: IssueParts) {
  async function keep(tx: Tx, issued: (ProForma | Invoice)[]): Promise<void> {
    await documents.insertAll(tx, issued);
    for (const { id, kind, accountId } of issued)
      tx.enqueue(issueDocument, { kind, documentId: id, accountId }, { jobId: id });
  }

  return {
    async proFormas(tx: Tx, sold: { facts: ProFormaFacts; sale: Sale }[]): Promise<void> {
      const issued = sold.map(({ facts, sale }): ProForma => {
        const exemptions = sale.parts.flatMap(({ rate }) => exemptionOf(rate, facts.issuedOn) ?? []);
        return { kind: 'pro-forma', ...facts, ...sale, seller: sellerOn(facts.issuedOn), exemptions };
      });
      await keep(tx, issued);
    },

    async invoice(
      tx: Tx,
      orderId: string,
      facts: Pick<Invoice, 'number' | 'issuedOn' | 'paidOn' | 'paidWith'>,
    ): Promise<{ id: string; number: string; issuedOn: string }> {
      const proForma = await documents.proFormaOf(tx, orderId);
      if (!proForma) throw new Error(`order ${orderId} has no pro-forma`);
      const invoice = invoiceFor(proForma, { ...facts, id: newId(), seller: sellerOn(facts.issuedOn) });
      await keep(tx, [invoice]);
      return { id: invoice.id, number: invoice.number, issuedOn: invoice.issuedOn };
    },
  };
}
