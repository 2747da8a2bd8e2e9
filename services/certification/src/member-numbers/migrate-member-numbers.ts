import { auditStore } from '@leerhuis/audit';
import type { FederationCode } from '@leerhuis/federations';
import { eachDocument } from '@leerhuis/migrations';
import { memberNumberStore } from './member-number-store.ts';
import { noteMemberNumbers } from './note-member-numbers.ts';

interface AccountDoc {
  _id: string;
  memberships?: { federation: FederationCode; memberNumber: string }[];
}

/** Numbers were not noted; the copies of accounts know them, though not whether the address was proven. */
export const memberNumbersFromCopies = eachDocument<AccountDoc>({
  id: 'member-numbers-from-copies',
  what: 'accounts are noted under their member numbers',
  collection: 'accountCopies',
  only: { 'memberships.0': { $exists: true } },
  change: async ({ _id, memberships = [] }, { connection, transaction, newId }) => {
    const { note } = auditStore(connection, newId);
    await transaction((tx) =>
      noteMemberNumbers({ memberNumbers: memberNumberStore(connection), note }, tx, _id, memberships),
    );
    return true;
  },
});
