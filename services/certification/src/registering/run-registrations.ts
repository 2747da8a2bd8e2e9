import { previousMonth } from '@leerhuis/calendar';
import { type RegisteringFederation, registeringFederations } from '@leerhuis/federations';
import type { FileStore } from '@leerhuis/files';
import type { Outbox } from '@leerhuis/outbox';
import type { Logger } from '@leerhuis/telemetry';
import { type Run, startRun } from './domain/run.ts';
import { type Registering, sendBatch } from './registration-commands.ts';
import { keptLines } from './registration-file.ts';
import type { RunStore } from './run-store.ts';

export interface Running extends Registering {
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
export async function startMonthlyRun(running: Running): Promise<boolean> {
  const current = running.monthOf(running.clock());
  const month = previousMonth(current);
  if (await running.runs.hasAutomatic(month)) return false;
  return running.transaction(async (tx) => {
    const started = startRun({ id: running.newId(), month, kind: 'auto', startedBy: null }, current, tx.now);
    if ('refused' in started) return false;
    await running.runs.insert(tx, started.run);
    return true;
  });
}

/**
 * Works on runs that nobody works on, until there is none: new ones, and those that a crash left unfinished. Each batch
 * is one transaction, so a participation is sent with its state or not at all; the files are made of the states at the end.
 */
export async function workOnRuns(running: Running): Promise<void> {
  const { runs, realTime, holder } = running;
  for (;;) {
    const now = realTime();
    const run = await runs.claim(holder, now, new Date(now.getTime() + leaseMs));
    if (!run) return;
    if (await sendAll(running, run)) await finish(running, run);
  }
}

/** @returns false when another copy took the run over */
async function sendAll(running: Running, run: Run): Promise<boolean> {
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const sent = await running
      .transaction(async (tx) => {
        const count = await sendBatch(running, tx, run, batchSize);
        const leaseUntil = new Date(running.realTime().getTime() + leaseMs);
        return (await running.runs.progress(tx, run.id, running.holder, count, leaseUntil))
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

async function finish(running: Running, run: Run): Promise<void> {
  const perFederation = await running.registrations.countsOfRun(run.id);
  for (const federation of registeringFederations)
    if (perFederation[federation]) await saveFile(running, run, federation);
  await running.runs.finish(run.id, running.holder, perFederation, running.clock());
  running.logger.info({ run: run.id, month: run.month, perFederation }, 'registrations were sent');
}

async function saveFile(running: Running, run: Run, federation: RegisteringFederation): Promise<void> {
  await running.files.save(fileIdOf(run.id, federation), keptLines(running.registrations.ofRun(run.id, federation)), {
    filename: `${federation}-${run.month}.csv`,
    contentType: 'text/csv; charset=utf-8',
  });
}
