import { auditStore } from '@leerhuis/audit';
import { accountChangedV1, accountConfirmedV1, accountRegisteredV1, sendMessage } from '@leerhuis/contracts';
import type { PartNeeds, Parts } from '@leerhuis/service-parts';
import type { Attempts } from '../attempts/domain/attempts.ts';
import type { Settings } from '../config.ts';
import type { AccountKeeping, Logins } from './account-commands.ts';
import { accountRoutes } from './account-http.ts';
import { type AccountStore, accountIndexes, accountTokenStore } from './account-store.ts';
import { addDemoAccounts } from './add-demo-accounts.ts';
import { emailChangeRoutes } from './email-change/email-change-http.ts';
import { emailChangePageRoutes } from './email-change/email-change-pages.ts';
import { invitedRoutes } from './invited/invited-http.ts';
import { invitedIndexes, invitedStore } from './invited/invited-store.ts';
import { onInvitationChanged } from './invited/on-invitation-changed.ts';
import { type AccountPageNeeds, accountPageRoutes } from './pages/account-pages-http.ts';
import { passwordResetRoutes } from './password-reset-http.ts';
import { customerRoutes } from './people/customer-http.ts';
import { invitationIndexes, invitationStore } from './people/invitation-store.ts';
import { joinRoutes } from './people/join-http.ts';
import { peopleRoutes } from './people/people-http.ts';

export const accountNeeds = {
  indexes: { ...accountIndexes, ...invitationIndexes, ...invitedIndexes },
  publishes: [accountRegisteredV1, accountConfirmedV1, accountChangedV1],
  jobs: [sendMessage],
} satisfies PartNeeds;

/** Accounts: registering, confirming, data, passwords, and the pages behind the links in mails. */
export async function openAccounts(
  { database, outbox, newId }: Parts,
  settings: Settings,
  {
    brandOn,
    ...needs
  }: {
    accounts: AccountStore;
    places: AccountKeeping['places'];
    logins: Logins;
    attempts: Attempts;
    brandOn: AccountPageNeeds['brandOn'];
  },
) {
  const keeping: AccountKeeping = {
    ...needs,
    tokens: accountTokenStore(database),
    transaction: outbox.transaction,
    newId,
    publicUrl: settings.PUBLIC_URL,
    discloseUnknown: settings.ACCOUNT_DISCLOSE_UNKNOWN,
  };
  const people = {
    ...keeping,
    invitations: invitationStore(database),
    invited: invitedStore(database),
    note: auditStore(database, newId).note,
    zone: settings.TIME_ZONE,
    brandOn,
  };
  await people.invitations.prepare();
  if (settings.DEMO_ACCOUNTS) await addDemoAccounts(keeping);
  return {
    routes: [
      ...accountRoutes(keeping),
      ...passwordResetRoutes(keeping),
      ...emailChangeRoutes(people),
      ...emailChangePageRoutes(people),
      ...accountPageRoutes({ ...keeping, brandOn }),
      ...peopleRoutes(people),
      ...customerRoutes(people),
      ...joinRoutes(people),
      ...invitedRoutes(people),
    ],
    handlers: [onInvitationChanged(people.invited)],
  };
}
