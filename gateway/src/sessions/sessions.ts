import { auditStore, type NamesOf } from '@leerhuis/audit';
import type { Tx } from '@leerhuis/outbox';
import type { Parts } from '@leerhuis/service-parts';
import type { Account } from '../accounts/domain/account.ts';
import type { Settings } from '../config.ts';
import { isDemanded } from '../second-factor/domain/demanded.ts';
import { loginLogRoutes } from './login-log-http.ts';
import { loginLogStore } from './login-log-store.ts';
import { nextSecrets } from './next-secret.ts';
import { ownSessionRoutes } from './own-sessions-http.ts';
import { secondFactorSessions } from './second-factor-commands.ts';
import { closeAllSessions, type LoggingIn, type LoginWish, logIn } from './session-commands.ts';
import { sessionRoutes, sessionView } from './session-http.ts';

/** Login sessions. */
export function openSessions(
  { database, outbox, newId }: Parts,
  settings: Settings,
  needs: Omit<LoggingIn, 'transaction' | 'newId' | 'nextSecret' | 'log' | 'longest' | 'secondFactor' | 'accounts'> & {
    accounts: LoggingIn['accounts'] & { names: NamesOf };
  },
) {
  const nextSecret = nextSecrets(settings.KEY_ENCRYPTION_SECRET);
  const log = loginLogStore(database, newId);
  const { note } = auditStore(database, newId);
  const longest = settings.SESSION_DAYS * 86_400_000;
  const secondFactor = {
    isDemanded: (role: string) => isDemanded(settings.SECOND_FACTOR_FOR, role),
    within: settings.SECOND_FACTOR_HOURS * 3_600_000,
  };
  const loggingIn: LoggingIn = {
    ...needs,
    secondFactor,
    transaction: outbox.transaction,
    newId,
    nextSecret,
    log,
    longest,
  };
  return {
    routes: [
      ...sessionRoutes(loggingIn),
      ...ownSessionRoutes(loggingIn, note),
      ...loginLogRoutes(log, needs.accounts, note),
    ],
    secondFactorSessions: secondFactorSessions(loggingIn),
    logins: {
      view: sessionView,
      logIn: (account: Account, wish: LoginWish) => logIn(loggingIn, account, wish),
      endAll: (tx: Tx, accountId: string, except?: string) =>
        closeAllSessions(loggingIn, tx, accountId, 'password-changed', except),
      endForEmail: (tx: Tx, accountId: string, except?: string) =>
        closeAllSessions(loggingIn, tx, accountId, 'email-changed', except),
      endForRights: (tx: Tx, accountId: string) => closeAllSessions(loggingIn, tx, accountId, 'rights-changed'),
      lookAgain: needs.tokens.lookAgain,
    },
  };
}
