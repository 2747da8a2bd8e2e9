import { sendMessage } from '@leerhuis/contracts';
import { inLocale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import type { Order, OrderLine } from '../../selling/ordering/domain/order.ts';
import { notEnoughCredit } from './credit-problems.ts';
import type { Movement } from './credit-store.ts';
import type { Crediting } from './crediting.ts';
import { creditExpiry } from './domain/expiry.ts';
import { spend } from './domain/spending.ts';
import { spendableOf } from './spendable.ts';

type Needs = Pick<Crediting, 'credit' | 'accounts' | 'newId'>;

/** A lot for each package bought; V-6 counts three years from the order, not from the payment. */
export async function grantCredit(
  crediting: Needs & Pick<Crediting, 'provider' | 'dayOf' | 'zone'>,
  tx: Tx,
  { id: orderId, accountId: ownerId, placedAt }: Pick<Order, 'id' | 'accountId' | 'placedAt'>,
  line: Pick<OrderLine, 'lineId' | 'title' | 'minutes' | 'quantity' | 'price'>,
): Promise<void> {
  const { credit, accounts, newId, provider, dayOf, zone } = crediting;
  const { lineId, title, minutes, quantity, price } = line;
  const expiresAt = creditExpiry(placedAt, provider.termsOn(dayOf(placedAt)), zone);
  for (let n = 0; n < quantity; n += 1) {
    const _id = newId();
    const lot = { _id, ownerId, orderId, lineId, title, granted: minutes, left: minutes, price, expiresAt };
    const movement = { _id: newId(), lotId: _id, kind: 'granted' as const, minutes, at: tx.now };
    await credit.grant(
      tx,
      { ...lot, grantedAt: tx.now, isShared: false, invitations: [], learners: [] },
      { ...movement, accountId: null, activationId: null, courseId: null },
    );
  }
  const to = await accounts.recipient(ownerId, tx);
  if (!to) return;
  const packageTitle = inLocale(title, to.locale);
  const data = { orderId, packageTitle, minutes: minutes * quantity, expiresAt: expiresAt.toISOString() };
  tx.enqueue(sendMessage, { recipient: to, template: 'credit-granted', data }, { jobId: `${lineId}:credit-granted` });
}

/**
 * Takes minutes for an activation: all of them or none. What may be spent is decided in the transaction that spends, on what it reads.
 * @throws Problem 422 that tells what is left and what is needed (V-7)
 */
export async function spendCredit(
  { credit, accounts, newId }: Needs,
  tx: Tx,
  wish: { accountId: string; minutes: number; activationId: string; courseId: string },
): Promise<void> {
  const { accountId, minutes, activationId, courseId } = wish;
  const around = await credit.around(tx, accountId);
  const spendable = await spendableOf(around, accountId, (ids) => accounts.many(ids, tx), tx.now);
  const lots = spendable.map(({ _id: id, left, expiresAt }) => ({ id, left, expiresAt }));
  const spending = spend(lots, minutes, tx.now);
  if ('refused' in spending) throw notEnoughCredit(spending);
  for (const taking of spending.takings) {
    const { lotId, minutes: taken } = taking;
    const movement: Movement = {
      _id: newId(),
      lotId,
      kind: 'spent',
      minutes: -taken,
      at: tx.now,
      accountId,
      activationId,
      courseId,
    };
    if (!(await credit.take(tx, taking, movement)))
      throw new Error(`lot ${lotId} changed inside of its own transaction`);
  }
}

/** Lets lapsed lots lapse (V-6), some at a time; several copies of the service may do so at the same moment. */
export async function lapseCredit(
  crediting: Pick<Crediting, 'credit' | 'outbox' | 'newId' | 'clock'>,
): Promise<'more' | undefined> {
  const { credit, outbox, newId, clock } = crediting;
  const lapsing = await credit.lapsing(clock());
  for (const lotId of lapsing) {
    await outbox.transaction((tx) => credit.lapse(tx, lotId, newId()));
  }
  return lapsing.length > 0 ? 'more' : undefined;
}
