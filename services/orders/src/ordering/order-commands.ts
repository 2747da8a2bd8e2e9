import type { Money } from '@leerhuis/money';
import type { Tx } from '@leerhuis/outbox';
import { missingFrom, notOnSale, type WantedLine } from '../shop-lines.ts';
import { type Billing, type Item, isBillable, type Order, orderLine, totalsOf } from './domain/order.ts';
import { receive, withdraw } from './domain/standing.ts';
import { tellPaid, tellPlaced, tellWithdrawn } from './order-events.ts';
import type { Buyer, CartRead, OrderParts, Received } from './order-parts.ts';
import { accountNotReady, addressMissing, cannotWithdraw, cartChanged, cartEmpty } from './order-problems.ts';
import type { ActivationRef } from './order-view.ts';

export interface OrderWish {
  accountId: string;
  /** Absent: what is in the cart. */
  lines: WantedLine[] | undefined;
  billing: Billing | undefined;
  activateNow: boolean;
  purchaseReference: string | null;
}

/** An order priced and addressed, but not placed: nothing of it is kept yet. */
export interface Quote extends OrderWish {
  lines: WantedLine[];
  items: Item[];
  cart: CartRead | null;
  buyer: Buyer;
  billing: Billing;
}

export type OrderCommands = ReturnType<typeof orderCommands>;

export function orderCommands(parts: OrderParts) {
  const { orders, newId, activations } = parts;

  /** Everything that can be looked up before it is this order's turn to get a number. */
  async function quote(wish: OrderWish, now: Date): Promise<Quote> {
    const cart = wish.lines ? null : await parts.cart.get(wish.accountId);
    const lines = wish.lines ?? cart?.lines ?? [];
    if (lines.length === 0) throw cartEmpty();
    const items = await parts.itemsOnSale(lines, now);
    const missing = missingFrom(items, lines);
    if (missing.length > 0) throw notOnSale(missing);
    const buyer = await parts.buyer(wish.accountId);
    if (!buyer) throw accountNotReady();
    const billing = wish.billing ?? billingOf(buyer);
    if (!isBillable(billing)) throw addressMissing();
    return { ...wish, lines, items, cart, buyer, billing };
  }

  /** Places the order and issues its pro-forma in the one transaction (V-10). */
  async function place(tx: Tx, wanted: Quote): Promise<{ order: Order; activations: ActivationRef[] }> {
    const proForma = await parts.numberProForma(tx);
    const { accountId, cart, items, billing, purchaseReference } = wanted;
    if (cart && !(await parts.cart.take(tx, accountId, cart))) throw cartChanged();
    const lines = wanted.lines.flatMap(({ kind, itemId, quantity }) => {
      const item = items.find((each) => each.kind === kind && each.itemId === itemId);
      return item ? [orderLine(newId(), item, quantity)] : [];
    });
    const order: Order = {
      id: newId(),
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
    };
    await orders.insert(tx, order, { at: tx.now, by: accountId, what: 'placed', detail: proForma.number });
    tellPlaced(tx, order);
    await parts.issueProForma(tx, order, wanted.buyer.locale);
    const courses = wanted.activateNow ? lines.filter((line) => line.kind === 'course') : [];
    const activated: ActivationRef[] = [];
    for (const line of courses) activated.push(await activations.atOnce(tx, order, line));
    return { order, activations: activated };
  }

  /**
   * Counts money towards an order; when the sum is complete the invoice replaces the pro-forma, credit is granted and
   * what was not activated yet is (V-10, V-6).
   * @returns what is too much and has to go back (V-13)
   */
  async function receivePayment(tx: Tx, orderId: string, received: Received): Promise<Money> {
    const order = await orders.get(orderId, tx);
    if (!order) throw new Error(`payment for order ${orderId}, which does not exist`);
    const { standing, accepted, excess } = receive(order.standing, order.total, received.amount, tx.now);
    const detail = `${received.method} ${received.amount.amount}, accepted ${accepted.amount}, excess ${excess.amount}`;
    const entry = { at: tx.now, by: 'provider', what: 'payment-received', detail };
    if (standing.state !== 'paid' || order.standing.state === 'paid') {
      await orders.save(tx, { ...order, standing }, entry);
      return excess;
    }
    const invoice = await parts.issueInvoice(tx, order, received);
    const paid: Order = { ...order, standing, invoice };
    await orders.save(tx, paid, { ...entry, detail: `${detail}, invoice ${invoice.number}` });
    tellPaid(tx, paid, invoice.number, tx.now);
    for (const line of paid.lines) {
      if (line.kind === 'credit-package') await parts.grantCredit(tx, paid, line);
      else await activations.onPayment(tx, paid, line);
    }
    return excess;
  }

  /**
   * Withdraws a pro-forma that nothing was paid on, and the access given before payment (V-14). Again: no effect.
   * @throws Problem 409 once something was paid, or while a payment is under way
   */
  async function withdrawOrder(tx: Tx, order: Order): Promise<Order> {
    const result = withdraw(order.standing, await parts.isPaymentUnderWay(tx, order.id), tx.now);
    if ('refused' in result) throw cannotWithdraw(result.refused);
    if (order.standing.state === 'withdrawn') return order;
    const withdrawn: Order = { ...order, standing: result.standing };
    await orders.save(tx, withdrawn, { at: tx.now, by: order.accountId, what: 'withdrawn' });
    await activations.revoke(tx, order.id);
    tellWithdrawn(tx, withdrawn, await parts.recipient(order.accountId, tx), tx.now);
    return withdrawn;
  }

  return { quote, place, receivePayment, withdrawOrder };
}

/** An invoice is made out to the company when the account names one. */
function billingOf({ name, company, address }: Buyer): Billing {
  return { name: company?.name ?? name, enterpriseNumber: company?.enterpriseNumber ?? null, address };
}
