import { type AccountSnapshot, accountChangedV1, accountConfirmedV1, accountRegisteredV1 } from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { Tx } from '@leerhuis/outbox';
import type { MemberNumber } from '../member-numbers/domain/member-number.ts';
import type { AccountStore } from './account-store.ts';

type Memberships = AccountSnapshot['memberships'];

interface Following {
  /** What a person's other member numbers mean for what federations are told. */
  registering: {
    followCorrection(tx: Tx, accountId: string, before: Memberships, after: Memberships): Promise<void>;
    rearrange(tx: Tx, number: MemberNumber): Promise<void>;
  };
  /** Who goes by which member numbers; only an address that was proven counts. */
  memberNumbers: { note(tx: Tx, accountId: string, memberships: Memberships): Promise<MemberNumber[]> };
}

export function onAccountChanged(accounts: AccountStore, { registering, memberNumbers }: Following) {
  return [accountRegisteredV1, accountConfirmedV1, accountChangedV1].map((contract) =>
    on(
      contract,
      async ({ data }, tx) => {
        const { accountId, memberships } = data;
        const before = await accounts.get(accountId, tx.session);
        if (!(await accounts.put(tx, accountId, copyOf(data)))) return;
        const changed = await memberNumbers.note(tx, accountId, data.emailConfirmed ? memberships : []);
        if (before) await registering.followCorrection(tx, accountId, before.memberships, memberships);
        for (const number of changed) await registering.rearrange(tx, number);
      },
      ({ data }, tx) => accounts.refill(tx, data.accountId, copyOf(data)),
    ),
  );
}

function copyOf({ revision, email, firstName, lastName, locale, memberships }: AccountSnapshot) {
  return { revision, email, firstName, lastName, locale, memberships };
}
