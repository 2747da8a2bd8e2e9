import { accountChangedV1, accountConfirmedV1, accountRegisteredV1 } from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { Tx } from '@leerhuis/outbox';
import type { AccountStore } from './account-store.ts';

interface Lists {
  /** Organisations find their people by name. */
  named(tx: Tx, accountId: string, name: string): Promise<void>;
}

/** Each account event carries the whole account; the store keeps the newest. */
export function onAccountChanged(accounts: AccountStore, lists: Lists) {
  return [accountRegisteredV1, accountConfirmedV1, accountChangedV1].map((contract) =>
    on(
      contract,
      async ({ data }, tx) => {
        const name = await accounts.keep(tx, data);
        if (name !== null) await lists.named(tx, data.accountId, name);
      },
      ({ data }, tx) => accounts.refill(tx, data),
    ),
  );
}
