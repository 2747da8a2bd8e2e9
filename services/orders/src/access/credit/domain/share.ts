import { officeOf, type Spender } from './may-spend.ts';
import { type Invitation, invite } from './sharing.ts';

/**
 * Whom a package is shared with besides its owner from now on (V-8): the owner is never among them, and who asks somebody anew
 * has an office.
 * @param learners account ids, and e-mail addresses in small letters
 * @param owner null while the account is not known here
 */
export function share(
  lot: { ownerId: string; invitations: readonly Invitation[] },
  learners: readonly string[],
  owner: (Spender & { email: string }) | null,
  how: { newId: () => string; now: Date; zone: string },
): { invitations: Invitation[]; fresh: Invitation[] } | { refused: 'too-many-asked' | 'no-office' } {
  const wanted = learners.filter((learner) => learner !== lot.ownerId && learner !== owner?.email);
  const invited = invite(lot.invitations, wanted, how);
  if ('refused' in invited) return invited;
  return invited.fresh.length > 0 && officeOf(owner) === null ? { refused: 'no-office' } : invited;
}
