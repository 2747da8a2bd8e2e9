import type { Tx } from '@leerhuis/outbox';
import type { Desk } from '../desk.ts';
import { afterStep, type OrderRequest, type RequestRefusal, type RequestStep } from './domain/order-request.ts';
import { mailEnded } from './request-mails.ts';

export interface Step {
  step: RequestStep;
  /** Account of who does it; `orders` when it lapses or ends. */
  by: string;
  reason?: string | null;
  order?: OrderRequest['order'];
  purchaseReference?: string | null;
}

/** Of these who asked is written to; who withdraws or leaves knows. */
const told: readonly RequestStep[] = ['approve', 'refuse', 'lapse'];

/** Does a step about a request that this transaction read, notes it and tells it; of two at once one is refused. */
export async function takeStep(
  desk: Pick<Desk, 'requests' | 'audit' | 'access' | 'settings'>,
  tx: Tx,
  request: OrderRequest,
  { step, by, reason = null, order = null, purchaseReference = request.purchaseReference }: Step,
): Promise<OrderRequest | RequestRefusal> {
  const next = afterStep(request, step, tx.now);
  if ('refused' in next) return next;
  const { state } = next;
  const done: OrderRequest = { ...request, state, order, purchaseReference, ended: { by, at: tx.now, reason } };
  await desk.requests.save(tx, done);
  const { id: subject, accountId, organisationId } = request;
  const after = { state, for: accountId, organisation: organisationId, ...(order ? { order: order.number } : {}) };
  await desk.audit.note(tx, {
    by,
    action: `order-request.${state}`,
    subject,
    before: { state: request.state },
    after,
    reason,
  });
  if (told.includes(step)) await mailEnded(desk, tx, done);
  return done;
}
