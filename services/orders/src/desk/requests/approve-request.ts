import { actingEnded } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import type { Order } from '../../selling/ordering/domain/order.ts';
import type { Approval } from '../../selling/ordering/domain/quote.ts';
import type { Desk } from '../desk.ts';
import { requestOver } from './request-problems.ts';
import { takeStep } from './take-step.ts';

/**
 * Says yes to what an employee asked, in the transaction that places the order: who leaves meanwhile, of both, and another answer
 * exclude this one.
 * @throws Problem 409; 403 when who says yes may no more
 */
export async function approveRequest(desk: Desk, tx: Tx, order: Order, approval: Approval): Promise<void> {
  const { requests, acting, selling } = desk;
  const { requestId, by, membershipId } = approval;
  const request = await requests.get(requestId, tx);
  const manager = await acting.members.hold(tx, membershipId);
  const mayEnrol = manager?.state === 'active' && manager.rights.includes('enrol-people');
  if (!request || !mayEnrol || manager.organisationId !== request.organisationId) throw actingEnded();
  // who became a manager may answer what they asked themself
  const employee =
    request.membershipId === membershipId ? manager : await acting.members.hold(tx, request.membershipId);
  const isThere = employee?.state === 'active' && employee.organisationId === order.organisationId;
  if (!isThere || employee.accountId !== order.accountId) throw requestOver({ refused: 'is-over', state: 'ended' });
  const { purchaseReference, proForma } = order;
  const made = { id: order.id, number: proForma.number };
  const done = await takeStep(desk, tx, request, { step: 'approve', by, order: made, purchaseReference });
  if ('refused' in done) throw requestOver(done);
  await selling.orders.note(tx, order.id, { by, what: 'approved', after: { for: order.accountId } });
}
