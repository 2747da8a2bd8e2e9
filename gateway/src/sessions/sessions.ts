import { auditStore } from '@leerhuis/audit';
import type { Tx } from '@leerhuis/outbox';
import type { Parts } from '@leerhuis/service-parts';
import type { Account } from '../accounts/domain/account.ts';
import type { Settings } from '../config.ts';
import { loginLogRoutes } from './login-log-http.ts';
import { loginLogStore } from './login-log-store.ts';
import { nextSecrets } from './next-secret.ts';
import { ownSessionRoutes } from './own-sessions-http.ts';
import { closeAllSessions, type LoggingIn, type LoginWish, logIn } from './session-commands.ts';
import { sessionRoutes, sessionView } from './session-http.ts';

/** Login sessions. */
export function openSessions(
  { database, outbox, newId }: Parts,
  settings: Settings,
  needs: Omit<LoggingIn, 'transaction' | 'newId' | 'nextSecret' | 'log' | 'longest'>,
) {
  const nextSecret = nextSecrets(settings.KEY_ENCRYPTION_SECRET);
  const log = loginLogStore(database, newId);
  const longest = settings.SESSION_DAYS * 86_400_000;
  const loggingIn: LoggingIn = { ...needs, transaction: outbox.transaction, newId, nextSecret, log, longest };
  return {
    routes: [
      ...sessionRoutes(loggingIn),
      ...ownSessionRoutes(loggingIn),
      ...loginLogRoutes(log, auditStore(database, newId).note),
    ],
    logins: {
      view: sessionView,
      logIn: (account: Account, wish: LoginWish) => logIn(loggingIn, account, wish),
      endAll: (tx: Tx, accountId: string, except?: string) =>
        closeAllSessions(loggingIn, tx, accountId, 'password-changed', except),
    },
  };
}
