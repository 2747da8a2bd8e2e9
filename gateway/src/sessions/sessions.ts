import type { Tx } from '@leerhuis/outbox';
import type { Parts } from '@leerhuis/service-parts';
import type { Account } from '../accounts/domain/account.ts';
import type { Settings } from '../config.ts';
import { nextSecrets } from './next-secret.ts';
import { closeAllSessions, type LoggingIn, logIn } from './session-commands.ts';
import { sessionRoutes, sessionView } from './session-http.ts';

/** Login sessions. */
export function openSessions(
  { outbox, newId }: Parts,
  settings: Settings,
  needs: Omit<LoggingIn, 'transaction' | 'newId' | 'nextSecret'>,
) {
  const nextSecret = nextSecrets(settings.KEY_ENCRYPTION_SECRET);
  const loggingIn: LoggingIn = { ...needs, transaction: outbox.transaction, newId, nextSecret };
  return {
    routes: sessionRoutes(loggingIn),
    logins: {
      view: sessionView,
      logIn: (account: Account, remembered: boolean) => logIn(loggingIn, account, remembered),
      endAll: (tx: Tx, accountId: string, except?: string) => closeAllSessions(loggingIn, tx, accountId, except),
    },
  };
}
