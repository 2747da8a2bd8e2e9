import { compare, type Money, structuredCommunicationDigits } from '@leerhuis/money';
import type { Order } from '../../../selling/ordering/domain/order.ts';
import type { OrderState } from '../../../selling/ordering/domain/standing.ts';
import type { Payment } from './payment.ts';
import { type Reference, referencesIn } from './references-in.ts';

/** A payment as staff read it on the statement of the provider's own account. */
export interface HandBooking {
  /** Day on which the money came, in the provider's zone. */
  day: string;
  amount: Money;
  /** What the statement says: the communication, or the bank's own reference. */
  reference: string | null;
  /** They have looked: there are two of the same day and amount. */
  sameAgain: boolean;
}

export interface BookableOrder {
  state: OrderState;
  placedOn: string;
  structuredCommunication: string;
  proFormaNumber: string;
  invoiceNumber: string | null;
  payments: readonly Pick<Payment, 'amount' | 'byHand' | 'paidAt'>[];
  dayOf: (instant: Date) => string;
}

/** What a statement may call the order, and how it stands. */
export function bookableOrder(order: Pick<Order, 'standing' | 'proForma' | 'invoice'>, placedOn: string) {
  const { standing, proForma, invoice } = order;
  const { number: proFormaNumber, structuredCommunication } = proForma;
  return {
    state: standing.state,
    placedOn,
    proFormaNumber,
    invoiceNumber: invoice?.number ?? null,
    structuredCommunication,
  };
}

export type BookingRefusal =
  | 'withdrawn'
  | 'in-the-future'
  | 'before-the-order'
  | 'reference-of-another'
  | 'wrong-check-digits'
  | 'booked-already';

/**
 * Why a payment may not be booked by hand on an order, all that is wrong at once; nothing when it may. What is too much is taken in
 * too, and goes back (V-13).
 */
export function whyNotBook(order: BookableOrder, booking: HandBooking, today: string): BookingRefusal[] {
  const { day, amount, sameAgain } = booking;
  if (order.state === 'withdrawn') return ['withdrawn'];
  const isThere = order.payments.some(
    ({ byHand, paidAt, amount: other }) =>
      byHand && !byHand.undone && paidAt && order.dayOf(paidAt) === day && compare(other, amount) === 0,
  );
  return [...whyNoMoveOf(order, booking, today), ...(isThere && !sameAgain ? ['booked-already' as const] : [])];
}

type Named = Pick<BookableOrder, 'placedOn' | 'structuredCommunication' | 'proFormaNumber' | 'invoiceNumber'>;
type Move = Pick<HandBooking, 'day' | 'reference'>;

function isOwn({ structuredCommunication, proFormaNumber, invoiceNumber }: Named, { kind, value }: Reference): boolean {
  if (kind === 'document') return value === proFormaNumber || value === invoiceNumber;
  return value === structuredCommunicationDigits(structuredCommunication);
}

/** Why what is on a statement cannot be a move of money of an order, to it or back (V-13). */
export function whyNoMoveOf(order: Named, { day, reference }: Move, today: string): BookingRefusal[] {
  const refusals: BookingRefusal[] = [];
  if (day > today) refusals.push('in-the-future');
  if (day < order.placedOn) refusals.push('before-the-order');
  const strange = referencesIn(reference ?? '').find((found) => !isOwn(order, found));
  if (strange) refusals.push(strange.kind === 'wrong-check-digits' ? strange.kind : 'reference-of-another');
  return refusals;
}

/** Whether a payment can be undone: only what was booked by hand, once. */
export function mayUndo({ byHand }: Pick<Payment, 'byHand'>): { refused: 'not-by-hand' | 'undone-already' } | null {
  if (!byHand) return { refused: 'not-by-hand' };
  return byHand.undone ? { refused: 'undone-already' } : null;
}
