import { accountChangedV1, accountConfirmedV1, accountRegisteredV1 } from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { AccountStore } from './account-store.ts';

/** Each account event carries the whole account; the store keeps the newest. */
export function onAccountChanged(accounts: AccountStore) {
  return [accountRegisteredV1, accountConfirmedV1, accountChangedV1].map((contract) =>
    on(
      contract,
      ({ data }, tx) => accounts.keep(tx, data),
      ({ data }, tx) => accounts.refill(tx, data),
    ),
  );
}
