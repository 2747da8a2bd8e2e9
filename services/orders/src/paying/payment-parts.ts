import type { SendMessage } from '@leerhuis/contracts';
import type { Money } from '@leerhuis/money';
import type { Outbox, Tx } from '@leerhuis/outbox';
import type { Logger } from '@leerhuis/telemetry';
import type { PaymentProvider } from './mollie-client.ts';
import type { PaymentStore } from './payment-store.ts';

/** What paying knows of an order. */
export interface OrderToPay {
  id: string;
  accountId: string;
  state: 'placed' | 'partiallyPaid' | 'paid' | 'withdrawn';
  outstanding: Money;
  proFormaNumber: string;
}

export interface PaymentParts {
  payments: PaymentStore;
  provider: PaymentProvider;
  outbox: Outbox;
  logger: Logger;
  newId(): string;
  clock(): Date;
  pollMs: number;
  publicUrl: string;
  webhookUrl: string;
  order(orderId: string, tx?: Tx): Promise<OrderToPay | null>;
  noteOnOrder(tx: Tx, orderId: string, what: string, by: string, detail: string): Promise<void>;
  /** Counts money towards the order; gives back what is too much. */
  receive(tx: Tx, orderId: string, received: { amount: Money; method: string; paidAt: Date }): Promise<Money>;
  /** The first operation of a transaction that may issue invoices: others wait until it ends. */
  holdInvoices(tx: Tx): Promise<void>;
  recipient(accountId: string, tx: Tx): Promise<SendMessage['recipient'] | null>;
}
