import { type SendMessage, sendMessage } from '@leerhuis/contracts';
import { problem } from '@leerhuis/http-api';
import type { Outbox, Tx } from '@leerhuis/outbox';
import type { CreditStore, LocalisedText, LotDoc, Movement } from './credit-store.ts';
import type { Spender } from './domain/may-spend.ts';
import { spend } from './domain/spending.ts';
import { spendableOf } from './spendable.ts';

export interface PackageBought {
  ownerId: string;
  orderId: string;
  lineId: string;
  title: LocalisedText;
  minutes: number;
  quantity: number;
  price: LotDoc['price'];
  orderedAt: Date;
}

export interface CreditParts {
  credit: CreditStore;
  newId(): string;
  /** Last moment to spend what was ordered at this moment (V-6). */
  expiryOf(orderedAt: Date): Date;
  recipient(accountId: string, tx: Tx): Promise<SendMessage['recipient'] | null>;
  people(accountIds: string[], tx: Tx): Promise<Spender[]>;
}

export type CreditCommands = ReturnType<typeof creditCommands>;

export function creditCommands({ credit, people, newId, expiryOf, recipient }: CreditParts) {
  /** What may be spent, decided in the transaction that spends, on what it reads. */
  async function spendableBy(tx: Tx, accountId: string) {
    const around = await credit.around(tx, accountId);
    const spendable = await spendableOf(around, accountId, (ids) => people(ids, tx), tx.now);
    return spendable.map(({ _id: id, left, expiresAt }) => ({ id, left, expiresAt }));
  }

  return {
    /** A lot for each package bought; V-6 counts three years from the order, not from the payment. */
    async grant(tx: Tx, bought: PackageBought): Promise<void> {
      const { ownerId, orderId, lineId, title, minutes, quantity, price } = bought;
      const expiresAt = expiryOf(bought.orderedAt);
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
      const to = await recipient(ownerId, tx);
      if (!to) return;
      const packageTitle = title[to.locale] ?? title.nl;
      const data = { orderId, packageTitle, minutes: minutes * quantity, expiresAt: expiresAt.toISOString() };
      tx.enqueue(
        sendMessage,
        { recipient: to, template: 'credit-granted', data },
        { jobId: `${lineId}:credit-granted` },
      );
    },

    /**
     * Takes minutes for an activation: all of them or none.
     * @throws Problem 422 that tells what is left and what is needed (V-7)
     */
    async spend(
      tx: Tx,
      {
        accountId,
        minutes,
        activationId,
        courseId,
      }: { accountId: string; minutes: number; activationId: string; courseId: string },
    ): Promise<void> {
      const spending = spend(await spendableBy(tx, accountId), minutes, tx.now);
      if ('refused' in spending) throw notEnough(spending.left, spending.needed);
      for (const taking of spending.takings) {
        const { lotId } = taking;
        const movement: Movement = {
          _id: newId(),
          lotId,
          kind: 'spent',
          minutes: -taking.minutes,
          at: tx.now,
          accountId,
          activationId,
          courseId,
        };
        if (!(await credit.take(tx, taking, movement)))
          throw new Error(`lot ${lotId} changed inside of its own transaction`);
      }
    },
  };
}

/** Lets lapsed lots lapse (V-6), some at a time; several copies of the service may do so at the same moment. */
export async function lapseCredit(parts: {
  credit: CreditStore;
  outbox: Outbox;
  newId(): string;
  clock(): Date;
}): Promise<'more' | undefined> {
  const { credit, outbox, newId, clock } = parts;
  const lapsing = await credit.lapsing(clock());
  for (const lotId of lapsing) {
    await outbox.transaction((tx) => credit.lapse(tx, lotId, newId()));
  }
  return lapsing.length > 0 ? 'more' : undefined;
}

function notEnough(left: number, needed: number) {
  const message = {
    nl: `Deze cursus telt voor ${needed} minuten; u hebt er nog ${left}.`,
    fr: `Ce cours compte pour ${needed} minutes ; il vous en reste ${left}.`,
    en: `This course counts for ${needed} minutes; you have ${left} left.`,
  };
  return problem(422, 'not-enough-credit', { detail: message, errors: [{ field: 'courseId', message }] });
}
