import type { Tx } from '@leerhuis/outbox';
import { isOfPerson, type LotDoc } from './credit-store.ts';
import { maySpend, type Spender } from './domain/may-spend.ts';
import type { Offices } from './offices.ts';

/** Those of the lots that somebody may spend, as they and the lots' owners are now. */
export async function spendableOf(
  offices: Offices,
  lots: readonly LotDoc[],
  accountId: string,
  now: Date,
  tx?: Tx,
): Promise<LotDoc[]> {
  if (lots.length === 0) return [];
  const owners = lots.filter(isOfPerson).map(({ ownerId }) => ownerId);
  const people = await offices.spenders([accountId, ...owners], tx);
  const spender = people.get(accountId) as Spender;
  return lots.filter((lot) =>
    maySpend(
      spender,
      { ...lot, owner: people.get(lot.ownerId ?? '') ?? null, invitations: lot.invitations ?? [] },
      now,
    ),
  );
}
