import type { Ground } from '../../ground.ts';
import { type AttestWarning, attestWarnings } from '../../selling/cart/domain/attest-outlook.ts';
import type { Selling } from '../../selling/selling.ts';

interface Needs extends Pick<Ground, 'accounts' | 'dayOf'> {
  prices: Selling['prices'];
  attested: (accountId: string, courseIds: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** Why no attest can come of what somebody activates, by what is known here; a course that is sold no more is not known. */
export async function warningsFor(
  { accounts, prices, attested, dayOf }: Needs,
  { accountId, courseId, now }: { accountId: string; courseId: string; now: Date },
): Promise<AttestWarning[]> {
  const [account, [course], had] = await Promise.all([
    accounts.get(accountId),
    prices.onSale([{ kind: 'course', itemId: courseId }]),
    attested(accountId, [courseId]),
  ]);
  const candidate = { federations: account?.federations, attested: had };
  const unknown = { itemId: courseId, accreditations: undefined, seconds: undefined };
  return attestWarnings(course ?? unknown, candidate, (seconds) => dayOf(new Date(now.getTime() + seconds * 1_000)));
}
