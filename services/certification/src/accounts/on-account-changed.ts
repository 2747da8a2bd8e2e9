import { type AccountSnapshot, accountChangedV1, accountConfirmedV1, accountRegisteredV1 } from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { Tx } from '@leerhuis/outbox';
import type { AccountStore } from './account-store.ts';

type Memberships = AccountSnapshot['memberships'];

export interface MembershipParts {
  /** What follows when a person's member numbers are others than before. */
  corrected: (tx: Tx, accountId: string, before: Memberships, after: Memberships) => Promise<void>;
  /** Notes who goes by which member numbers; only an address that was proven counts. */
  noteNumbers: (tx: Tx, accountId: string, memberships: Memberships) => Promise<void>;
}

export function onAccountChanged(accounts: AccountStore, { corrected, noteNumbers }: MembershipParts) {
  return [accountRegisteredV1, accountConfirmedV1, accountChangedV1].map((contract) =>
    on(contract, async ({ data }, tx) => {
      const { accountId, revision, email, firstName, lastName, locale, memberships } = data;
      const before = await accounts.get(accountId, tx.session);
      const isNews = await accounts.put(tx, accountId, { revision, email, firstName, lastName, locale, memberships });
      if (!isNews) return;
      await noteNumbers(tx, accountId, data.emailConfirmed ? memberships : []);
      if (before) await corrected(tx, accountId, before.memberships, memberships);
    }),
  );
}
