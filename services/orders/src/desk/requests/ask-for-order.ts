import { endOfDayAfter } from '@leerhuis/calendar';
import { actingEnded } from '@leerhuis/http-api';
import { sum } from '@leerhuis/money';
import type { Tx } from '@leerhuis/outbox';
import type { Quote } from '../../selling/ordering/domain/quote.ts';
import { cartChanged } from '../../selling/ordering/order-problems.ts';
import type { Desk } from '../desk.ts';
import { daysToAnswer, mostWaiting, type OrderRequest } from './domain/order-request.ts';
import { mailAsked } from './request-mails.ts';
import { tooManyWaiting } from './request-problems.ts';

/**
 * Keeps what an employee wants to order until a manager says yes (C-8), and asks them. Who leaves meanwhile and this exclude each other.
 * @throws Problem 403, 409
 */
export async function askForOrder(desk: Desk, tx: Tx, quote: Quote): Promise<OrderRequest> {
  const { requests, acting, selling, provider, dayOf, zone, newId } = desk;
  const { accountId, organisationId, membershipId } = quote.buyer;
  if (organisationId === null || membershipId === null) throw new Error('persons ask nobody');
  const member = await acting.members.hold(tx, membershipId);
  const organisation = await acting.organisations.hold(tx, organisationId);
  if (member?.state !== 'active' || member.organisationId !== organisationId) throw actingEnded();
  if (organisation?.state !== 'active') throw actingEnded();
  if ((await requests.countWaitingOf(tx, membershipId, mostWaiting)) >= mostWaiting) throw tooManyWaiting();
  if (quote.cart && !(await selling.carts.take(tx, quote.buyer, quote.cart))) throw cartChanged();
  const lines = quote.items.map(({ kind, itemId, code, title, minutes, price, vatRate }) => {
    return { kind, itemId, code, title, minutes, price, vatRate };
  });
  const request: OrderRequest = {
    id: newId(),
    organisationId,
    membershipId,
    accountId,
    lines,
    net: sum(lines.map(({ price }) => price)),
    purchaseReference: quote.purchaseReference,
    activatesAtOnce: quote.activateNow,
    consent: { version: provider.termsOn(dayOf(tx.now)).consent.version, at: tx.now },
    state: 'waiting',
    askedAt: tx.now,
    lapsesAt: endOfDayAfter(tx.now, daysToAnswer, zone),
    ended: null,
    order: null,
  };
  await requests.insert(tx, request);
  await desk.audit.note(tx, {
    by: accountId,
    action: 'order-request.asked',
    subject: request.id,
    after: { organisation: organisationId, courses: lines.map(({ code }) => code).join(', ') },
  });
  await mailAsked(desk, tx, request, member);
  return request;
}
