import { sendMessage } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import { claimOf, type MemberNumber } from '../member-numbers/domain/member-number.ts';
import { rearrange } from './beside-others.ts';
import type { Registering } from './registration-commands.ts';

export interface NumberDecision {
  before: MemberNumber;
  /** With the owners that staff named. */
  after: MemberNumber;
  by: string;
}

/**
 * Staff said whose member number it is: what is its owner's goes in line, what was told of others is taken back. Whoever has
 * something waiting and is told otherwise than before hears what to do; nobody hears of the other.
 */
export async function decideNumber(registering: Registering, tx: Tx, { before, after, by }: NumberDecision) {
  await rearrange(registering, tx, after, by);
  const waiting = (await registering.registrations.underNumber(tx, after)).filter(({ state }) => state === 'waiting');
  for (const accountId of new Set(waiting.map((one) => one.accountId))) {
    const isTheirs = claimOf(after, accountId, []) === 'theirs';
    const wasTheirs = before.owners?.includes(accountId) ?? true;
    if (isTheirs !== wasTheirs) await tellChecked(registering, tx, accountId, after, isTheirs);
  }
}

async function tellChecked(
  { people }: Registering,
  tx: Tx,
  accountId: string,
  { federation, memberNumber }: MemberNumber,
  isTheirs: boolean,
): Promise<void> {
  const person = await people.get(accountId, tx.session);
  if (!person) return;
  const { email, firstName, lastName, locale } = person;
  tx.enqueue(sendMessage, {
    recipient: { accountId, email, name: `${firstName} ${lastName}`, locale },
    template: 'member-number-checked',
    data: { firstName, federation, memberNumber, isTheirs },
  });
}
