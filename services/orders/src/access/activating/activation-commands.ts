import type { Recipient } from '@leerhuis/contracts';
import { notFound } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import type { Ground } from '../../ground.ts';
import { isPrivate } from '../../selling/ordering/domain/buyer.ts';
import { type Item, learnerOf, type Order, type OrderLine } from '../../selling/ordering/domain/order.ts';
import type { Selling } from '../../selling/selling.ts';
import { tellGranted, tellRevoked } from './activation-events.ts';
import { cannotActivate } from './activation-problems.ts';
import type { ActivationStore } from './activation-store.ts';
import {
  accessUntil,
  isDueOnPayment,
  refusalForCredit,
  refusalOfLearner,
  refusalOfLine,
  sourceOf,
} from './domain/activate.ts';
import type { Activation, ActivationSource } from './domain/activation.ts';

export interface Activating extends Pick<Ground, 'newId' | 'accounts' | 'acting' | 'provider' | 'dayOf' | 'zone'> {
  activations: ActivationStore;
  orders: Selling['orders'];
  /** By whom spendings go one after the other: those of one office, which may be of the same hours, else a person's own. */
  turnOf(accountId: string): Promise<string>;
  /** Those who enrol an organisation's people, as they are written to. */
  atWork(organisationId: string, tx: Tx): Promise<Recipient[]>;
  /** Takes the minutes from hour credit; gives the organisation whose they were. @throws Problem 422 when there are not enough */
  spendCredit(tx: Tx, spending: FromCredit & { minutes: number; activationId: string }): Promise<string | null>;
}

/** Whose hours: an organisation's, the person's own and their colleagues' (null), or whoever's lapse first (undefined). */
interface FromCredit {
  accountId: string;
  organisationId?: string | null | undefined;
  courseId: string;
}

type Wish = Pick<
  Activation,
  'accountId' | 'organisationId' | 'courseId' | 'courseTitle' | 'orderId' | 'lineId' | 'source'
>;

async function grant(activating: Activating, tx: Tx, wish: Wish, id: string): Promise<Activation> {
  const { activations, accounts, provider, dayOf, zone } = activating;
  const until = accessUntil(tx.now, provider.termsOn(dayOf(tx.now)), zone);
  const activation = { ...wish, id, activatedAt: tx.now, accessUntil: until, revokedAt: null };
  await activations.insert(tx, activation);
  tellGranted(tx, activation, await accounts.recipient(wish.accountId, tx));
  return activation;
}

function grantLine(
  activating: Activating,
  tx: Tx,
  { order, line, accountId }: { order: Order; line: OrderLine; accountId: string },
  source: ActivationSource,
) {
  const { organisationId, id: orderId } = order;
  const { itemId: courseId, lineId, title: courseTitle } = line;
  const wish = { accountId, organisationId, courseId, courseTitle, orderId, lineId, source };
  return grant(activating, tx, wish, activating.newId());
}

/**
 * Activates a course with the order that it is in, at the buyer's explicit demand: at once, before payment (V-15). A learner without an
 * account gets theirs later, and one who has the course for themselves when that ends: nobody else hears of that.
 * @returns null when it is left for later
 * @throws Problem 409 when the course is active already
 */
export async function activateNewLine(
  activating: Activating,
  tx: Tx,
  order: Order,
  line: OrderLine,
): Promise<Activation | null> {
  const accountId = learnerOf(order, line);
  if (accountId === null) return null;
  const current = await activating.activations.current(tx, accountId, line.itemId);
  if (current && isPrivate(current, order)) return null;
  const refusal = refusalOfLine(order, { current, used: null }, tx.now);
  if (refusal) throw cannotActivate(refusal, 'lines', activating.zone);
  return grantLine(activating, tx, { order, line, accountId }, sourceOf(order));
}

/** Which line of an order is to be activated, for whom. */
export interface LineWish {
  /** Account of who asks: the buyer or a learner, or somebody for them. */
  by: string;
  orderId: string;
  courseId: string;
  /** Of an order for an organisation: who learns; not given: who asks. */
  membershipId?: string | undefined;
  /** Whether who asks may, of this line. */
  mayActivate: (order: Order, line: OrderLine) => boolean;
}

/**
 * Activates a course of an order; a line gives access once.
 * @throws Problem 404, 409
 */
export async function activateFromOrder(activating: Activating, tx: Tx, wish: LineWish): Promise<Activation> {
  const { activations, orders } = activating;
  const { orderId, courseId, by } = wish;
  const order = await orders.hold(tx, orderId);
  const line = order && lineOf(order, wish);
  if (!order || !line || !wish.mayActivate(order, line)) throw notFound();
  const accountId = learnerOf(order, line);
  const isOfOrganisation = await isStillThere(activating, tx, order, line);
  const used = await activations.ofLine(tx, order.id, line.lineId);
  const current = accountId === null ? null : await activations.current(tx, accountId, courseId);
  const had = { current, used, isPrivate: current !== null && isPrivate(current, { ...order, accountId: by }) };
  const refusal = refusalOfLearner({ accountId, isOfOrganisation }) ?? refusalOfLine(order, had, tx.now);
  if (refusal) throw cannotActivate(refusal, 'courseId', activating.zone);
  if (accountId === null) throw new Error('refused already');
  const activation = await grantLine(activating, tx, { order, line, accountId }, sourceOf(order));
  await orders.note(tx, order.id, { by, what: 'activated', detail: activation.id });
  return activation;
}

/** The one that who learns by it names; of several, where nobody is named, that of who asks. */
function lineOf(order: Order, { courseId, membershipId, by }: LineWish): OrderLine | undefined {
  const lines = order.lines.filter(({ kind, itemId }) => kind === 'course' && itemId === courseId);
  if (membershipId !== undefined) return lines.find(({ learner }) => learner?.membershipId === membershipId);
  return lines.length > 1 ? lines.find((line) => learnerOf(order, line) === by) : lines[0];
}

/** Who learns for an organisation has to be of it at that moment: who leaves meanwhile and this exclude each other. */
async function isStillThere({ acting }: Activating, tx: Tx, order: Order, { learner }: OrderLine): Promise<boolean> {
  if (!learner) return true;
  const member = await acting.members.hold(tx, learner.membershipId);
  return member?.state === 'active' && member.organisationId === order.organisationId;
}

/** On payment, or once who learns has an account: what was not activated before. Who has left the organisation gets nothing. */
export async function activateOnPayment(activating: Activating, tx: Tx, order: Order, line: OrderLine): Promise<void> {
  const accountId = learnerOf(order, line);
  if (accountId === null) return;
  const used = await activating.activations.ofLine(tx, order.id, line.lineId);
  const current = used ? null : await activating.activations.current(tx, accountId, line.itemId);
  if (!isDueOnPayment({ current, used }) || !(await isStillThere(activating, tx, order, line))) return;
  await grantLine(activating, tx, { order, line, accountId }, sourceOf(order));
}

/** Activates what would be active by now, had its learner been there when it was ordered or paid. */
export async function activateIfDue(activating: Activating, tx: Tx, order: Order, line: OrderLine): Promise<void> {
  if (order.standing.state === 'paid' || order.activatesAtOnce) await activateOnPayment(activating, tx, order, line);
}

/**
 * Activates a course for hours of credit: the access and the spending, or neither (V-7). It is taken for whose hours they are.
 * @param course null when it is not on sale
 * @throws Problem 409, 422
 */
export async function activateFromCredit(
  activating: Activating,
  tx: Tx,
  { accountId, organisationId: wanted, courseId }: FromCredit,
  course: Item | null,
): Promise<Activation> {
  const refusal = refusalForCredit(await activating.activations.current(tx, accountId, courseId), course !== null);
  if (refusal) throw cannotActivate(refusal, 'courseId', activating.zone);
  const { title: courseTitle, minutes } = course as Item;
  const id = activating.newId();
  const from = { accountId, organisationId: wanted, minutes, activationId: id, courseId };
  const organisationId = await activating.spendCredit(tx, from);
  const ref = { accountId, organisationId, courseId, courseTitle };
  const wish = { ...ref, orderId: null, lineId: null, source: 'credit' as const };
  return grant(activating, tx, wish, id);
}

/** Ends what an order gave before payment, because it is withdrawn (V-14); gives all of it as it is then. */
export async function revokeAll(
  { activations }: Activating,
  tx: Tx,
  given: readonly Activation[],
): Promise<Activation[]> {
  const open = given.filter(({ revokedAt }) => !revokedAt);
  if (open.length === 0) return [...given];
  await activations.revoke(tx, open);
  for (const activation of open) tellRevoked(tx, activation);
  return given.map((activation) => ({ ...activation, revokedAt: activation.revokedAt ?? tx.now }));
}
