import { orderPaidV1 } from '@leerhuis/contracts';
import { retold, told } from '../src/republish.ts';

/** An order of the tests. */
export interface Doc {
  _id: string;
  amount: number;
}

/** Orders that were all paid. */
export const orders = retold<Doc>({
  aggregate: 'orders.order',
  collection: 'orders',
  facts: (docs) =>
    docs.map(({ _id, amount }) =>
      told(orderPaidV1, _id, {
        orderId: _id,
        accountId: 'an',
        total: { amount, currency: 'EUR' },
        invoiceNumber: 'F-1',
        paidAt: '2026-11-30T10:00:00.000Z',
      }),
    ),
});
