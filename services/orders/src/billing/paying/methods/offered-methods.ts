import { within } from '@leerhuis/waiting';
import type { ProviderMethod } from '../at-provider/mollie-answers.ts';

/** What the payment provider offered when it was heard last. */
export interface Offer {
  methods: readonly ProviderMethod[];
  heardAt: Date;
}

interface Asking {
  ask(): Promise<readonly ProviderMethod[]>;
  now(): Date;
  /** What came of asking in vain. */
  missed(error: unknown): void;
}

const goodForMs = 10 * 60_000;
const againAfterMs = 30_000;
/** Who asks first waits so long. */
const patienceMs = 2_000;

/**
 * Remembers what the payment provider offers: asked by one at a time, ten minutes apart, half a minute when it could not be asked. Who
 * looks meanwhile gets what was heard last, however long ago, and waits only while nothing was heard at all.
 * @returns null when nothing was ever heard
 */
export function offeredMethods({ ask, now, missed }: Asking): () => Promise<Offer | null> {
  let offer: Offer | null = null;
  let nextAt = 0;
  let asking: Promise<void> | null = null;

  async function hear(): Promise<void> {
    try {
      offer = { methods: await ask(), heardAt: now() };
      nextAt = offer.heardAt.getTime() + goodForMs;
    } catch (error) {
      nextAt = now().getTime() + againAfterMs;
      missed(error);
    } finally {
      asking = null;
    }
  }

  return async () => {
    if (now().getTime() >= nextAt) asking ??= hear();
    if (!offer) await within(patienceMs, () => asking ?? undefined, 'not heard in time').catch(() => undefined);
    return offer;
  };
}
