import { creditPackagePublishedV1 } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { CreditPackage } from './domain/credit-package.ts';

/** The contract keeps of the package what is told, and no more. */
export function tellOfPackage(tx: Tx, creditPackage: CreditPackage): void {
  const { id, changedAt } = creditPackage;
  const data = { ...creditPackage, creditPackageId: id, publishedAt: changedAt.toISOString() };
  tx.publish(creditPackagePublishedV1, id, data);
}
