import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every change of a record, one JSON line each, so that a kill -9 loses nothing that was answered. */
export interface Journal {
  write(kind: string, record: { id: string }): void;
}

/**
 * Reads the journal back (the last line of a record counts, a torn last line doesn't), and begins a fresh one with
 * what is current. Without a folder nothing is kept.
 */
export function openJournal(folder: string | undefined): { journal: Journal; records: Map<string, unknown[]> } {
  if (folder === undefined) return { journal: { write: () => {} }, records: new Map() };
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'journal.jsonl');
  const latest = new Map<string, { kind: string; record: unknown }>();
  for (const line of existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []) {
    const entry = parse(line);
    if (entry) latest.set(`${entry.kind} ${entry.record.id}`, entry);
  }
  const lines = [...latest.values()].map((entry) => `${JSON.stringify(entry)}\n`);
  writeFileSync(`${file}.part`, lines.join(''));
  renameSync(`${file}.part`, file);
  const records = new Map<string, unknown[]>();
  for (const { kind, record } of latest.values()) records.set(kind, [...(records.get(kind) ?? []), record]);
  return {
    journal: { write: (kind, record) => appendFileSync(file, `${JSON.stringify({ kind, record })}\n`) },
    records,
  };
}

function parse(line: string): { kind: string; record: { id: string } } | null {
  if (line === '') return null;
  try {
    return JSON.parse(line) as { kind: string; record: { id: string } };
  } catch {
    return null; // the process died while it wrote this
  }
}
