import { accountChangedV1, type SettingsSnapshot, settingsChangedV1 } from '@leerhuis/contracts';
import { retold, told } from '@leerhuis/service-parts/republish';
import { snapshot } from './accounts/account-events.ts';
import { type AccountDocument, toAccount } from './accounts/account-store.ts';
import type { SettingsDocument } from './settings/settings-store.ts';

/** What the gateway tells again, of everything that it owns. */
export const toldAgain = [
  retold<AccountDocument>({
    aggregate: 'gateway.account',
    collection: 'accounts',
    facts: (docs) => docs.map((doc) => told(accountChangedV1, doc._id, snapshot(toAccount(doc)))),
  }),
  retold<SettingsDocument>({
    aggregate: 'gateway.settings',
    collection: 'settings',
    facts: (docs) =>
      docs.map(({ _id: kind, revision, records, changedAt }) => {
        const data = { kind, revision, records, changedAt: changedAt.toISOString() };
        return told(settingsChangedV1, kind, data as unknown as SettingsSnapshot);
      }),
  }),
];
