import type { SendMessage } from '@leerhuis/contracts';
import { notFound } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import { tellGranted, tellRevoked } from './activation-events.ts';
import { alreadyActive, courseNotSold, lineUsed, orderWithdrawn } from './activation-problems.ts';
import type { ActivationStore } from './activation-store.ts';
import type { Activation, ActivationSource } from './domain/activation.ts';

export interface CourseLine {
  lineId: string;
  kind: 'course' | 'credit-package';
  itemId: string;
  title: { nl: string; fr?: string; en?: string };
}

export interface OrderRef {
  id: string;
  accountId: string;
  lines: CourseLine[];
  standing: { state: 'placed' | 'partiallyPaid' | 'paid' | 'reopened' | 'withdrawn' };
}

export interface CourseOnSale {
  title: CourseLine['title'];
  minutes: number;
}

export interface ActivationParts {
  activations: ActivationStore;
  newId(): string;
  /** End of access for what is activated at this moment (V-17). */
  accessUntil(activatedAt: Date): Date;
  recipient(accountId: string, tx: Tx): Promise<SendMessage['recipient'] | null>;
  order(tx: Tx, orderId: string): Promise<OrderRef | null>;
  noteOnOrder(tx: Tx, orderId: string, what: string, by: string, detail: string): Promise<void>;
  /** Takes the minutes from hour credit. @throws Problem 422 when there are not enough */
  spendCredit(
    tx: Tx,
    spending: { accountId: string; minutes: number; activationId: string; courseId: string },
  ): Promise<void>;
}

export type ActivationCommands = ReturnType<typeof activationCommands>;

export function activationCommands(parts: ActivationParts) {
  const { activations, newId, accessUntil, recipient } = parts;

  type Wish = Pick<Activation, 'accountId' | 'courseId' | 'courseTitle' | 'orderId' | 'lineId' | 'source'>;
  async function grant(tx: Tx, wish: Wish, id: string): Promise<Activation> {
    const activation = { ...wish, id, activatedAt: tx.now, accessUntil: accessUntil(tx.now), revokedAt: null };
    await activations.insert(tx, activation);
    tellGranted(tx, activation, await recipient(wish.accountId, tx));
    return activation;
  }

  async function grantLine(tx: Tx, order: OrderRef, line: CourseLine, source: ActivationSource): Promise<Activation> {
    const { accountId, id: orderId } = order;
    const { itemId: courseId, lineId, title: courseTitle } = line;
    return grant(tx, { accountId, courseId, courseTitle, orderId, lineId, source }, newId());
  }

  /** At the buyer's explicit demand: at once, before payment (V-15). */
  async function activateLine(
    tx: Tx,
    order: OrderRef,
    line: CourseLine,
    namedBy: 'courseId' | 'lines',
  ): Promise<Activation> {
    const existing = await activations.current(tx, order.accountId, line.itemId);
    if (existing) throw alreadyActive(existing, namedBy);
    const source = order.standing.state === 'paid' ? 'payment' : 'before-payment';
    return grantLine(tx, order, line, source);
  }

  return {
    activateLine,

    /** Activates a course of an order of one's own; a line gives access once. */
    async activateFromOrder(tx: Tx, accountId: string, orderId: string, courseId: string): Promise<Activation> {
      const order = await parts.order(tx, orderId);
      const line = order?.lines.find((each) => each.kind === 'course' && each.itemId === courseId);
      if (!order || !line || order.accountId !== accountId) throw notFound();
      if (order.standing.state === 'withdrawn') throw orderWithdrawn();
      const used = await activations.ofLine(tx, order.id, line.lineId);
      if (used && used.accessUntil.getTime() <= tx.now.getTime()) throw lineUsed(used);
      const activation = await activateLine(tx, order, line, 'courseId');
      await parts.noteOnOrder(tx, order.id, 'activated', accountId, activation.id);
      return activation;
    },

    /** On payment: what the buyer did not activate before. A course that is active already is left for later. */
    async activateOnPayment(tx: Tx, order: OrderRef, line: CourseLine): Promise<void> {
      if (await activations.ofLine(tx, order.id, line.lineId)) return;
      if (await activations.current(tx, order.accountId, line.itemId)) return;
      await grantLine(tx, order, line, 'payment');
    },

    /** Activates a course for hours of credit: the access and the spending, or neither (V-7). */
    async activateFromCredit(
      tx: Tx,
      accountId: string,
      courseId: string,
      course: CourseOnSale | null,
    ): Promise<Activation> {
      const existing = await activations.current(tx, accountId, courseId);
      if (existing) throw alreadyActive(existing, 'courseId');
      if (!course) throw courseNotSold();
      const id = newId();
      await parts.spendCredit(tx, { accountId, minutes: course.minutes, activationId: id, courseId });
      const wish = { accountId, courseId, courseTitle: course.title, orderId: null, lineId: null };
      return grant(tx, { ...wish, source: 'credit' }, id);
    },

    /** Ends what an order gave before payment, because it is withdrawn (V-14). */
    async revokeOfOrder(tx: Tx, orderId: string): Promise<void> {
      for (const activation of await activations.revoke(tx, orderId)) tellRevoked(tx, activation);
    },
  };
}
