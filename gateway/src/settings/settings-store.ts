import { type Connection, databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import { type SettingKind, type SettingRecords, seed } from '@leerhuis/provider';
import { type KindSettings, settingKinds } from '@leerhuis/provider/kept-settings';

interface SettingsDocument {
  _id: SettingKind;
  revision: number;
  records: readonly SettingRecords[SettingKind][];
  changedAt: Date;
}

export const settingIndexes = { settings: [] };

export type SettingsStore = ReturnType<typeof settingsStore>;

/** One document per kind, from its first change on; until then its seed holds. */
export function settingsStore(connection: Connection) {
  const settings = databaseOf(connection).collection<SettingsDocument>('settings');
  return {
    async get<K extends SettingKind>(kind: K, tx?: Tx): Promise<KindSettings<K>> {
      const found = await settings.findOne({ _id: kind }, tx ? { session: tx.session } : {});
      if (!found) return { kind, revision: 0, records: seed[kind] };
      return { kind, revision: found.revision, records: found.records as SettingRecords[K][] };
    },

    /** Of two transactions that both change what they read, one starts over. */
    async save(tx: Tx, { kind, revision, records }: KindSettings): Promise<void> {
      const document = { revision, records, changedAt: tx.now };
      await settings.replaceOne({ _id: kind }, document, { session: tx.session, upsert: true });
    },

    /** Those that were ever changed. */
    async changed(): Promise<KindSettings[]> {
      const found = await settings.find({ _id: { $in: settingKinds } }).toArray();
      return found.map(({ _id: kind, revision, records }) => ({ kind, revision, records }));
    },
  };
}
