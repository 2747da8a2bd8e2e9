import { settingsChangedV1 } from '@leerhuis/contracts';
import { type Handler, on } from '@leerhuis/event-bus';
import { localCopy } from '@leerhuis/mongo';
import type { Parts } from '@leerhuis/service-parts';
import { type KeptSettings, type KindSettings, keptSettings, settingKinds } from './kept-settings.ts';

/** To be listed among the indexes of a service that follows the settings. */
export const settingsIndexes = { settingsCopies: [] };

/** A service's own copy of the gateway's settings: in its database, and in memory to be asked. */
export async function followSettings(
  parts: Pick<Parts, 'database' | 'metrics' | 'every'>,
): Promise<{ settings: KeptSettings; onSettingsChanged: Handler }> {
  const copies = localCopy<KindSettings>(parts.database, 'settingsCopies');
  const settings = await keptSettings(parts, () => copies.many(settingKinds));
  return {
    settings,
    onSettingsChanged: on(
      settingsChangedV1,
      async ({ data }, tx) => {
        const { changedAt: _, ...copy } = data;
        await copies.put(tx, copy.kind, copy);
        // a fact counts whether or not this transaction is the one that stores it
        settings.keep(copy);
      },
      async ({ data: { changedAt: _, ...copy } }, tx) => {
        if ((await copies.refill(tx, copy.kind, copy)) === 'unknown') await copies.put(tx, copy.kind, copy);
        settings.keep(copy);
        return 'filled';
      },
    ),
  };
}
