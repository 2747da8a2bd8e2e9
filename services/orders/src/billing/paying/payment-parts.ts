import type { NoteAudit } from '@leerhuis/audit';
import type { SendMessage } from '@leerhuis/contracts';
import type { Money } from '@leerhuis/money';
import type { Outbox, Tx } from '@leerhuis/outbox';
import type { Logger } from '@leerhuis/telemetry';
import type { TakenBack } from './domain/taken-back.ts';
import type { PaymentProvider } from './mollie-client.ts';
import type { PaymentStore } from './payment-store.ts';

/** What paying knows of an order. */
export interface OrderToPay {
  id: string;
  accountId: string;
  state: 'placed' | 'partiallyPaid' | 'paid' | 'reopened' | 'withdrawn';
  outstanding: Money;
  proFormaNumber: string;
  invoiceNumber: string | null;
  structuredCommunication: string;
  placedAt: Date;
  /** Came in beyond what is asked. */
  toGiveBack: Money;
}

/** Money that came in for an order. */
export interface Received {
  paymentId: string;
  amount: Money;
  method: string;
  paidAt: Date;
  byHand?: { by: string; note: string };
}

/** A move of money, by ourselves, by staff or at the payment provider's. */
export interface Moved {
  id: string;
  kind: 'refund' | 'refund-failed' | 'payment-undone' | 'repayment' | TakenBack['kind'];
  amount: Money;
  day: string;
  source: string;
  note?: string;
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
  receive(tx: Tx, orderId: string, received: Received): Promise<Money>;
  /** Keeps that money moved for the order; null when it was kept before. */
  enterMoney(tx: Tx, orderId: string, entry: Moved): Promise<Money | null>;
  note: NoteAudit;
  /** Calendar day in the provider's zone. */
  dayOf(instant: Date): string;
  startOf(day: string): Date;
  /** For how many days after a payment money may be taken back at the payment provider's. */
  takeBackDays(now: Date): number;
  /** Where transfers go (the provider's own account). */
  account(now: Date): { iban: string; bic: string; name: string };
  /** Makes keys of links to pages that show how a payment stands. */
  pageKey(what: string): string;
  /** The first operation of a transaction that may issue invoices: others wait until it ends. */
  holdInvoices(tx: Tx): Promise<void>;
  recipient(accountId: string, tx: Tx): Promise<SendMessage['recipient'] | null>;
}
