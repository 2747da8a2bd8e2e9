import type { Tx } from '@leerhuis/outbox';
import { failureAt } from '../in-groups.ts';
import { type Order, orderLine, totalsOf } from '../selling/ordering/domain/order.ts';
import { tellPlaced } from '../selling/ordering/order-events.ts';
import { cartChanged, tooManyUnpaid } from '../selling/ordering/order-problems.ts';
import type { OrderParts } from './order-parts.ts';
import type { ActivationRef } from './order-view.ts';
import type { Quote } from './quote-order.ts';

/** An order to be placed, and what its buyer gets to hear of it. */
export interface Placing<A> {
  quote: Quote;
  answer(tx: Tx, order: Order, activations: ActivationRef[]): Promise<A>;
}

/**
 * Places orders and issues their pro-formas, in the one transaction (V-10). They come in groups because their numbers have
 * no gaps: each has to wait for the one before, and one commit serves all who wait.
 * @throws OneRefused when one of them cannot be placed
 */
export async function placeOrders<A>(parts: OrderParts, tx: Tx, group: readonly Placing<A>[]): Promise<A[]> {
  const proFormas = await parts.numberProFormas(tx, group.length);
  await demandRoom(parts, tx, group);
  const orders = proFormas.flatMap((proForma, n) => {
    const placing = group[n];
    return placing ? [newOrder(parts, tx, placing.quote, proForma)] : [];
  });
  await parts.orders.insertAll(tx, orders);
  await parts.issueProFormas(tx, orders, (order) => group[orders.indexOf(order)]?.quote.buyer.locale ?? 'nl');
  const answers: A[] = [];
  for (const [n, { quote, answer }] of group.entries()) {
    const order = orders[n];
    if (!order) throw new Error('fewer numbers than orders');
    try {
      answers.push(await answer(tx, order, await finish(parts, tx, order, quote)));
    } catch (error) {
      throw failureAt(n, error);
    }
  }
  return answers;
}

/** After the numbers are held: whoever places orders meanwhile, in whichever copy of the service, is counted. */
async function demandRoom<A>(parts: OrderParts, tx: Tx, group: readonly Placing<A>[]): Promise<void> {
  const most = parts.mostUnpaidOn(tx.now);
  const unpaid = new Map<string, number>();
  for (const [n, { quote }] of group.entries()) {
    const { accountId } = quote;
    const before = unpaid.get(accountId) ?? (await parts.orders.countUnpaid(accountId, most, tx));
    if (before >= most) throw failureAt(n, tooManyUnpaid(most));
    unpaid.set(accountId, before + 1);
  }
}

function newOrder(parts: OrderParts, tx: Tx, quote: Quote, proForma: Order['proForma']): Order {
  const { accountId, items, billing, purchaseReference } = quote;
  const lines = quote.lines.flatMap(({ kind, itemId, quantity }) => {
    const item = items.find((each) => each.kind === kind && each.itemId === itemId);
    return item ? [orderLine(parts.newId(), item, quantity)] : [];
  });
  return {
    id: parts.newId(),
    accountId,
    placedAt: tx.now,
    lines,
    ...totalsOf(lines),
    billing,
    purchaseReference,
    consent: { version: parts.consentOn(tx.now).version, at: tx.now },
    proForma,
    invoice: null,
    standing: { state: 'placed' },
    entries: [],
  };
}

/** What is the order's own: its cart, its event, and access at once when the buyer wants that (V-15). */
async function finish(parts: OrderParts, tx: Tx, order: Order, quote: Quote): Promise<ActivationRef[]> {
  if (quote.cart && !(await parts.cart.take(tx, order.accountId, quote.cart))) throw cartChanged();
  tellPlaced(tx, order);
  const courses = quote.activateNow ? order.lines.filter((line) => line.kind === 'course') : [];
  const activated: ActivationRef[] = [];
  for (const line of courses) activated.push(await parts.activations.atOnce(tx, order, line));
  return activated;
}
