import type { NoteAudit } from '@leerhuis/audit';
import { together } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import type { SettingKind, SettingRecords } from '@leerhuis/provider';
import type { KindSettings } from '@leerhuis/provider/kept-settings';
import { addRecord, changeRecord, type Deciding, endedBy, type Refused, removeRecord } from './domain/announce.ts';
import { auditedFields } from './settings-audit.ts';
import { tellSettings } from './settings-events.ts';
import { settingRefused } from './settings-problems.ts';
import type { SettingsStore } from './settings-store.ts';

/** Who changes it, and which revision they saw. */
export interface Asking {
  accountId: string;
  requireMatch(revision: number): void;
}

export type NewRecord<K extends SettingKind> = Omit<SettingRecords[K], 'id'>;
export type SettingsCommands = ReturnType<typeof settingsCommands>;

export function settingsCommands(needs: {
  store: SettingsStore;
  note: NoteAudit;
  newId: () => string;
  /** The day that it is in the provider's zone. */
  dayOf: (instant: Date) => string;
}) {
  type Decided<K extends SettingKind> = { records: readonly SettingRecords[K][] } | Refused;

  async function change<K extends SettingKind>(
    tx: Tx,
    kind: K,
    id: string,
    asking: Asking,
    action: string,
    decide: (deciding: Deciding<K>) => Decided<K>,
  ): Promise<KindSettings<K>> {
    const before = await needs.store.get(kind, tx);
    asking.requireMatch(before.revision);
    const { records, ended } = before;
    const today = needs.dayOf(tx.now);
    const decided = decide({ records, ended, today });
    if ('refused' in decided) throw together([decided, ...(decided.also ?? [])].map(settingRefused));
    const after: KindSettings<K> = { kind, revision: before.revision + 1, records: decided.records };
    await needs.store.save(tx, { ...after, ended: [...ended, ...endedBy(records, decided.records, today)] });
    const audited = (records: readonly SettingRecords[K][]) => {
      const record = records.find((one) => one.id === id);
      return record ? auditedFields(record) : null;
    };
    const pictures = { before: audited(before.records), after: audited(after.records) };
    await needs.note(tx, { by: asking.accountId, action, subject: kind, ...pictures });
    tellSettings(tx, after);
    return after;
  }

  return {
    async add<K extends SettingKind>(tx: Tx, kind: K, record: NewRecord<K>, asking: Asking) {
      const added = { ...record, id: needs.newId() } as SettingRecords[K];
      const settings = await change(tx, kind, added.id, asking, 'setting.announced', (deciding) =>
        addRecord(kind, deciding, added),
      );
      return { id: added.id, settings };
    },

    change<K extends SettingKind>(tx: Tx, kind: K, id: string, record: NewRecord<K>, asking: Asking) {
      return change(tx, kind, id, asking, 'setting.changed', (deciding) =>
        changeRecord(kind, deciding, { ...record, id } as SettingRecords[K]),
      );
    },

    remove<K extends SettingKind>(tx: Tx, kind: K, id: string, asking: Asking) {
      return change(tx, kind, id, asking, 'setting.taken-back', ({ records, today }) =>
        removeRecord(records, id, today),
      );
    },
  };
}
