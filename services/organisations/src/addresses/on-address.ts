import { addressBouncedV1, addressReachedV1 } from '@leerhuis/contracts';
import { type Handler, on } from '@leerhuis/event-bus';
import type { Tx } from '@leerhuis/outbox';
import type { BounceStore } from './bounce-store.ts';

/** @param invitationBounced sees to invitations that were mailed there before that moment */
export function onAddress(
  bounces: BounceStore,
  invitationBounced: (tx: Tx, email: string, at: Date) => Promise<void>,
): Handler[] {
  return [
    on(addressBouncedV1, async ({ data: { addressId, email, template, bouncedAt } }, tx) => {
      const at = new Date(bouncedAt);
      await bounces.mark(tx, addressId, email, at);
      if (template === 'organisation-invitation') await invitationBounced(tx, email, at);
    }),
    on(addressReachedV1, ({ data }, tx) => bounces.clear(tx, data.addressId)),
  ];
}
