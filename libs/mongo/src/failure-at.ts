import { OneRefused } from '@leerhuis/waiting';
import { hasLabel, isDatabaseTrouble } from './errors.ts';

/**
 * What the work of a group (`inGroups`) throws when it fails at one item of a transaction that they share: that item is
 * refused, unless the error is of the transaction or the database, and so everybody's.
 */
export function failureAt(index: number, error: unknown): unknown {
  const isEverybodys = hasLabel(error, 'TransientTransactionError') || isDatabaseTrouble(error);
  return isEverybodys ? error : new OneRefused(index, error);
}
