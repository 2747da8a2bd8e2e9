import { createSigningKey, publicJwks, type SigningKey } from '@leerhuis/auth';
import type { Logger } from '@leerhuis/telemetry';
import type { KeyStore, StoredKey } from './key-store.ts';

export interface KeyRing {
  /** The key to sign with now. */
  signing: () => SigningKey;
  /** The public halves, for services and anybody else. */
  jwks: () => ReturnType<typeof publicJwks>;
  /** Replaces the key whose time has come; to be called now and again. */
  rotate: () => Promise<void>;
}

const minute = 60_000;
const day = 24 * 60 * minute;
/** A new key is published this long before it signs: longer than services keep a key set. */
const announcedFor = 15 * minute;

/**
 * Loads the signing keys, makes the first, and replaces it in time. Two copies of the gateway may both make one at the
 * same moment: both are published and either may sign.
 */
export async function startKeyRing(
  store: KeyStore,
  options: { rotationDays: number; clock: () => Date; logger: Logger },
): Promise<KeyRing> {
  const { rotationDays, clock, logger } = options;
  let keys: StoredKey[] = await store.all();

  async function add(signsFrom: Date): Promise<void> {
    const now = clock();
    const goneAt = new Date(signsFrom.getTime() + (rotationDays + 1) * day);
    await store.add({ ...(await createSigningKey()), createdAt: now, signsFrom }, goneAt);
    keys = await store.all();
    logger.info({ signsFrom }, 'a signing key was made');
  }

  async function rotate(): Promise<void> {
    keys = await store.all();
    const newest = keys.at(-1);
    const replaceAt = newest ? newest.signsFrom.getTime() + rotationDays * day - announcedFor : 0;
    if (clock().getTime() >= replaceAt) await add(new Date(clock().getTime() + (newest ? announcedFor : 0)));
  }

  await rotate();
  return {
    signing() {
      const now = clock();
      const key = keys.findLast(({ signsFrom }) => signsFrom <= now) ?? keys[0];
      if (!key) throw new Error('there is no signing key');
      return key;
    },
    jwks: () => publicJwks(keys),
    rotate,
  };
}
