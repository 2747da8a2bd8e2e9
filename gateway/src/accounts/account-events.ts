import { type AccountSnapshot, accountChangedV1, accountConfirmedV1, accountRegisteredV1 } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { Account } from './domain/account.ts';
import { staffRoles } from './domain/roles.ts';
import { staffRolesOf } from './domain/staff.ts';

const contracts = { registered: accountRegisteredV1, confirmed: accountConfirmedV1, changed: accountChangedV1 };

/** `staff` is told of who has all roles: other parts of before know no other, and who has some is no less a learner. */
function toldRoles(account: Account): AccountSnapshot['roles'] {
  return staffRolesOf(account).length === staffRoles.length ? ['learner', 'staff'] : ['learner'];
}

export function snapshot(account: Account): AccountSnapshot {
  return {
    accountId: account.id,
    revision: account.revision,
    email: account.email,
    emailConfirmed: account.emailConfirmedAt !== null,
    firstName: account.firstName,
    lastName: account.lastName,
    locale: account.locale,
    memberships: account.memberships,
    company: account.company,
    address: account.address,
    roles: toldRoles(account),
    changedAt: account.changedAt.toISOString(),
  };
}

/** The address is proved, and they said whether they want the newsletter. */
export function tellOfConfirmed(tx: Tx, account: Account, { newsletter }: { newsletter: boolean }): void {
  tx.publish(accountConfirmedV1, account.id, { ...snapshot(account), newsletter });
}

export function tellOf(tx: Tx, fact: keyof typeof contracts, account: Account): void {
  tx.publish(contracts[fact], account.id, snapshot(account));
}
