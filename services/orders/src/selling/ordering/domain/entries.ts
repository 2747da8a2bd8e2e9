import { compare, euro, type Money, subtract } from '@leerhuis/money';
import { follow, type Standing } from './standing.ts';

/** What moves money between a client and the provider of the training, or puts such a move right; and whether it comes in or goes out. */
export const directions = {
  payment: 'in',
  /** Booked by mistake by staff, put right by them. */
  'payment-undone': 'out',
  /** Given back by us: paid twice or too much (V-13). */
  refund: 'out',
  'refund-failed': 'in',
  /** Given back by a person in the dashboard of the payment provider, not by us. */
  'refund-at-provider': 'out',
  'refund-at-provider-failed': 'in',
  'charge-back': 'out',
  'charge-back-reversed': 'in',
  /** Given back by staff through the bank. */
  repayment: 'out',
} as const satisfies Record<string, 'in' | 'out'>;

export type EntryKind = keyof typeof directions;

export interface MoneyEntry {
  /** Of what it tells: `charge-back chb_1`. The same again is the same entry. */
  id: string;
  kind: EntryKind;
  /** Positive cents; its kind says whether they came in or went out. */
  amount: Money;
  /** Day on which the money moved, in the provider's zone. */
  day: string;
  /** The payment provider, or the account of the member of staff who booked it. */
  source: string;
  at: Date;
  /** Whether there was an invoice by then. */
  afterInvoice?: boolean;
  /** Cents of a refund at the provider's that gave back what was too much: they call for no credit note. */
  ofExcess?: number;
  /** Why, and the bank's reference, in the words of who booked it. */
  note?: string;
}

/** Cents that we hold of the client for this order; below zero when more went out than came in. */
export function heldOf(entries: readonly MoneyEntry[]): number {
  return entries.reduce(
    (sum, { kind, amount }) => sum + (directions[kind] === 'in' ? amount.amount : -amount.amount),
    0,
  );
}

/**
 * What was given back at the payment provider's once there was an invoice: it is not owed again, but a credit note is due. What was
 * too much is given back without one.
 */
export function creditNoteDueOf(entries: readonly MoneyEntry[]): Money {
  const given = entries.filter(({ kind, afterInvoice }) => kind === 'refund-at-provider' && afterInvoice);
  const failed = new Set(entries.filter(({ kind }) => kind === 'refund-at-provider-failed').map(({ id }) => id));
  const standing = given.filter(({ id }) => !failed.has(`${id} failed`));
  return euro(standing.reduce((sum, { amount, ofExcess = 0 }) => sum + amount.amount - ofExcess, 0));
}

export interface OrderMoney {
  standing: Standing;
  total: Money;
  entries: readonly MoneyEntry[];
  hasInvoice: boolean;
}

/** Cents that count towards the order: what is held, and what was given back on purpose after the invoice. */
export function coveredOf({ entries }: Pick<OrderMoney, 'entries'>): number {
  return heldOf(entries) + creditNoteDueOf(entries).amount;
}

/** What is held beyond what the order asks for and has to go back (V-13). */
export function toGiveBackOf(order: OrderMoney): Money {
  const asked = order.standing.state === 'withdrawn' ? 0 : order.total.amount;
  return euro(Math.max(0, Math.min(coveredOf(order) - asked, heldOf(order.entries))));
}

/**
 * What is still to be paid; nothing once the order is withdrawn. It is more than the order's total when more went out than came in,
 * as when a payment turns out to have been booked by mistake after what was too much of it was given back.
 */
export function outstandingOf(order: OrderMoney): Money {
  if (order.standing.state === 'withdrawn') return euro(0);
  return euro(Math.max(0, order.total.amount - coveredOf(order)));
}

/** How an order stands by its entries. One that was complete once and is so no longer is reopened: its invoice stays. */
function standingBy(order: OrderMoney, now: Date): Standing {
  const { standing: before, total, hasInvoice } = order;
  if (before.state === 'withdrawn') return before;
  const paid = euro(Math.min(Math.max(0, coveredOf(order)), total.amount));
  if (compare(paid, total) === 0)
    return before.state === 'paid' ? before : follow(before, { state: 'paid', paid, paidAt: now });
  if (hasInvoice) return follow(before, { state: 'reopened', paid });
  return follow(before, paid.amount === 0 ? { state: 'placed' } : { state: 'partiallyPaid', paid });
}

export interface Entered {
  entries: MoneyEntry[];
  standing: Standing;
  /** The sum is complete for the first time: the invoice is due (V-10). */
  completes: boolean;
  /** What this entry made too much; to be given back at once to where it came from (V-13). */
  excess: Money;
}

/**
 * Money moved for an order.
 * @returns null when the entry is there already: telling it again changes nothing
 * @throws RangeError for an amount that is not positive
 */
export function enter(order: OrderMoney, entry: MoneyEntry): Entered | null {
  if (entry.amount.amount <= 0) throw new RangeError(`an entry of ${entry.amount.amount} cents`);
  if (order.entries.some(({ id }) => id === entry.id)) return null;
  const ofExcess = entry.kind === 'refund-at-provider' ? Math.min(entry.amount.amount, toGiveBackOf(order).amount) : 0;
  const entries = [...order.entries, { ...entry, afterInvoice: order.hasInvoice, ...(ofExcess > 0 && { ofExcess }) }];
  const after = { ...order, entries };
  const more = subtract(toGiveBackOf(after), toGiveBackOf(order));
  const standing = standingBy(after, entry.at);
  const completes = standing.state === 'paid' && !order.hasInvoice;
  return { entries, standing, completes, excess: euro(Math.max(0, more.amount)) };
}

/** The entries of an order of before there were any: the money that counted. */
export function entriesOfBefore(paid: Money, day: string, at: Date): MoneyEntry[] {
  if (paid.amount === 0) return [];
  return [{ id: 'payments before', kind: 'payment', amount: paid, day, source: 'payments before', at }];
}
