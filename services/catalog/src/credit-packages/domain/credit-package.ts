import type { LocalisedText } from '@leerhuis/language';
import type { Money } from '@leerhuis/money';
import type { Outcome } from '../../courses/domain/change-course.ts';
import { same } from '../../courses/domain/same.ts';

/** Hours of training bought together (V-3). */
export interface CreditPackageContent {
  code: string;
  title: LocalisedText;
  description: LocalisedText;
  minutes: number;
  /** Excluding VAT. */
  price: Money;
  vatRate: number;
}

export interface CreditPackage extends CreditPackageContent {
  id: string;
  revision: number;
  createdAt: Date;
  changedAt: Date;
}

/** What becomes of a package when a file describes it. */
export function describePackage(
  stored: CreditPackage | null,
  content: CreditPackageContent,
  { id, now }: { id: string; now: Date },
): { outcome: Outcome; creditPackage: CreditPackage } {
  if (!stored) {
    return { outcome: 'created', creditPackage: { ...content, id, revision: 1, createdAt: now, changedAt: now } };
  }
  const next = { ...stored, ...content };
  if (same(stored, next)) return { outcome: 'unchanged', creditPackage: stored };
  return { outcome: 'changed', creditPackage: { ...next, revision: stored.revision + 1, changedAt: now } };
}
