import { accountChangedV1, accountConfirmedV1, accountRegisteredV1 } from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { AccountStore } from './account-store.ts';

export function onAccountChanged(accounts: AccountStore) {
  return [accountRegisteredV1, accountConfirmedV1, accountChangedV1].map((contract) =>
    on(contract, async ({ data }, tx) => {
      const { accountId, revision, email, firstName, lastName, locale, memberships } = data;
      await accounts.put(tx, accountId, { revision, email, firstName, lastName, locale, memberships });
    }),
  );
}
