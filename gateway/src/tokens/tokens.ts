import { type Actor, type Claimed, createTokenVerifier, isPerson, signAccessToken } from '@leerhuis/auth';
import { inTime } from '@leerhuis/http-api';
import type { Parts } from '@leerhuis/service-parts';
import type { Settings } from '../config.ts';
import { jwksRoutes } from './jwks-http.ts';
import { startKeyRing } from './key-ring.ts';
import { keyStore } from './key-store.ts';
import { type OpenSession, openActor } from './open-actor.ts';
import { stillOpen } from './still-open.ts';

/** Whether a token still counts is looked up before a service is asked: together no longer than a person waits. */
const lookWithinMs = 5_000;

/** Access tokens: the keys that sign them, and whose still count. */
export async function openTokens(
  { database, databaseAnswers, clock, logger, every }: Parts,
  settings: Settings,
  stores: {
    sessions: { open: (id: string, now: Date) => Promise<OpenSession | null> };
    partners: { isOpen: (clientId: string) => Promise<boolean> };
  },
) {
  const ring = await startKeyRing(keyStore(database, settings.KEY_ENCRYPTION_SECRET), {
    rotationDays: settings.KEY_ROTATION_DAYS,
    clock,
    logger,
  });
  every(60_000, 'rotating signing keys', ring.rotate);

  const seconds = settings.ACCESS_TOKEN_SECONDS;
  const verify = createTokenVerifier({ jwks: async () => ring.jwks(), clock });
  const inGoodTime = <T>(look: () => Promise<T>) => inTime(lookWithinMs, databaseAnswers, look);
  const sessions = stillOpen((id, now) => inGoodTime(() => stores.sessions.open(id, now)), clock);
  const partners = stillOpen(async (id) => ((await inGoodTime(() => stores.partners.isOpen(id))) ? {} : null), clock);
  return {
    routes: jwksRoutes(ring),
    verify: (token: string): Promise<Actor> => openActor(token, verify, { sessions, partners }),
    /** What is known of the session or the partner of a token that is known to count; null when that has to be verified. */
    known(token: string): Partial<OpenSession> | null {
      const actor = verify.remembered(token);
      if (!actor) return null;
      return isPerson(actor) ? sessions.remembered(actor.sessionId) : partners.remembered(actor.clientId);
    },
    /** What is known of a session may have changed. */
    lookAgain: sessions.lookAgain,
    sign: (actor: Claimed<Actor>, within = seconds): Promise<string> =>
      signAccessToken(ring.signing(), actor, within, { now: clock() }),
    seconds,
    endSessions: sessions.forget,
    endPartners: partners.forget,
  };
}
