import { pageFrom } from '@leerhuis/http-api';
import type { Money } from '@leerhuis/money';
import type { Connection, mongo } from 'mongoose';

export interface ListedInvoice {
  _id: string;
  orderId: string;
  number: string;
  issuedOn: string;
  paidOn: string;
  net: Money;
  vat: Money;
  total: Money;
}

export function documentQueries(connection: Connection) {
  const documents = connection
    .getClient()
    .db(connection.name)
    .collection<ListedInvoice & { accountId: string; kind: string }>('documents');
  return {
    async invoicesOf(accountId: string, { limit, before }: { limit: number; before: string | null }) {
      const older: mongo.Filter<ListedInvoice> = before === null ? {} : { _id: { $lt: before } };
      const found = await documents
        .find({ accountId, kind: 'invoice', ...older })
        .project<ListedInvoice>({ orderId: 1, number: 1, issuedOn: 1, paidOn: 1, net: 1, vat: 1, total: 1 })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .toArray();
      return pageFrom(found, limit, ({ _id }) => ({ id: _id }));
    },
  };
}
