import { auditStore } from '@leerhuis/audit';
import { eachDocument, type Migration } from '@leerhuis/migrations';
import type { Tx } from '@leerhuis/outbox';
import { memberNumberStore } from './member-number-store.ts';
import { type Membership, noteMemberNumbers } from './note-member-numbers.ts';

export interface Accounts {
  hold(tx: Tx, id: string): Promise<{ memberships: Membership[] } | null>;
}

/**
 * Numbers were not noted; the copies of accounts know them, though not whether the address was proven. Goes on beside the
 * service: a change of the account at the same moment and this exclude each other.
 */
export function memberNumbersFromCopies(accounts: Accounts): Migration {
  return eachDocument<{ _id: string }>({
    id: 'member-numbers-from-copies',
    what: 'accounts are noted under their member numbers',
    collection: 'accountCopies',
    only: { 'memberships.0': { $exists: true } },
    change: ({ _id }, { connection, transaction, newId }) => {
      const memberNumbers = memberNumberStore(connection);
      const { note } = auditStore(connection, newId);
      return transaction(async (tx) => {
        if ((await memberNumbers.ofAccount(tx, _id)).length > 0) return false;
        const account = await accounts.hold(tx, _id);
        if (!account) return false;
        await noteMemberNumbers({ memberNumbers, note }, tx, _id, account.memberships);
        return true;
      });
    },
  });
}
