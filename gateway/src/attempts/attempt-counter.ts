import { formatWait } from '@leerhuis/calendar';
import { problem } from '@leerhuis/http-api';
import { RateLimiterMemory, RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';

export interface Limit {
  /** Attempts that may be made within the window. */
  points: number;
  /** Seconds. */
  window: number;
}

export type AttemptClient = ConstructorParameters<typeof RateLimiterMongo>[0]['storeClient'];

export function tooManyAttempts(seconds: number) {
  return problem(429, 'too-many-attempts', {
    retryAfter: seconds,
    detail: {
      nl: `Te veel pogingen. Probeer het over ${formatWait(seconds, 'nl')} opnieuw.`,
      fr: `Trop de tentatives. Réessayez dans ${formatWait(seconds, 'fr')}.`,
      en: `Too many attempts. Try again in ${formatWait(seconds, 'en')}.`,
    },
  });
}

const secondsLeft = (result: RateLimiterRes) => Math.max(1, Math.ceil(result.msBeforeNext / 1000));

/**
 * Counts attempts in MongoDB, shared by all copies of the gateway (ASVS 6.3.1). While MongoDB is away it counts in
 * memory: a login needs MongoDB anyway.
 */
export function attemptCounter(storeClient: AttemptClient, name: string, { points, window }: Limit) {
  const limiter = new RateLimiterMongo({
    storeClient,
    // the library's own default is a database of its own, where the gateway has no rights
    dbName: storeClient.options.dbName,
    tableName: 'attempts',
    keyPrefix: name,
    points,
    duration: window,
    insuranceLimiter: new RateLimiterMemory({ points, duration: window }),
  });
  return {
    /** Seconds until another may be made; null when one may be made now. Counts nothing. */
    async wait(key: string): Promise<number | null> {
      const result = await limiter.get(key);
      return result && result.consumedPoints >= points ? secondsLeft(result) : null;
    },
    /** Counts one; throws 429 when that is one too many. */
    async count(key: string): Promise<void> {
      try {
        await limiter.consume(key);
      } catch (result) {
        if (result instanceof RateLimiterRes) throw tooManyAttempts(secondsLeft(result));
        throw result;
      }
    },
    async forget(key: string): Promise<void> {
      await limiter.delete(key);
    },
  };
}
export type AttemptCounter = ReturnType<typeof attemptCounter>;
