import { accountChangedV1, accountConfirmedV1, accountRegisteredV1 } from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { Tx } from '@leerhuis/outbox';
import type { AccountStore } from './account-store.ts';
import type { Account } from './domain/account.ts';

/** @param joinAwaited takes up what somebody said yes to before they had an account */
export function onAccountChanged(accounts: AccountStore, joinAwaited: (tx: Tx, account: Account) => Promise<void>) {
  return [accountRegisteredV1, accountConfirmedV1, accountChangedV1].map((contract) =>
    on(contract, async ({ data }, tx) => {
      const { accountId: id, revision, email, emailConfirmed, firstName, lastName, locale } = data;
      const copy = { revision, email, emailConfirmed, firstName, lastName, locale };
      const isNews = await accounts.put(tx, id, copy);
      if (isNews && emailConfirmed) await joinAwaited(tx, { id, ...copy });
    }),
  );
}
