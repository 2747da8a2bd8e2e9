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

/** Whether a payment may be booked by hand on an order; what is too much is taken in too, and goes back (V-13). */
export function mayBook(order: BookableOrder, booking: HandBooking, today: string): { refused: BookingRefusal } | null {
  const { day, amount, sameAgain } = booking;
  if (order.state === 'withdrawn') return { refused: 'withdrawn' };
  const notOfIt = noMoveOf(order, booking, today);
  if (notOfIt) return { refused: notOfIt };
  const isThere = order.payments.some(
    ({ byHand, paidAt, amount: other }) =>
      byHand && !byHand.undone && paidAt && order.dayOf(paidAt) === day && compare(other, amount) === 0,
  );
  return isThere && !sameAgain ? { refused: 'booked-already' } : null;
}

type Named = Pick<BookableOrder, 'placedOn' | 'structuredCommunication' | 'proFormaNumber' | 'invoiceNumber'>;
type Move = Pick<HandBooking, 'day' | 'reference'>;

/** Whether it may be booked that what was too much was given back (V-13). */
export function mayRepay(order: Named, move: Move, today: string): { refused: BookingRefusal } | null {
  const notOfIt = noMoveOf(order, move, today);
  return notOfIt && { refused: notOfIt };
}

function isOwn({ structuredCommunication, proFormaNumber, invoiceNumber }: Named, { kind, value }: Reference): boolean {
  if (kind === 'document') return value === proFormaNumber || value === invoiceNumber;
  return value === structuredCommunicationDigits(structuredCommunication);
}

/** Why what is on a statement cannot be a move of money of an order. */
function noMoveOf(order: Named, { day, reference }: Move, today: string): BookingRefusal | null {
  if (day > today) return 'in-the-future';
  if (day < order.placedOn) return 'before-the-order';
  const strange = referencesIn(reference ?? '').find((found) => !isOwn(order, found));
  if (!strange) return null;
  return strange.kind === 'wrong-check-digits' ? strange.kind : 'reference-of-another';
}

/** Whether a payment can be undone: only what was booked by hand, once. */
export function mayUndo({ byHand }: Pick<Payment, 'byHand'>): { refused: 'not-by-hand' | 'undone-already' } | null {
  if (!byHand) return { refused: 'not-by-hand' };
  return byHand.undone ? { refused: 'undone-already' } : null;
}
