import type { LotDoc } from './credit-store.ts';
import { maySpend, type Spender } from './domain/may-spend.ts';

/** Those of the lots that the account may spend, as its data and those of their owners are now. */
export async function spendableOf(
  lots: readonly LotDoc[],
  accountId: string,
  people: (accountIds: string[]) => Promise<Spender[]>,
  now: Date,
): Promise<LotDoc[]> {
  const shared = lots.filter(({ ownerId }) => ownerId !== accountId);
  const ids = [...new Set(shared.map(({ ownerId }) => ownerId))];
  const known = ids.length === 0 ? [] : await people([accountId, ...ids]);
  const of = (id: string) => known.find((one) => one.id === id) ?? null;
  const spender = of(accountId) ?? { id: accountId, company: null };
  return lots.filter((lot) =>
    maySpend(spender, { ...lot, owner: of(lot.ownerId), invitations: lot.invitations ?? [] }, now),
  );
}
