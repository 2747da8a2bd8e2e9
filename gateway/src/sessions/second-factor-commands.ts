import type { Tx } from '@leerhuis/outbox';
import type { Account } from '../accounts/domain/account.ts';
import type { Asker } from './domain/login.ts';
import { giveSecondFactor, type Login, secondFactorUntil } from './domain/session.ts';
import { accessOf, closeAllSessions, type LoggingIn } from './session-commands.ts';

/** What the second factor needs of sessions. */
export function secondFactorSessions(loggingIn: LoggingIn) {
  const { sessions, log, secondFactor } = loggingIn;
  return {
    /** Until when this session's second factor counts; null when none does. */
    async givenUntil(sessionId: string, now: Date): Promise<Date | null> {
      const session = await sessions.get(sessionId);
      return session && secondFactorUntil(session, secondFactor.within, now);
    },
    /** Notes that the session has given one; gives a token for what it may do now. */
    async give(
      tx: Tx,
      account: Account,
      sessionId: string,
      asker: Asker,
    ): Promise<Pick<Login, 'accessToken' | 'tokenType' | 'expiresIn'> & { until: Date }> {
      const known = await sessions.byId(tx, sessionId);
      if (!known) throw new Error('a session is gone that was just looked at');
      const session = giveSecondFactor(known, tx.now);
      await sessions.save(tx, session);
      await log.note({ at: tx.now, accountId: account.id, outcome: 'second-factor-given', ...asker }, tx);
      const until = new Date(tx.now.getTime() + secondFactor.within);
      return { ...(await accessOf(loggingIn, account, session, tx.now)), until };
    },
    noteWrong: (accountId: string, asker: Asker, now: Date) =>
      log.note({ at: now, accountId, outcome: 'second-factor-wrong', ...asker }),
    endAll: (tx: Tx, accountId: string) => closeAllSessions(loggingIn, tx, accountId, 'second-factor-reset'),
  };
}
