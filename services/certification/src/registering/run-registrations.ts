import { previousMonth } from '@leerhuis/calendar';
import { type RegisteringFederation, registeringFederations } from '@leerhuis/federations';
import type { FileStore } from '@leerhuis/files';
import type { Outbox } from '@leerhuis/outbox';
import type { Logger } from '@leerhuis/telemetry';
import { type Run, startRun } from './domain/run.ts';
import { type RegistrationParts, sendBatch } from './registration-commands.ts';
import { keptLines } from './registration-file.ts';
import type { RunStore } from './run-store.ts';

export interface RunParts extends RegistrationParts {
  runs: RunStore;
  files: FileStore;
  transaction: Outbox['transaction'];
  clock: () => Date;
  /** For the lease on a run, which ends by real time. */
  realTime: () => Date;
  newId: () => string;
  /** This copy of the service. */
  holder: string;
  monthOf: (instant: Date) => string;
  logger: Logger;
}

/** In one transaction: long enough to be quick, short enough to lose little work in a crash. */
const batchSize = 200;
const leaseMs = 15_000;
/** A run ends in bounded time even if more keeps being put in line. */
const mostBatches = 5_000;

export function fileIdOf(runId: string, federation: string): string {
  return `run-${runId}-${federation}`;
}

/** Starts the run of last month if no copy of the service has yet (V-26); true when it did. */
export async function startMonthlyRun(parts: RunParts): Promise<boolean> {
  const current = parts.monthOf(parts.clock());
  const month = previousMonth(current);
  if (await parts.runs.hasAutomatic(month)) return false;
  return parts.transaction(async (tx) => {
    const started = startRun({ id: parts.newId(), month, kind: 'auto', startedBy: null }, current, tx.now);
    if ('refused' in started) return false;
    await parts.runs.insert(tx, started.run);
    return true;
  });
}

/**
 * Works on runs that nobody works on, until there is none: new ones, and those that a crash left unfinished. Each batch
 * is one transaction, so a participation is sent with its state or not at all; the files are made of the states at the end.
 */
export async function workOnRuns(parts: RunParts): Promise<void> {
  const { runs, realTime, holder } = parts;
  for (;;) {
    const now = realTime();
    const run = await runs.claim(holder, now, new Date(now.getTime() + leaseMs));
    if (!run) return;
    if (await sendAll(parts, run)) await finish(parts, run);
  }
}

/** @returns false when another copy took the run over */
async function sendAll(parts: RunParts, run: Run): Promise<boolean> {
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const sent = await parts
      .transaction(async (tx) => {
        const count = await sendBatch(parts, tx, run, batchSize);
        const leaseUntil = new Date(parts.realTime().getTime() + leaseMs);
        return (await parts.runs.progress(tx, run.id, parts.holder, count, leaseUntil))
          ? count
          : Promise.reject(new Lost());
      })
      .catch((error: unknown) => {
        if (error instanceof Lost) return null;
        throw error;
      });
    if (sent === null) return false;
    if (sent === 0) return true;
  }
  return true;
}

class Lost extends Error {}

async function finish(parts: RunParts, run: Run): Promise<void> {
  const perFederation = await parts.registrations.countsOfRun(run.id);
  for (const federation of registeringFederations)
    if (perFederation[federation]) await saveFile(parts, run, federation);
  await parts.runs.finish(run.id, parts.holder, perFederation, parts.clock());
  parts.logger.info({ run: run.id, month: run.month, perFederation }, 'registrations were sent');
}

async function saveFile(parts: RunParts, run: Run, federation: RegisteringFederation): Promise<void> {
  await parts.files.save(fileIdOf(run.id, federation), keptLines(parts.registrations.ofRun(run.id, federation)), {
    filename: `${federation}-${run.month}.csv`,
    contentType: 'text/csv; charset=utf-8',
  });
}
