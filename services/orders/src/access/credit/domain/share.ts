import { type Invitation, invite } from './sharing.ts';

/**
 * Whom a person's package is shared with besides its owner from now on (V-8): the owner is never among them, and who asks somebody
 * anew is of an organisation.
 * @param learners account ids, and e-mail addresses in small letters
 * @param owner email null while the account is not known here
 */
export function share(
  lot: { ownerId: string; invitations: readonly Invitation[] },
  learners: readonly string[],
  owner: { email: string | null; isOfOffice: boolean },
  how: { newId: () => string; now: Date; zone: string },
): { invitations: Invitation[]; fresh: Invitation[] } | { refused: 'too-many-asked' | 'no-office' } {
  const wanted = learners.filter((learner) => learner !== lot.ownerId && learner !== owner.email);
  const invited = invite(lot.invitations, wanted, how);
  if ('refused' in invited) return invited;
  return invited.fresh.length > 0 && !owner.isOfOffice ? { refused: 'no-office' } : invited;
}
