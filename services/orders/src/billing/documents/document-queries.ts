import type { Money } from '@leerhuis/money';
import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Connection } from 'mongoose';

export interface ListedInvoice {
  id: string;
  orderId: string;
  number: string;
  /** The pro-forma, by whose number people know the order. */
  replaces: { number: string };
  issuedOn: string;
  paidOn: string;
  net: Money;
  vat: Money;
  total: Money;
}

type InvoiceDoc = Omit<ListedInvoice, 'id'> & { _id: string; accountId: string; kind: string };

const listed = {
  orderId: 1,
  number: 1,
  'replaces.number': 1,
  issuedOn: 1,
  paidOn: 1,
  net: 1,
  vat: 1,
  total: 1,
} as const;

export function documentQueries(connection: Connection) {
  const documents = databaseOf(connection).collection<InvoiceDoc>('documents');
  return {
    invoicesOf: (accountId: string, wish: PageWish) =>
      pageById(documents, { accountId, kind: 'invoice' }, wish, listedOf, { projection: listed, counted: true }),
  };
}

function listedOf({ _id, ...facts }: Omit<ListedInvoice, 'id'> & { _id: string }): ListedInvoice {
  return { id: _id, ...facts };
}
