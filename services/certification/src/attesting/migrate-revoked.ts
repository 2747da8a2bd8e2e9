import { eachDocument, type Migration } from '@leerhuis/migrations';
import { type RevocationParts, revokeAttestOf } from './revoke-attest.ts';

/**
 * While attests could not be revoked, one whose order was withdrawn unpaid went on to count. That access was taken back was noted
 * then too; that its time is over never is, so nobody loses an attest by that. Attests of a later enrolment are another's.
 */
export function withdrawnBefore(parts: RevocationParts): Migration {
  return eachDocument<{ _id: string; closedAt?: Date }>({
    id: 'attests-of-withdrawn-orders-revoked',
    what: 'attests whose order was withdrawn before attests could be revoked are revoked',
    collection: 'completions',
    only: { closedAt: { $type: 'date' } },
    change: ({ _id }, { transaction }) => transaction((tx) => revokeAttestOf(parts, tx, _id)),
  });
}
