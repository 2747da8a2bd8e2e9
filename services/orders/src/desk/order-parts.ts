import type { SendMessage } from '@leerhuis/contracts';
import type { Money } from '@leerhuis/money';
import type { Tx } from '@leerhuis/outbox';
import type { WantedLine } from '../selling/cart/domain/wanted-lines.ts';
import type { Billing, Item, Order, OrderLine } from '../selling/ordering/domain/order.ts';
import type { OrderStore } from '../selling/ordering/order-store.ts';
import type { ActivationRef } from './order-view.ts';

export interface Buyer {
  name: string;
  locale: 'nl' | 'fr' | 'en';
  company: { name: string; enterpriseNumber: string | null } | null;
  address: Billing['address'];
}

export interface CartRead {
  lines: WantedLine[];
  changedAt: Date | null;
}

/** Money that came in for an order. */
export interface Received {
  /** Of the payment that brought it. */
  paymentId: string;
  amount: Money;
  method: string;
  paidAt: Date;
  /** The member of staff who booked it, and what they said of it; else the payment provider told. */
  byHand?: { by: string; note: string };
}

/** What ordering needs of the other features; service.ts ties them together. */
export interface OrderParts {
  orders: OrderStore;
  newId(): string;
  /** Calendar day in the provider's zone. */
  dayOf(instant: Date): string;
  itemsOnSale(wanted: readonly WantedLine[], now: Date): Promise<Item[]>;
  buyer(accountId: string): Promise<Buyer | null>;
  recipient(accountId: string, tx: Tx): Promise<SendMessage['recipient'] | null>;
  cart: {
    get(accountId: string): Promise<CartRead>;
    take(tx: Tx, accountId: string, cart: CartRead): Promise<boolean>;
  };
  consentOn(now: Date): { version: string };
  /** Orders that one account may have waiting for payment. */
  mostUnpaidOn(now: Date): number;
  /** Waits for its turn and takes the next numbers: the transaction's first operation. */
  numberProFormas(tx: Tx, count: number): Promise<Order['proForma'][]>;
  issueProFormas(tx: Tx, orders: readonly Order[], localeOf: (order: Order) => Buyer['locale']): Promise<void>;
  issueInvoice(
    tx: Tx,
    order: Order,
    received: Pick<Received, 'paidAt' | 'method'>,
  ): Promise<NonNullable<Order['invoice']>>;
  activations: {
    /** At the buyer's demand, before payment (V-15). @throws Problem 409 when the course is active already */
    atOnce(tx: Tx, order: Order, line: OrderLine): Promise<ActivationRef>;
    /** On payment; a line that was activated before, or whose course is active, stays as it is. */
    onPayment(tx: Tx, order: Order, line: OrderLine): Promise<void>;
    revoke(tx: Tx, orderId: string): Promise<void>;
  };
  grantCredit(tx: Tx, order: Order, line: OrderLine): Promise<void>;
  isPaymentUnderWay(tx: Tx, orderId: string): Promise<boolean>;
  /** Whether what the order activated led to an attest. */
  isAttested(tx: Tx, orderId: string): Promise<boolean>;
}
