import { creditPackagePublishedV1 } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { CreditPackage } from './domain/credit-package.ts';

export function tellOfPackage(tx: Tx, creditPackage: CreditPackage): void {
  const { id, description, createdAt, changedAt, ...facts } = creditPackage;
  const data = { creditPackageId: id, ...facts, publishedAt: changedAt.toISOString() };
  tx.publish(creditPackagePublishedV1, id, data);
}
