import type { Parts } from '@leerhuis/service-parts';
import { type Provider, providerOn, type RecordsOf } from './provider-on.ts';
import type { SettingKind, SettingRecords } from './records.ts';
import { seed } from './seed.ts';

/** All records of a kind, and how often staff changed them: 0 while the seed holds. */
export interface KindSettings<K extends SettingKind = SettingKind> {
  kind: K;
  revision: number;
  records: readonly SettingRecords[K][];
}

/** The settings in memory, so that no request waits for them. */
export interface KeptSettings extends Provider {
  recordsOf: RecordsOf;
  /** Takes these over unless newer ones are here already. */
  keep(settings: KindSettings): void;
  /** Looks what is stored now. */
  refresh(): Promise<void>;
}

export const settingKinds = Object.keys(seed) as SettingKind[];

/** Other copies of a service take over what the one that it was told to has stored. */
const renewMs = 3_000;

/** Reads what is stored, and again every few seconds; without any of a kind its seed holds. */
export async function keptSettings(
  { metrics, every }: Pick<Parts, 'metrics' | 'every'>,
  load: () => Promise<readonly KindSettings[]>,
): Promise<KeptSettings> {
  const copies = new Map<SettingKind, KindSettings>();
  const known = metrics.gauge({
    name: 'settings_revision',
    help: 'Revision of the settings of the provider that this process works by; 0 for the seed',
    labelNames: ['kind'],
  });
  for (const kind of settingKinds) known.set({ kind }, 0);

  const recordsOf: RecordsOf = <K extends SettingKind>(kind: K) =>
    (copies.get(kind)?.records as readonly SettingRecords[K][] | undefined) ?? seed[kind];

  function keep(settings: KindSettings): void {
    const { kind, revision } = settings;
    // of the same revision too: it may have been told again, with what was not told before
    if (revision < (copies.get(kind)?.revision ?? 1)) return;
    copies.set(kind, settings);
    known.set({ kind }, revision);
  }
  async function refresh(): Promise<void> {
    for (const settings of await load()) keep(settings);
  }

  await refresh();
  every(renewMs, 'reading settings', refresh);
  return { ...providerOn(recordsOf), recordsOf, keep, refresh };
}
