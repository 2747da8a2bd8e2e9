import { type Connection, databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import { type SettingKind, type SettingRecords, seed } from '@leerhuis/provider';
import { type KindSettings, settingKinds } from '@leerhuis/provider/kept-settings';

export interface SettingsDocument {
  _id: SettingKind;
  revision: number;
  records: readonly SettingRecords[SettingKind][];
  /** Missing until something was changed or taken back on its first day. */
  ended?: readonly SettingRecords[SettingKind][];
  changedAt: Date;
}

/** A kind with what had begun when it was changed or taken back, which nobody else is told of. */
export interface StoredSettings<K extends SettingKind = SettingKind> extends KindSettings<K> {
  ended: readonly SettingRecords[K][];
}

export const settingIndexes = { settings: [] };

export type SettingsStore = ReturnType<typeof settingsStore>;

/** One document per kind, from its first change on; until then its seed holds. */
export function settingsStore(connection: Connection) {
  const settings = databaseOf(connection).collection<SettingsDocument>('settings');
  return {
    async get<K extends SettingKind>(kind: K, tx?: Tx): Promise<StoredSettings<K>> {
      const found = await settings.findOne({ _id: kind }, tx ? { session: tx.session } : {});
      if (!found) return { kind, revision: 0, records: seed[kind], ended: [] };
      const { revision, records, ended = [] } = found;
      return { kind, revision, records: records as SettingRecords[K][], ended: ended as SettingRecords[K][] };
    },

    /** Of two transactions that both change what they read, one starts over. */
    async save(tx: Tx, { kind, revision, records, ended }: StoredSettings): Promise<void> {
      const document = { revision, records, ended, changedAt: tx.now };
      await settings.replaceOne({ _id: kind }, document, { session: tx.session, upsert: true });
    },

    /** Those that were ever changed. */
    async changed(): Promise<KindSettings[]> {
      const found = await settings.find({ _id: { $in: settingKinds } }).toArray();
      return found.map(({ _id: kind, revision, records }) => ({ kind, revision, records }));
    },
  };
}
