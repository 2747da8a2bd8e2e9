import { addressBouncedV1, addressReachedV1, type SendMessage } from '@leerhuis/contracts';
import type { Outbox, Tx } from '@leerhuis/outbox';
import type { Counter } from '@leerhuis/telemetry';
import { type AddressStore, addressIdOf } from './address-store.ts';
import type { BounceReason } from './domain/bounce.ts';

/** What is known of addresses, and who is told. */
export interface Addresses {
  addresses: AddressStore;
  transaction: Outbox['transaction'];
  /** Mails that bounced, by why. */
  bounced: Counter<'why'>;
}

/** The mail that bounced; a newsletter is no message of anybody. */
export interface BouncedMail {
  email: string;
  messageId: string | null;
  template: SendMessage['template'] | null;
  accountId: string | null;
  organisationId: string | null;
}

/**
 * Marks the address and tells it.
 * @param keep what else is noted of the mail, in the same transaction
 */
export async function noteBounce(
  { addresses, transaction, bounced }: Addresses,
  { email, ...mail }: BouncedMail,
  why: BounceReason,
  keep: (tx: Tx) => Promise<void>,
): Promise<void> {
  await transaction(async (tx) => {
    await keep(tx);
    await addresses.mark(tx, email, why);
    const addressId = addressIdOf(email);
    tx.publish(addressBouncedV1, addressId, { addressId, email, ...mail, why, bouncedAt: tx.now.toISOString() });
  });
  bounced.inc({ why });
}

/** A mail was taken there: what was marked is so no more. Changes nothing of an address that isn't marked, which most are. */
export async function noteArrival({ addresses, transaction }: Addresses, email: string): Promise<void> {
  if (!(await addresses.get(email))) return;
  await transaction(async (tx) => {
    const addressId = addressIdOf(email);
    if (await addresses.clear(tx, email))
      tx.publish(addressReachedV1, addressId, { addressId, email, reachedAt: tx.now.toISOString() });
  });
}
