import type { Tx } from '@leerhuis/outbox';
import type { Ground } from '../../ground.ts';
import type { Order } from '../../selling/ordering/domain/order.ts';
import type { Selling } from '../../selling/selling.ts';
import { mollieClient, type PaymentProvider } from './at-provider/mollie-client.ts';
import { pageKeys } from './pages/page-key.ts';
import { paymentQueries } from './payment-queries.ts';
import { paymentStore } from './payment-store.ts';

/** What payments bring about elsewhere, in the transaction that keeps them. */
export interface Consequences {
  /** The first operation of a transaction that may issue invoices: others wait until it ends. */
  holdInvoices(tx: Tx): Promise<void>;
  issueInvoice(tx: Tx, orderId: string, paid: { paidAt: Date; method: string }): Promise<NonNullable<Order['invoice']>>;
  /** What a paid order gives. */
  giveAccess(tx: Tx, order: Order): Promise<void>;
}

/** What works with payments. */
export interface Paying extends Ground, Consequences {
  orders: Selling['orders'];
  orderLists: Selling['orderLists'];
  tellPaid: Selling['tellPaid'];
  payments: ReturnType<typeof paymentStore>;
  paymentLists: ReturnType<typeof paymentQueries>;
  mollie: PaymentProvider;
  /** How soon an open payment is asked about again, in ms. */
  pollMs: number;
  /** Where the payment provider tells of payments. */
  webhookUrl: string;
  /** Makes keys of links to pages that show how a payment stands. */
  pageKey(what: string): string;
}

export function openPaying(
  ground: Ground,
  { orders, orderLists, tellPaid }: Selling,
  consequences: Consequences,
): Paying {
  const { database, settings } = ground;
  return {
    ...ground,
    ...consequences,
    orders,
    orderLists,
    tellPaid,
    payments: paymentStore(database),
    paymentLists: paymentQueries(database),
    mollie: mollieClient({ url: settings.PAYMENT_API_URL, apiKey: settings.PAYMENT_API_KEY }),
    pollMs: settings.PAYMENT_POLL_SECONDS * 1_000,
    webhookUrl: settings.PAYMENT_WEBHOOK_URL ?? `${settings.PUBLIC_URL}/api/v1/webhooks/payments`,
    pageKey: pageKeys(settings.PAYMENT_API_KEY),
  };
}
