import type { Money } from '@leerhuis/money';
import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Connection } from 'mongoose';
import type { Buyer } from '../../selling/ordering/domain/buyer.ts';

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

type InvoiceDoc = Omit<ListedInvoice, 'id'> & {
  _id: string;
  accountId: string;
  organisationId?: string | null;
  kind: string;
};

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
    /** Of the organisation, or those that a person has for themselves. */
    invoicesOf: ({ accountId, organisationId }: Pick<Buyer, 'accountId' | 'organisationId'>, wish: PageWish) => {
      const whose =
        organisationId === null
          ? { accountId, organisationId: null }
          : { organisationId: { $eq: organisationId, $type: 'string' as const } };
      const filter = { ...whose, kind: 'invoice' };
      return pageById(documents, filter, wish, listedOf, { projection: listed, counted: true });
    },
  };
}

function listedOf({ _id, ...facts }: Omit<ListedInvoice, 'id'> & { _id: string }): ListedInvoice {
  return { id: _id, ...facts };
}
