import type { Tx } from '@leerhuis/outbox';
import type { Parts } from '@leerhuis/service-parts';
import type { Account } from '../accounts/domain/account.ts';
import { closeAllSessions, logIn, type SessionParts } from './session-commands.ts';
import { sessionRoutes, sessionView } from './session-http.ts';

/** Login sessions. */
export function openSessions({ outbox, newId }: Parts, needs: Omit<SessionParts, 'transaction' | 'newId'>) {
  const parts: SessionParts = { ...needs, transaction: outbox.transaction, newId };
  return {
    routes: sessionRoutes(parts),
    logins: {
      view: sessionView,
      logIn: (account: Account, remembered: boolean) => logIn(parts, account, remembered),
      endAll: (tx: Tx, accountId: string, except?: string) => closeAllSessions(parts, tx, accountId, except),
    },
  };
}
