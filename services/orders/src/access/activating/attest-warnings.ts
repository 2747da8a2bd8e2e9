import { candidatesOf, type KnownOfLearners } from '../../candidates.ts';
import type { Ground } from '../../ground.ts';
import { type AttestWarning, attestWarnings } from '../../selling/cart/domain/attest-outlook.ts';
import type { Whose } from '../../selling/cart/domain/had-already.ts';
import type { Selling } from '../../selling/selling.ts';

interface Needs extends Pick<Ground, 'accounts' | 'dayOf'>, Pick<KnownOfLearners, 'attested'> {
  prices: Selling['prices'];
}

/** Why no attest can come of what somebody activates, by what is known here; a course that is sold no more is not known. */
export async function warningsFor(
  needs: Needs,
  { accountId, by, courseId, now }: { accountId: string; by: Whose['by']; courseId: string; now: Date },
): Promise<AttestWarning[]> {
  const [[course], candidateOf] = await Promise.all([
    needs.prices.onSale([{ kind: 'course', itemId: courseId }]),
    candidatesOf(needs, { accountIds: [accountId], by }, [courseId]),
  ]);
  const unknown = { itemId: courseId, accreditations: undefined, seconds: undefined };
  const dayIn = (seconds: number) => needs.dayOf(new Date(now.getTime() + seconds * 1_000));
  return attestWarnings(course ?? unknown, candidateOf(accountId), dayIn);
}
