import { type Answer, created, type Locale } from '@leerhuis/http-api';
import { failureAt } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import { type InGroups, inGroups } from '@leerhuis/waiting';
import type { Quote } from '../selling/ordering/domain/quote.ts';
import type { Desk } from './desk.ts';
import { orderView } from './order-view.ts';
import { placeOrders } from './place-orders.ts';

/** Somebody who waits for the answer to their order. */
export interface Customer {
  quote: Quote;
  locale: Locale;
  now: Date;
  /** Keeps the answer with what it is about, so that the same request gets the same one. */
  keep(tx: Tx, answer: Answer): Promise<Answer>;
}

/** Serves together who orders at the same moment; an order that is refused holds up no other. */
export function placingTogether(desk: Desk): InGroups<Customer, Answer> {
  return inGroups((group: Customer[]) =>
    desk.outbox.transaction(async (tx) => {
      const quotes = group.map(({ quote }) => quote);
      const placed = await placeOrders(desk, tx, quotes);
      const answers: Answer[] = [];
      for (const [n, { order, activations }] of placed.entries()) {
        const customer = group[n] as Customer;
        const answer = created(orderView(order, [], activations, customer), `/api/v1/orders/${order.id}`);
        answers.push(await customer.keep(tx, answer).catch((error: unknown) => Promise.reject(failureAt(n, error))));
      }
      return answers;
    }),
  );
}
