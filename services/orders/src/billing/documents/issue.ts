import { issueDocument } from '@leerhuis/contracts';
import type { Locale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import type { Ground } from '../../ground.ts';
import type { Order } from '../../selling/ordering/domain/order.ts';
import type { DocumentStore } from './document-store.ts';
import { type Invoice, invoiceFor, type ProForma, proFormaFor, saleOf } from './domain/document.ts';
import { proFormaOf } from './domain/pro-forma.ts';
import type { NumberStore } from './number-store.ts';

/** Issues documents in the transaction that gives them their numbers; laying out and mailing is a job. */
export interface Issuing extends Pick<Ground, 'newId' | 'provider' | 'dayOf'> {
  documents: DocumentStore;
  numbers: NumberStore;
}

const yearOf = (day: string) => Number(day.slice(0, 4));

/** Waits for its turn and takes the numbers of so many pro-formas: the transaction's first operation. */
export async function numberProFormas(
  { numbers, newId, provider, dayOf }: Issuing,
  tx: Tx,
  count: number,
): Promise<Order['proForma'][]> {
  const issuedOn = dayOf(tx.now);
  const terms = provider.termsOn(issuedOn);
  const given = await numbers.first(tx, 'PF', yearOf(issuedOn), count);
  return given.map((number) => proFormaOf(newId(), number, issuedOn, terms));
}

/** @param sold orders that have the numbers of their pro-formas, with the language of their buyers */
export async function issueProFormas(
  issuing: Issuing,
  tx: Tx,
  sold: readonly { order: Order; locale: Locale }[],
): Promise<void> {
  const { provider, dayOf } = issuing;
  const issued = sold.map(({ order, locale }) => {
    const { issuedOn } = order.proForma;
    const sale = saleOf(order, dayOf(order.placedAt), locale);
    const exemptionOf = (rate: number) => provider.vatRateOn(rate, issuedOn)?.exemptionGround ?? null;
    return proFormaFor(order.proForma, sale, provider.identityOn(issuedOn), exemptionOf);
  });
  await keep(issuing, tx, issued);
}

/** The first operation of a transaction that may issue invoices: others wait until it ends. */
export async function holdInvoices({ numbers, dayOf }: Issuing, tx: Tx): Promise<void> {
  await numbers.hold(tx, 'F', yearOf(dayOf(tx.now)));
}

/** Replaces the pro-forma of an order that was paid (V-10). */
export async function issueInvoice(
  issuing: Issuing,
  tx: Tx,
  orderId: string,
  paid: { paidAt: Date; method: string },
): Promise<NonNullable<Order['invoice']>> {
  const { numbers, documents, newId, provider, dayOf } = issuing;
  const issuedOn = dayOf(tx.now);
  const [given] = await numbers.next(tx, 'F', yearOf(issuedOn), 1);
  const proForma = await documents.proFormaOf(tx, orderId);
  if (!given || !proForma) throw new Error(`order ${orderId} has no ${given ? 'pro-forma' : 'number'}`);
  const facts = { number: given.number, issuedOn, paidOn: dayOf(paid.paidAt), paidWith: paid.method };
  const invoice = invoiceFor(proForma, { ...facts, id: newId(), seller: provider.identityOn(issuedOn) });
  await keep(issuing, tx, [invoice]);
  return { id: invoice.id, number: invoice.number, issuedOn };
}

async function keep({ documents }: Issuing, tx: Tx, issued: (ProForma | Invoice)[]): Promise<void> {
  await documents.insertAll(tx, issued);
  for (const { id, kind, accountId } of issued)
    tx.enqueue(issueDocument, { kind, documentId: id, accountId }, { jobId: id });
}
