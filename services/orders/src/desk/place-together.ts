import { type Answer, created, type Keeping, keepAll } from '@leerhuis/http-api';
import type { Locale } from '@leerhuis/language';
import { type InGroups, inGroups } from '@leerhuis/waiting';
import type { Quote } from '../selling/ordering/domain/quote.ts';
import { warningView } from '../warning-view.ts';
import type { Desk } from './desk.ts';
import { orderView, peopleOf } from './order-view.ts';
import { placeOrders } from './place-orders.ts';

/** Somebody who waits for the answer to their order. */
export interface Customer {
  quote: Quote;
  locale: Locale;
  now: Date;
  keeping(answer: Answer): Keeping;
}

export type PlaceTogether = InGroups<Customer, Answer>;

/** Serves together who orders at the same moment; an order that is refused holds up no other. */
export function placingTogether(desk: Desk): PlaceTogether {
  return inGroups((group: Customer[]) =>
    desk.outbox.transaction(async (tx) => {
      const quotes = group.map(({ quote }) => quote);
      const placed = await placeOrders(desk, tx, quotes);
      const answers = placed.map(({ order, activations }, n) => {
        const customer = group[n] as Customer;
        const { learners, warnings: found } = customer.quote;
        const warnings = found.map(({ courseId, warning, learner }) =>
          warningView(courseId, warning, customer.locale, learner),
        );
        const view = {
          ...orderView(order, { payments: [], activations, people: peopleOf(learners) }, customer),
          warnings,
        };
        return customer.keeping(created(view, `/api/v1/orders/${order.id}`));
      });
      return keepAll(tx, answers);
    }),
  );
}
