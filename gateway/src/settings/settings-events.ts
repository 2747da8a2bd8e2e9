import { type SettingsSnapshot, settingsChangedV1 } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { KindSettings } from '@leerhuis/provider/kept-settings';

/** Tells a kind as it is now, with all of its records. */
export function tellSettings(tx: Tx, settings: KindSettings): void {
  tx.publish(settingsChangedV1, settings.kind, {
    ...settings,
    changedAt: tx.now.toISOString(),
  } as unknown as SettingsSnapshot);
}
