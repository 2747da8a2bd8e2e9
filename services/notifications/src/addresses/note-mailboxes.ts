import { addressBouncedV1, addressReachedV1 } from '@leerhuis/contracts';
import type { Outbox } from '@leerhuis/outbox';
import type { Counter } from '@leerhuis/telemetry';
import type { Mailboxes } from '../mailboxes.ts';
import { type AddressStore, addressIdOf } from './address-store.ts';

/** @param counted mails that bounced, by why */
export function noteMailboxes(
  addresses: AddressStore,
  transaction: Outbox['transaction'],
  counted: Counter<'why'>,
): Mailboxes {
  return {
    bounces: addresses.get,

    async bounced({ email, ...mail }, why, keep) {
      await transaction(async (tx) => {
        await keep?.(tx);
        await addresses.mark(tx, email, why);
        const addressId = addressIdOf(email);
        tx.publish(addressBouncedV1, addressId, { addressId, email, ...mail, why, bouncedAt: tx.now.toISOString() });
      });
      counted.inc({ why });
    },

    async arrived(email) {
      // most addresses are not marked, and need no transaction
      if (!(await addresses.get(email))) return;
      await transaction(async (tx) => {
        const addressId = addressIdOf(email);
        if (await addresses.clear(tx, email))
          tx.publish(addressReachedV1, addressId, { addressId, email, reachedAt: tx.now.toISOString() });
      });
    },
  };
}
