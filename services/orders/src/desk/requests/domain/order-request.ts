import type { Money } from '@leerhuis/money';
import type { Item } from '../../../selling/ordering/domain/order.ts';

/** How it stands with what an employee asked to order at the cost of their organisation (C-8). */
export const requestStates = ['waiting', 'approved', 'refused', 'withdrawn', 'lapsed', 'ended'] as const;
export type RequestState = (typeof requestStates)[number];

/** What can be done about a request; it ends when who asked leaves, or the organisation closes. */
export const requestSteps = ['approve', 'refuse', 'withdraw', 'lapse', 'end'] as const;
export type RequestStep = (typeof requestSteps)[number];

/** Where each step leads; who wants it after all asks anew. */
export const transitions: Record<RequestState, Partial<Record<RequestStep, RequestState>>> = {
  waiting: { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn', lapse: 'lapsed', end: 'ended' },
  approved: {},
  refused: {},
  withdrawn: {},
  lapsed: {},
  ended: {},
};

/** Days after which a request that nobody answered lapses, at the end of the last. */
export const daysToAnswer = 30;

/** So many that one employee waits for at once; more is nothing that anybody reads. */
export const mostWaiting = 20;

export interface OrderRequest {
  id: string;
  organisationId: string;
  /** Who asked: as which of its people, and their account. */
  membershipId: string;
  accountId: string;
  /** Courses for who asked, at the prices of that moment: to be shown. What is ordered is priced when it is. */
  lines: RequestLine[];
  /** Excluding VAT. */
  net: Money;
  purchaseReference: string | null;
  /** Its courses are to be activated with the order (V-15). */
  activatesAtOnce: boolean;
  /** What who asked agreed to (V-14). */
  consent: { version: string; at: Date };
  state: RequestState;
  askedAt: Date;
  lapsesAt: Date;
  /** Who did the last step, and when; null while it waits. */
  ended: { by: string; at: Date; reason: string | null } | null;
  /** What a yes made of it. */
  order: { id: string; number: string } | null;
}

export type RequestLine = Pick<Item, 'kind' | 'itemId' | 'code' | 'title' | 'minutes' | 'price' | 'vatRate'>;

export type RequestRefusal = { refused: 'is-over'; state: Exclude<RequestState, 'waiting'> };

/** The state that a step leads to. From its last moment on a request is over, whenever that is noted. */
export function afterStep(
  { state, lapsesAt }: Pick<OrderRequest, 'state' | 'lapsesAt'>,
  step: RequestStep,
  now: Date,
): { state: RequestState } | RequestRefusal {
  if (state !== 'waiting') return { refused: 'is-over', state };
  const isTooLate = lapsesAt.getTime() <= now.getTime() && step !== 'lapse' && step !== 'end';
  if (isTooLate) return { refused: 'is-over', state: 'lapsed' };
  return { state: transitions.waiting[step] ?? state };
}
