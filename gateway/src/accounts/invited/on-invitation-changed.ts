import { invitationChangedV1 } from '@leerhuis/contracts';
import { type Handler, on } from '@leerhuis/event-bus';
import type { InvitedStore } from './invited-store.ts';

/** What organisations tell of the links that they mailed. */
export function onInvitationChanged(invited: InvitedStore): Handler {
  return on(invitationChangedV1, async ({ data: { membershipId, revision, offer } }, tx) => {
    if (!offer) return invited.remove(tx, membershipId, revision);
    await invited.put(tx, membershipId, { revision, ...offer, expiresAt: new Date(offer.expiresAt) });
  });
}
