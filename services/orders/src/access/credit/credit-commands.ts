import { sendMessage } from '@leerhuis/contracts';
import { inLocale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import type { Order, OrderLine } from '../../selling/ordering/domain/order.ts';
import { notEnoughCredit } from './credit-problems.ts';
import type { Movement } from './credit-store.ts';
import type { Crediting } from './crediting.ts';
import { creditExpiry } from './domain/expiry.ts';
import { payFrom } from './domain/purse.ts';
import { spendableOf } from './spendable.ts';

type Needs = Pick<Crediting, 'credit' | 'offices' | 'newId'>;

/**
 * A lot for each package bought, the organisation's when it is billed. V-6 counts three years from the order, not from the payment.
 */
export async function grantCredit(
  crediting: Needs & Pick<Crediting, 'accounts' | 'provider' | 'dayOf' | 'zone'>,
  tx: Tx,
  {
    id: orderId,
    accountId,
    organisationId = null,
    placedAt,
  }: Pick<Order, 'id' | 'accountId' | 'organisationId' | 'placedAt'>,
  line: Pick<OrderLine, 'lineId' | 'title' | 'minutes' | 'quantity' | 'price'>,
): Promise<void> {
  const { credit, newId, provider, dayOf, zone } = crediting;
  const owner = organisationId
    ? { ownerId: null, organisationId, isForAll: false, members: [] }
    : { ownerId: accountId };
  const { lineId, title, minutes, quantity, price } = line;
  const expiresAt = creditExpiry(placedAt, provider.termsOn(dayOf(placedAt)), zone);
  for (let n = 0; n < quantity; n += 1) {
    const _id = newId();
    const lot = { _id, ...owner, orderId, lineId, title, granted: minutes, left: minutes, price, expiresAt };
    const movement = { _id: newId(), lotId: _id, kind: 'granted' as const, minutes, at: tx.now };
    await credit.grant(
      tx,
      { ...lot, grantedAt: tx.now, isShared: false, invitations: [], learners: [] },
      { ...movement, accountId: null, activationId: null, courseId: null },
    );
  }
  const to = await recipientOf(crediting, tx, accountId, organisationId);
  if (!to) return;
  const packageTitle = inLocale(title, to.locale);
  const data = { orderId, packageTitle, minutes: minutes * quantity, expiresAt: expiresAt.toISOString() };
  const mail = { recipient: to, template: 'credit-granted', data, organisationId } as const;
  tx.enqueue(sendMessage, mail, { jobId: `${lineId}:credit-granted` });
}

/** Who bought, at the address that what they bought is for. */
async function recipientOf(
  { accounts, offices }: Pick<Crediting, 'accounts' | 'offices'>,
  tx: Tx,
  accountId: string,
  organisationId: string | null,
) {
  const place = (await offices.placesOf(organisationId ? [accountId] : [], tx))
    .get(accountId)
    ?.find((one) => one.organisationId === organisationId);
  const [member] = place ? await offices.memberships([place.membershipId], tx) : [];
  return member ? offices.recipientOf(member, null, tx) : accounts.recipient(accountId, tx);
}

/**
 * Takes minutes for an activation: all of them or none. What may be spent is decided in the transaction that spends, on what it
 * reads: who has left the organisation spends no more.
 * @param wish.organisationId whose hours: an organisation's, the person's own and their colleagues' (null), or whoever's expire
 *   first (undefined)
 * @returns for whom the course is taken: the organisation whose hours were spent
 * @throws Problem 422 that tells what is left and what is needed (V-7)
 */
export async function spendCredit(
  { credit, offices, newId }: Needs,
  tx: Tx,
  wish: {
    accountId: string;
    organisationId?: string | null | undefined;
    minutes: number;
    activationId: string;
    courseId: string;
  },
): Promise<string | null> {
  const { accountId, minutes, activationId, courseId } = wish;
  const places = (await offices.placesOf([accountId], tx)).get(accountId) ?? [];
  const around = await credit.around(
    tx,
    accountId,
    places.map(({ organisationId }) => organisationId),
  );
  const spendable = await spendableOf(offices, around, accountId, tx.now, tx);
  const lots = spendable.map(({ _id: id, organisationId = null, left, expiresAt }) => {
    return { id, organisationId, left, expiresAt };
  });
  const spending = payFrom(lots, minutes, wish.organisationId, tx.now);
  if ('refused' in spending) throw notEnoughCredit(spending);
  const place = places.find((one) => one.organisationId === spending.organisationId);
  if (place) await offices.hold(tx, place);
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
  return spending.organisationId;
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
